import { z } from 'zod'

import { runProgram } from './runProgram.js'
import { inputAddress, SAFE_INPUT_OPTIONS } from './safeInput.js'
import type { Streams } from './streams.js'

const LIMITS = { timeoutMs: 30_000, outputBytes: 1 << 20 }

const ENTRIES = [
  'format=duration',
  'stream=codec_type,codec_name,profile,pix_fmt,width,height,duration,sample_aspect_ratio,nb_frames',
  'stream_disposition=attached_pic,timed_thumbnails',
  'stream_tags=rotate',
  'stream_side_data=rotation',
].join(':')

const seconds = z.coerce.number().nonnegative().optional().catch(undefined)
const stream = z.object({
  codec_type: z.string().optional(),
  codec_name: z.string().optional(),
  profile: z.string().optional(),
  pix_fmt: z.string().optional(),
  width: z.int().optional(),
  height: z.int().optional(),
  duration: seconds,
  sample_aspect_ratio: z.string().optional(),
  nb_frames: z.string().optional(),
  disposition: z
    .object({ attached_pic: z.int().optional(), timed_thumbnails: z.int().optional() })
    .optional(),
  tags: z.object({ rotate: z.string().optional() }).optional(),
  side_data_list: z.array(z.object({ rotation: z.number().optional() })).optional(),
})
const output = z.object({ format: z.object({ duration: seconds }).optional(), streams: z.array(stream) })

type Stream = z.infer<typeof stream>

/**
 * Streams and length as ffprobe sees them.
 * @throws when it refuses the file, takes too long or says what we do not understand
 */
export async function byFfprobe(ffprobe: string, file: string): Promise<Streams> {
  const options = ['-v', 'error', '-of', 'json', '-show_entries', ENTRIES, ...SAFE_INPUT_OPTIONS]
  const { format, streams } = output.parse(
    JSON.parse(String(await runProgram(ffprobe, [...options, '-i', inputAddress(file)], LIMITS))),
  )
  const sound = streams.find((stream) => stream.codec_type === 'audio')
  const picture = streams.find(
    (stream) => stream.codec_type === 'video' && !isCover(stream, sound !== undefined),
  )
  return {
    duration: format?.duration ?? Math.max(0, ...streams.map((stream) => stream.duration ?? 0)),
    video: picture ? { codec: codecOf(picture), isOdd: isOddH264(picture), ...shownSize(picture) } : null,
    audio: sound ? { codec: codecOf(sound) } : null,
  }
}

function codecOf({ codec_name: codec }: Stream): string {
  return codec === undefined || codec === 'none' ? 'unknown' : codec
}

/** A picture for the sleeve or for chapters beside the sound is no film. */
function isCover(stream: Stream, hasSound: boolean): boolean {
  const { attached_pic: cover, timed_thumbnails: thumbnails } = stream.disposition ?? {}
  if (cover || thumbnails) return true
  return hasSound && /^(mjpeg|png|gif|bmp|webp)$/.test(codecOf(stream)) && stream.nb_frames === '1'
}

/** More than 8 bits, or finer colour than 4:2:0: no browser promises to play that. */
function isOddH264({ codec_name: codec, pix_fmt: format }: Stream): boolean {
  return codec === 'h264' && format !== undefined && !/^(yuv420p|yuvj420p|nv12|gray)$/.test(format)
}

function shownSize(stream: Stream): { width?: number; height?: number } {
  const { width, height } = stream
  if (!width || !height) return {}
  const [across, down] = (stream.sample_aspect_ratio ?? '1:1').split(':').map(Number)
  const aspect = across && down ? across / down : 1
  const shown = Math.round(width * aspect)
  const turned = stream.side_data_list?.find((data) => data.rotation !== undefined)?.rotation
  const rotation = turned ?? Number(stream.tags?.rotate ?? 0)
  const isUpended = Math.abs(Math.round(rotation / 90)) % 2 === 1
  return isUpended ? { width: height, height: shown } : { width: shown, height }
}
