import type { Problem, Reading } from '../archive/problem.js'
import { byFfprobe } from './byFfprobe.js'
import { extentOf } from './containers/extentOf.js'
import type { Extent } from './containers/extent.js'
import { openBytes } from './containers/openBytes.js'
import { convertCommand, faststartCommand } from './ffmpegCommand.js'
import { judgePlayback } from './playback.js'
import { EMPTY, HEAD_BYTES, recognize, type Container } from './recognize.js'
import { TookTooLong } from './runProgram.js'
import type { Streams } from './streams.js'
import type { MediaTools } from './tools.js'

/** What is known of a recording without decoding it. */
export interface Probe {
  /** Seconds, by the file's own account; 0 where nothing tells. */
  readonly duration: number
  /** Seconds that are in the file, where it ends before its own account of itself. */
  readonly present?: number
  readonly hasVideo: boolean
  readonly hasAudio: boolean
  /** Pixels as shown. */
  readonly width?: number
  readonly height?: number
  readonly container: Container
  /** As ffmpeg names it: `h264`, `aac`. */
  readonly videoCodec?: string
  readonly audioCodec?: string
  /** Whether Chrome, Firefox and Safari all play it. */
  readonly playable: boolean
}

/** Part of the cache key: raised when the same file would be read differently. */
export const PROBE_VERSION = 5

/** Seconds. What lasts longer says more about its header than about a talk. */
const LONGEST = 7 * 24 * 3600

/**
 * Duration and streams of a video or audio file, by ffprobe where there is one, else by mediabunny; what is missing of
 * it, by our own reading of its headers; and whether browsers play it.
 * @param file absolute path
 * @param name the path to show in problems
 */
export async function probeMedia(file: string, name: string, tools: MediaTools): Promise<Reading<Probe>> {
  const failed = (reason: string, hint?: string): Reading<Probe> => ({
    value: null,
    problems: [unreadable(name, reason, hint)],
  })
  try {
    const { recognized, extent } = await inspect(file)
    if ('what' in recognized && recognized.what === EMPTY)
      return { value: null, problems: [empty(name, recognized.hint)] }
    if ('what' in recognized)
      return failed(
        `it is ${recognized.what}`,
        recognized.isMedia ? `${recognized.hint}: ${convertCommand(name)}` : recognized.hint,
      )
    if ('unknown' in recognized) return failed('it does not begin as any kind of recording does')
    if (extent.endsEarly && extent.indexMissing) return failed(INDEX_MISSING, STOPPED)
    const streams = tools.ffprobe ? await byFfprobe(tools.ffprobe, file) : await withoutFfprobe(file)
    if (!streams.video && !streams.audio) return failed('it has neither picture nor sound')
    return describe(recognized.container, streams, extent, name)
  } catch (error) {
    if (error instanceof TookTooLong) return { value: null, problems: [timedOut(name, error.message)] }
    return failed(error instanceof Error ? error.message : String(error))
  }
}

/** Loaded where it is needed: it is large, and most machines have ffprobe. */
async function withoutFfprobe(file: string): Promise<Streams> {
  const { byMediabunny } = await import('./byMediabunny.js')
  return byMediabunny(file)
}

const STOPPED = 'copy or download it again; if it was recorded so, the recording was not stopped properly'
const INDEX_MISSING = 'it ends before its index, which is written last, so nothing in it can be found'

async function inspect(file: string): Promise<{ recognized: ReturnType<typeof recognize>; extent: Extent }> {
  const bytes = await openBytes(file)
  try {
    const recognized = recognize(await bytes.read(0, HEAD_BYTES))
    const extent =
      'container' in recognized ? await extentOf(bytes, recognized.container) : { endsEarly: false }
    return { recognized, extent }
  } finally {
    await bytes.close()
  }
}

function describe(container: Container, streams: Streams, extent: Extent, name: string): Reading<Probe> {
  const { video, audio } = streams
  const told = [streams.duration, extent.total ?? 0, extent.present ?? 0].filter(
    (seconds) => seconds <= LONGEST,
  )
  const duration = told.find((seconds) => seconds > 0) ?? 0
  const { playable, problem } = judgePlayback(container, streams, name)
  const probe: Probe = {
    duration,
    ...(extent.endsEarly && extent.present !== undefined && { present: Math.min(extent.present, duration) }),
    hasVideo: video !== null,
    hasAudio: audio !== null,
    ...(video?.width && video.height && { width: video.width, height: video.height }),
    container,
    ...(video && { videoCodec: video.codec }),
    ...(audio && { audioCodec: audio.codec }),
    playable,
  }
  const problems = [
    ...(extent.endsEarly ? [endsEarly(name, extent, duration)] : []),
    ...(duration === 0 ? [lengthless(name)] : []),
    ...(problem ? [problem] : []),
    ...(extent.indexLast && playable ? [indexLast(name)] : []),
    ...(video && !audio ? [silent(name)] : []),
  ]
  return { value: probe, problems }
}

function endsEarly(path: string, { present, total }: Extent, duration: number): Problem {
  const there = present === undefined ? null : shown(present)
  const whole = total !== undefined && total > (present ?? 0) ? shown(Math.min(total, LONGEST)) : null
  const how =
    there === null
      ? 'a part of it is missing'
      : whole === null
        ? `${there} seconds are there`
        : `${there} of ${whole} seconds are there`
  return {
    severity: 'warning',
    code: 'media-ends-early',
    path,
    message: `the file ends early: ${how}`,
    hint:
      duration > 0
        ? 'copy or download it again; until then the part that is there is used'
        : 'copy or download it again',
  }
}

function shown(seconds: number): string {
  return seconds < 10 ? String(Math.round(seconds * 10) / 10) : String(Math.floor(seconds))
}

function lengthless(path: string): Problem {
  const message = 'does not say how long it is, and nothing in it tells'
  return { severity: 'warning', code: 'media-no-length', path, message, hint: 'check that it plays' }
}

function indexLast(path: string): Problem {
  const message = 'has its index at the end, which players fetch before they begin'
  const hint = `it starts sooner after: ${faststartCommand(path)}`
  return { severity: 'info', code: 'media-no-faststart', path, message, hint }
}

function silent(path: string): Problem {
  return { severity: 'info', code: 'media-no-sound', path, message: 'has a picture but no sound' }
}

/** Of its own kind, so that it is tried again: it says more about the machine's day than about the file. */
function timedOut(path: string, reason: string): Problem {
  const message = `its length and streams are not known: ${reason}`
  return {
    severity: 'error',
    code: 'media-timeout',
    path,
    message,
    hint: 'check that it plays, and ingest again',
  }
}

/** Nothing was copied, or not yet: said as it is of decks and transcripts. */
function empty(path: string, hint: string): Problem {
  const message = `this should be a recording, but it is ${EMPTY}`
  return { severity: 'error', code: 'file-empty', path, message, hint }
}

function unreadable(
  path: string,
  reason: string,
  hint = 'check that the file plays and was copied whole',
): Problem {
  return {
    severity: 'error',
    code: 'media-unreadable',
    path,
    message: `cannot be read as video or audio: ${reason}`,
    hint,
  }
}
