import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import ffmpeg from 'fluent-ffmpeg'

import type { Reading } from '../archive/problem.js'
import { extentOf } from './containers/extentOf.js'
import { openBytes } from './containers/openBytes.js'
import { findPosterFrame } from './posterFrame.js'
import { HEAD_BYTES, recognize } from './recognize.js'
import { DECODE_LIMITS, inputAddress, SAFE_INPUT_OPTIONS } from './safeInput.js'
import { seekOptions, type Seek } from './sampleFrames.js'

/** Part of the cache key: raised when the same video would give another picture. */
export const POSTER_VERSION = 2

const WIDTH = 1280
const SEARCH_MS = 45_000
const GRAB_SECONDS = 20

/**
 * A WebP picture that stands for a video, turned as it is shown: its sharpest, fullest frame of a dozen.
 * @param file absolute path
 * @param name the path to show in problems
 * @param duration seconds
 * @param program ffmpeg
 */
export async function posterOf(
  file: string,
  name: string,
  duration: number,
  program: string,
): Promise<Reading<Uint8Array>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'lectern-poster-'))
  const target = path.join(folder, 'poster.webp')
  try {
    const frame = await findPosterFrame(file, await secondsThere(file, duration), program, SEARCH_MS)
    if (!frame) return failed(name, 'not one frame of it can be decoded')
    await grabFrame(file, frame, target, program)
    return { value: await readFile(target), problems: [] }
  } catch (error) {
    const reason = error instanceof Error ? (error.message.trim().split('\n').at(-1) ?? '') : String(error)
    return failed(name, reason.replaceAll(path.resolve(file), name).replaceAll(folder, ''))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function failed(path: string, reason: string): Reading<Uint8Array> {
  const message = `no poster could be made: ${reason}`
  return { value: null, problems: [{ severity: 'warning', code: 'poster-failed', path, message }] }
}

/** A file that ends early is looked at where it has something. */
async function secondsThere(file: string, duration: number): Promise<number> {
  const bytes = await openBytes(file)
  try {
    const recognized = recognize(await bytes.read(0, HEAD_BYTES))
    if (!('container' in recognized)) return 0
    const { endsEarly, present } = await extentOf(bytes, recognized.container)
    return endsEarly && present !== undefined ? Math.min(present, duration) : duration
  } finally {
    await bytes.close()
  }
}

function grabFrame(file: string, seek: Seek, target: string, program: string): Promise<void> {
  return new Promise((resolve, reject) => {
    ffmpeg(inputAddress(file), { timeout: GRAB_SECONDS })
      .setFfmpegPath(program)
      .inputOptions(['-nostdin', ...SAFE_INPUT_OPTIONS, ...DECODE_LIMITS, ...seekOptions(seek)])
      .noAudio()
      .outputOptions(['-map 0:v:0', '-frames:v 1', '-threads 1', '-map_metadata -1', '-fflags +bitexact'])
      // Square pixels first: what is stored narrow and shown wide would make a narrow picture.
      .videoFilters(["scale='trunc(iw*sar/2)*2':ih,setsar=1", `scale='min(${WIDTH},iw)':-2`])
      .on('end', () => {
        resolve()
      })
      .on('error', (error: Error) => {
        reject(error)
      })
      .save(target)
  })
}
