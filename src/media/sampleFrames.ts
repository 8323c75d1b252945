import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

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
 * The frames at some moments as small gray pictures, squeezed to 320×180; null where there is none, or none in time.
 * One program opens the file once a moment: starting a program each would take longer than decoding.
 * @param file absolute path
 */
export async function sampleFrames(
  file: string,
  seeks: readonly Seek[],
  ffmpeg: string,
  timeoutMs: number,
): Promise<(GrayFrame | null)[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'lectern-frames-'))
  const target = (n: number): string => path.join(folder, `${n}.gray`)
  const inputs = seeks.flatMap((seek) => [
    ...[...SAFE_INPUT_OPTIONS, ...DECODE_LIMITS, ...seekOptions(seek)],
    ...['-i', inputAddress(file)],
  ])
  const outputs = seeks.flatMap((_, n) => [
    ...['-map', `${n}:v:0`, '-frames:v', '1', '-threads', '1'],
    ...['-vf', `scale=${WIDTH}:${HEIGHT}:flags=area,format=gray`, '-f', 'rawvideo', target(n)],
  ])
  try {
    const options = ['-v', 'error', '-nostdin', '-y', ...inputs, ...outputs]
    // A moment without a frame, or one that cannot be decoded, fails the program; the others were written before.
    await runProgram(ffmpeg, options, { timeoutMs, outputBytes: 1 << 16 }).catch(() => undefined)
    return await Promise.all(seeks.map((_, n) => readFrame(target(n))))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function readFrame(file: string): Promise<GrayFrame | null> {
  const pixels = await readFile(file).catch(() => null)
  return pixels?.length === WIDTH * HEIGHT ? { width: WIDTH, height: HEIGHT, pixels } : null
}
