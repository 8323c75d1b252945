import { execFileSync } from 'node:child_process'
import path from 'node:path'

import { findMediaTools } from '../../src/media/tools.js'

/** A small real recording: a test picture with a tone, as ffmpeg makes it from the file's suffix. */
export async function makeRecording(folder: string, name: string, options: { seconds?: number; size?: string } = {}): Promise<string> {
  const { ffmpeg } = await findMediaTools()
  if (!ffmpeg) throw new Error('these tests need ffmpeg: apt install ffmpeg, or npm ci with optional packages')
  const file = path.join(folder, name)
  const { seconds = 4, size = '320x180' } = options
  const picture = ['-f', 'lavfi', '-i', `testsrc=size=${size}:rate=10:duration=${seconds}`]
  const tone = ['-f', 'lavfi', '-i', `sine=frequency=440:duration=${seconds}`]
  const inputs = /\.(mp3|wav|m4a)$/.test(name) ? tone : [...picture, ...tone]
  execFileSync(ffmpeg, ['-v', 'error', '-y', ...inputs, '-pix_fmt', 'yuv420p', '-shortest', file])
  return file
}
