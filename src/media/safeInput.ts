import path from 'node:path'

/** Containers that a talk's recording comes in; playlists and concatenations are none, whatever their suffix says. */
const FORMATS = 'mov,matroska,webm,mp3,wav,ogg,flac,aac'

/**
 * Options before `-i`, for ffmpeg and ffprobe alike: only local files, only real containers, nothing read from
 * the terminal. Without them a playlist renamed `.mp4` makes ffmpeg open the files it lists.
 */
export const SAFE_INPUT_OPTIONS: readonly string[] = [
  '-protocol_whitelist',
  'file',
  '-format_whitelist',
  FORMATS,
]

/** A file as ffmpeg's own protocol address: a name that begins with `-` or holds `:` stays a name. */
export function inputAddress(file: string): string {
  return `file:${path.resolve(file)}`
}

/** Options before `-i` that bound decoding: no frame larger than 8K square, two threads. */
export const DECODE_LIMITS: readonly string[] = ['-max_pixels', String(8192 * 8192), '-threads', '2']
