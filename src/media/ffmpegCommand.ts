import path from 'node:path'

import type { Streams } from './streams.js'

/** What is wrong for browsers, and into which container it goes. */
export interface Conversion {
  readonly webm: boolean
  readonly badVideo: boolean
  readonly badAudio: boolean
}

/**
 * The command line that makes a file browsers play, for a POSIX shell: what fits is copied, the rest encoded.
 * @param name the file's path, relative to where the command runs; untrusted
 */
export function ffmpegCommand(
  name: string,
  streams: Streams,
  { webm, badVideo, badAudio }: Conversion,
): string {
  const { video, audio } = streams
  const parts = ['ffmpeg', '-i', quoted(name)]
  if (video) {
    const isUneven = (video.width ?? 0) % 2 === 1 || (video.height ?? 0) % 2 === 1
    parts.push('-map 0:v:0')
    if (badVideo && isUneven) parts.push(`-vf 'scale=trunc(iw/2)*2:trunc(ih/2)*2'`)
    parts.push(badVideo ? '-c:v libx264 -crf 20 -pix_fmt yuv420p' : '-c:v copy')
  }
  if (audio) parts.push('-map 0:a:0', badAudio ? '-c:a aac -b:a 160k' : '-c:a copy')
  if (!webm) parts.push('-movflags +faststart')
  return [...parts, quoted(outputName(name, video ? (webm ? '.webm' : '.mp4') : '.m4a'))].join(' ')
}

/** The command for a file whose streams we do not read ourselves. */
export function convertCommand(name: string): string {
  return `ffmpeg -i ${quoted(name)} -c:v libx264 -crf 20 -pix_fmt yuv420p -c:a aac -b:a 160k -movflags +faststart ${quoted(outputName(name, '.mp4'))}`
}

/** The command that moves the index of an MP4 to its front. */
export function faststartCommand(name: string): string {
  return `ffmpeg -i ${quoted(name)} -map 0 -c copy -movflags +faststart ${quoted(outputName(name, path.posix.extname(name)))}`
}

function outputName(name: string, suffix: string): string {
  const { dir, name: stem, ext } = path.posix.parse(name)
  return path.posix.join(dir, `${stem}${ext.toLowerCase() === suffix.toLowerCase() ? '-web' : ''}${suffix}`)
}

/**
 * A path as one word of a POSIX shell that ffmpeg takes for a file: not for an option, a protocol or, when printed, for
 * an instruction to the terminal.
 */
function quoted(name: string): string {
  const plain = name.replace(/\p{Cc}/gu, '?')
  const safe = /^-|^[^/]*:/.test(plain) ? `./${plain}` : plain
  return `'${safe.replaceAll("'", String.raw`'\''`)}'`
}
