import { bestFrame, isPlain, measureFrame, type FrameMeasure } from './frameQuality.js'
import { sampleFrames, type Seek } from './sampleFrames.js'

const SAMPLES = 12
/** Moments that one program looks at: each has a decoder of its own in memory. */
const AT_ONCE = 4
const [FIRST, LAST] = [0.05, 0.9]
/** Decoding up to a moment is cheap in a short video; in a long one key frames are near enough. Seconds. */
const SHORT = 120

interface Sample {
  readonly seek: Seek
  readonly measure: FrameMeasure
}

/**
 * The moment of the frame that best stands for a video: sharp and full of contrast among a dozen spread over its middle
 * 85 %. Never the first frame while there is any other; null where not one frame can be decoded.
 * @param duration seconds that are there
 * @param budgetMs after it nothing new is begun: the best so far is taken
 */
export async function findPosterFrame(
  file: string,
  duration: number,
  ffmpeg: string,
  budgetMs: number,
): Promise<Seek | null> {
  const end = performance.now() + budgetMs
  const look = async (seeks: readonly Seek[]): Promise<Sample[]> => {
    const samples: Sample[] = []
    for (let from = 0; from < seeks.length; from += AT_ONCE) {
      const left = end - performance.now()
      if (left < 500) break
      const group = seeks.slice(from, from + AT_ONCE)
      const frames = await sampleFrames(file, group, ffmpeg, Math.min(left, 20_000))
      group.forEach((seek, i) => {
        const frame = frames[i]
        if (frame) samples.push({ seek, measure: measureFrame(frame) })
      })
    }
    return samples
  }
  const moments = (exact: boolean): Seek[] =>
    Array.from({ length: SAMPLES }, (_, i) => ({
      at: duration * (FIRST + ((LAST - FIRST) * i) / (SAMPLES - 1)),
      exact,
    }))

  let samples = duration > 0 ? await look(moments(duration <= SHORT)) : []
  // One picture twelve times: a still, or a file whose only key frame is its first.
  if (duration > SHORT && !isVaried(samples)) samples = [...samples, ...(await look(moments(true)))]
  const good = samples.some(({ measure }) => !isPlain(measure))
  // What lasts a frame or two, or says nothing true about its length, is looked at from its beginning.
  if (!good)
    samples = [
      ...samples,
      ...(await look([
        { at: 1, exact: true },
        { at: 0, exact: true },
      ])),
    ]
  const best = bestFrame(samples.map(({ measure }) => measure))
  return samples[best]?.seek ?? null
}

function isVaried(samples: readonly Sample[]): boolean {
  return new Set(samples.map(({ measure }) => `${measure.spread} ${measure.sharpness}`)).size > 1
}
