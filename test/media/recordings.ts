import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { findMediaTools, type MediaTools } from '../../src/media/tools.js'

/** For probing without any program. */
export const NO_TOOLS: MediaTools = {
  ffmpeg: null,
  ffprobe: null,
  soffice: null,
  pdftotext: null,
  notice: null,
}

/** The tools to probe with, by the name of a row of `describe.each(WAYS)`. */
export const WAYS = ['with ffprobe', 'without ffprobe'] as const
export const toolsFor = (way: (typeof WAYS)[number]): Promise<MediaTools> =>
  way === 'with ffprobe' ? findMediaTools() : Promise.resolve(NO_TOOLS)

/** The ffmpeg of these tests. */
export async function ffmpegProgram(): Promise<string> {
  const { ffmpeg } = await findMediaTools()
  if (!ffmpeg)
    throw new Error('these tests need ffmpeg: apt install ffmpeg, or npm ci with optional packages')
  return ffmpeg
}

/** What was made in this file's tests by its options: the same is wanted with and without ffprobe. */
const made = new Map<string, Buffer>()

/** Runs ffmpeg with these options, the last of which is a name in the folder; gives the file's path. */
export async function makeWith(folder: string, ...options: readonly string[]): Promise<string> {
  const file = path.join(folder, options.at(-1) ?? '')
  const key = options.join(' ')
  const before = made.get(key)
  if (before) writeFileSync(file, before)
  else {
    execFileSync(await ffmpegProgram(), ['-v', 'error', '-y', ...options.slice(0, -1), file])
    made.set(key, readFileSync(file))
  }
  return file
}

/** Options for inputs that ffmpeg makes up: a moving test picture, and a tone. */
export const testPicture = (seconds: number, size = '320x180', rate = 10): string[] => [
  ...['-f', 'lavfi', '-i', `testsrc=size=${size}:rate=${rate}:duration=${seconds}`],
]
export const tone = (seconds: number): string[] => [
  '-f',
  'lavfi',
  '-i',
  `sine=frequency=440:duration=${seconds}`,
]

/** A small real recording: a test picture with a tone, as ffmpeg makes it from the file's suffix, ready for streaming. */
export async function makeRecording(
  folder: string,
  name: string,
  options: { seconds?: number; size?: string } = {},
): Promise<string> {
  const { seconds = 4, size = '320x180' } = options
  const inputs = /\.(mp3|wav|m4a|ogg|opus|flac)$/.test(name)
    ? tone(seconds)
    : [...testPicture(seconds, size), ...tone(seconds)]
  const fast = /\.(mp4|m4v|mov|mkv)$/.test(name) ? ['-preset', 'ultrafast'] : []
  const faststart = /\.(mp4|m4v|mov|m4a)$/.test(name) ? ['-movflags', '+faststart'] : []
  return makeWith(folder, ...inputs, '-pix_fmt', 'yuv420p', ...fast, ...faststart, '-shortest', name)
}
