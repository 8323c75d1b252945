import type { Narration } from './narration.js'
import { sampleRate, speak, type SpokenWord } from './speech.js'

/** Frames a second of the video; slides change on a frame. */
export const frameRate = 5

export interface TimedSentence {
  readonly speaker: string
  readonly page: number
  /** Seconds from the beginning of the recording. */
  readonly words: readonly SpokenWord[]
}

export interface SlideTime {
  readonly page: number
  /** Seconds. */
  readonly start: number
}

/** A narration with every time known. Samples are mono at `sampleRate`; `duration` is in seconds. */
export interface Timeline {
  readonly sentences: readonly TimedSentence[]
  readonly slides: readonly SlideTime[]
  readonly samples: Int16Array
  readonly duration: number
}

const gap = { sentence: 0.32, beforeSlide: 0.35, afterSlide: 0.4, end: 1.6 }

/** Speaks a narration sentence by sentence and lays it out in time. */
export async function layOut(narration: Narration, folder: string): Promise<Timeline> {
  const slides: SlideTime[] = []
  const sentences: TimedSentence[] = []
  const sounds: { at: number; samples: Int16Array }[] = []
  let now = 0
  for (const { page, by, sentences: texts } of narration.passages) {
    const start = slides.length === 0 ? 0 : Math.ceil((now + gap.beforeSlide) * frameRate) / frameRate
    slides.push({ page, start })
    now = start + gap.afterSlide
    for (const text of texts) {
      const { samples, words } = await speak(text, by, folder)
      const at = Math.round(now * sampleRate)
      const offset = at / sampleRate
      const timed = words.map((word) => ({ ...word, start: word.start + offset, end: word.end + offset }))
      sentences.push({ speaker: by.name, page, words: timed })
      sounds.push({ at, samples })
      now = (at + samples.length) / sampleRate + gap.sentence
    }
    now -= gap.sentence
  }
  const duration = Math.ceil((now + gap.end) * frameRate) / frameRate
  const samples = new Int16Array(Math.round(duration * sampleRate))
  for (const sound of sounds) samples.set(sound.samples, sound.at)
  return { sentences, slides, samples, duration }
}
