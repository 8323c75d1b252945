import type { GrayFrame } from './frameQuality.js'
import { runProgram } from './runProgram.js'
import { DECODE_LIMITS, inputAddress, SAFE_INPUT_OPTIONS } from './safeInput.js'

/** How to get to a moment of a video. */
export interface Seek {
  /** Seconds. */
  readonly at: number
  /** The frame at that moment, for which all since the last key frame is decoded; else that key frame. */
  readonly exact: boolean
}

/** Enough to see whether text is sharp, small enough to measure in milliseconds. */
const WIDTH = 320
const HEIGHT = 180

/** ffmpeg's options before `-i` that go to a moment. */
export function seekOptions({ at, exact }: Seek): string[] {
  return at <= 0 ? [] : ['-ss', at.toFixed(3), ...(exact ? [] : ['-noaccurate_seek'])]
}

/**
 * One frame as a small gray picture, squeezed to 320×180; null where there is none at that moment.
 * @param file absolute path
 */
export async function sampleFrame(file: string, seek: Seek, ffmpeg: string, timeoutMs: number): Promise<GrayFrame | null> {
  const options = [
    ...['-v', 'error', '-nostdin', ...SAFE_INPUT_OPTIONS, ...DECODE_LIMITS, ...seekOptions(seek)],
    ...['-i', inputAddress(file), '-map', '0:v:0', '-frames:v', '1', '-threads', '1'],
    ...['-vf', `scale=${WIDTH}:${HEIGHT}:flags=area,format=gray`, '-f', 'rawvideo', 'pipe:1'],
  ]
  const limits = { timeoutMs, outputBytes: 4 * WIDTH * HEIGHT }
  // Nothing at this moment, or nothing that can be decoded: another moment may do.
  const pixels = await runProgram(ffmpeg, options, limits).catch(() => null)
  if (pixels?.length !== WIDTH * HEIGHT) return null
  return { width: WIDTH, height: HEIGHT, pixels }
}
