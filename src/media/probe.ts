import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { ADTS, FilePathSource, FLAC, Input, MATROSKA, MP3, MP4, OGG, QTFF, WAVE, WEBM } from 'mediabunny'
import { z } from 'zod'

import type { Problem, Reading } from '../archive/problem.js'
import { inputAddress, SAFE_INPUT_OPTIONS } from './safeInput.js'
import type { MediaTools } from './tools.js'

/** What is known of a recording without decoding it. */
export interface Probe {
  /** Seconds. */
  readonly duration: number
  readonly hasVideo: boolean
  readonly hasAudio: boolean
  /** Pixels as shown. */
  readonly width?: number
  readonly height?: number
}

/** Part of the cache key: raised when the same file would be read differently. */
export const PROBE_VERSION = 1

/** Containers only: mediabunny's full list has playlists, which would open the files they name. */
const CONTAINERS = [MP4, QTFF, MATROSKA, WEBM, MP3, WAVE, OGG, FLAC, ADTS]

const TIMEOUT_MS = 30_000
const OUTPUT_BYTES = 1 << 20

/**
 * Duration and streams of a video or audio file, by ffprobe where there is one, else by mediabunny.
 * @param file absolute path
 * @param name the path to show in problems
 */
export async function probeMedia(file: string, name: string, tools: MediaTools): Promise<Reading<Probe>> {
  try {
    if ((await stat(file)).size === 0) return { value: null, problems: [unreadable(name, 'it is empty')] }
    const probe = tools.ffprobe ? await byFfprobe(tools.ffprobe, file) : await byMediabunny(file)
    if (probe.hasVideo || probe.hasAudio) return { value: probe, problems: [] }
    return { value: null, problems: [unreadable(name, 'it has neither picture nor sound')] }
  } catch (error) {
    return { value: null, problems: [unreadable(name, reasonOf(error))] }
  }
}

function unreadable(path: string, reason: string): Problem {
  return {
    severity: 'error',
    code: 'media-unreadable',
    path,
    message: `cannot be read as video or audio: ${reason}`,
    hint: 'check that the file plays and was copied whole',
  }
}

const ffprobeOutput = z.object({
  format: z.object({ duration: z.coerce.number().nonnegative().optional() }),
  streams: z.array(
    z.object({
      codec_type: z.string().optional(),
      width: z.int().optional(),
      height: z.int().optional(),
      duration: z.coerce.number().nonnegative().optional().catch(undefined),
      disposition: z.object({ attached_pic: z.int().optional() }).optional(),
    }),
  ),
})

async function byFfprobe(ffprobe: string, file: string): Promise<Probe> {
  const parts = 'format=duration:stream=codec_type,width,height,duration:stream_disposition=attached_pic'
  const output = await run(ffprobe, [
    ...['-v', 'error', '-of', 'json', '-show_entries', parts],
    ...SAFE_INPUT_OPTIONS,
    ...['-i', inputAddress(file)],
  ])
  const { format, streams } = ffprobeOutput.parse(JSON.parse(output))
  const picture = streams.find((stream) => stream.codec_type === 'video' && !stream.disposition?.attached_pic)
  const size = picture?.width && picture.height ? { width: picture.width, height: picture.height } : {}
  return {
    duration: format.duration ?? Math.max(0, ...streams.map((stream) => stream.duration ?? 0)),
    hasVideo: picture !== undefined,
    hasAudio: streams.some((stream) => stream.codec_type === 'audio'),
    ...size,
  }
}

async function byMediabunny(file: string): Promise<Probe> {
  const input = new Input({ source: new FilePathSource(file), formats: CONTAINERS })
  try {
    const [picture, sound] = [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()]
    const size = picture ? { width: await picture.getDisplayWidth(), height: await picture.getDisplayHeight() } : {}
    return {
      duration: await input.computeDuration(),
      hasVideo: picture !== null,
      hasAudio: sound !== null,
      ...size,
    }
  } finally {
    input.dispose()
  }
}

function run(program: string, options: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const limits = { timeout: TIMEOUT_MS, maxBuffer: OUTPUT_BYTES, killSignal: 'SIGKILL', windowsHide: true } as const
    const child = execFile(program, [...options], limits, (error, stdout, stderr) => {
      if (error?.killed) reject(new Error(`reading it took more than ${TIMEOUT_MS / 1000} s`))
      else if (error) reject(new Error(lastLine(stderr) || error.message))
      else resolve(stdout)
    })
    child.stdin?.end()
  })
}

function lastLine(text: string): string {
  // The tools end their complaint with the file's whole address, which the problem names already.
  return (text.trim().split('\n').at(-1) ?? '').replace(/^file:\S+: /, '')
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
