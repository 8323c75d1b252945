import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import ffmpeg from 'fluent-ffmpeg'

import type { Reading } from '../archive/problem.js'
import { inputAddress, SAFE_INPUT_OPTIONS } from './safeInput.js'

/** Part of the cache key: raised when the same video would give another picture. */
export const POSTER_VERSION = 1

const WIDTH = 1280
const TIMEOUT_SECONDS = 60

/**
 * A WebP picture that stands for a video: the most typical frame of some seconds after its first tenth,
 * so that neither a black start nor a title card decides.
 * @param file absolute path
 * @param name the path to show in problems
 * @param duration seconds
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
    await grabFrame(file, duration * 0.1, target, program)
    return { value: await readFile(target), problems: [] }
  } catch (error) {
    const reason = error instanceof Error ? (error.message.trim().split('\n').at(-1) ?? '') : String(error)
    const message = `no poster could be made: ${reason.replaceAll(path.resolve(file), name)}`
    return { value: null, problems: [{ severity: 'warning', code: 'poster-failed', path: name, message }] }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function grabFrame(file: string, at: number, target: string, program: string): Promise<void> {
  return new Promise((resolve, reject) => {
    ffmpeg(inputAddress(file), { timeout: TIMEOUT_SECONDS })
      .setFfmpegPath(program)
      .inputOptions(['-nostdin', ...SAFE_INPUT_OPTIONS])
      .seekInput(at)
      .noAudio()
      .outputOptions(['-frames:v 1', '-threads 1', '-map_metadata -1', '-fflags +bitexact'])
      .videoFilters([`thumbnail=n=60`, `scale='min(${WIDTH},iw)':-2`])
      .on('end', () => {
        resolve()
      })
      .on('error', (error: Error) => {
        reject(error)
      })
      .save(target)
  })
}
