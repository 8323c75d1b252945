import type { Problem } from '../archive/problem.js'
import { ffmpegCommand } from './ffmpegCommand.js'
import type { Container } from './recognize.js'
import type { Streams } from './streams.js'

/** How codecs are called by people. */
const NAMES: Readonly<Record<string, string>> = {
  h264: 'H.264',
  hevc: 'HEVC (H.265)',
  mpeg4: 'MPEG-4 part 2',
  mpeg2video: 'MPEG-2',
  prores: 'ProRes',
  theora: 'Theora',
  mjpeg: 'Motion JPEG',
  dnxhd: 'DNxHD',
  ac3: 'AC-3',
  eac3: 'E-AC-3',
  dts: 'DTS',
  alac: 'ALAC',
  aac: 'AAC',
  unknown: 'an unknown codec',
}

interface Plays {
  readonly video: readonly string[]
  readonly audio: readonly string[]
}

const MP4: Plays = { video: ['h264', 'av1', 'vp9'], audio: ['aac', 'mp3', 'opus', 'flac'] }
const WEBM: Plays = { video: ['vp8', 'vp9', 'av1'], audio: ['opus', 'vorbis'] }
const PCM = ['pcm_u8', 'pcm_s16le', 'pcm_s24le', 'pcm_f32le', 'pcm_mulaw', 'pcm_alaw']

/** What Chrome, Firefox and Safari all play without help from the machine; null for containers that not all of them open. */
const PLAYS: Readonly<Record<Container, Plays | null>> = {
  mp4: MP4,
  // Played where it is announced as MP4, which the site does (tried in Chromium; Safari's own format).
  quicktime: { video: ['h264'], audio: ['aac'] },
  webm: WEBM,
  matroska: null,
  mp3: { video: [], audio: ['mp3'] },
  wav: { video: [], audio: PCM },
  ogg: { video: [], audio: ['opus', 'vorbis', 'flac'] },
  flac: { video: [], audio: ['flac'] },
  aac: { video: [], audio: ['aac'] },
}

const CONTAINER_NAMES: Partial<Record<Container, string>> = { matroska: 'Matroska' }

/**
 * Whether browsers play a file, and if not, which command makes one that they do: streams that fit are copied, others
 * encoded anew. A name's suffix counts, because the site announces files by it.
 * @param name the file's path, for people
 */
export function judgePlayback(
  container: Container,
  streams: Streams,
  name: string,
): { playable: boolean; problem: Problem | null } {
  const announced = announcedAs(container, name)
  const plays = PLAYS[announced]
  const { video, audio } = streams
  const webm = goesIntoWebm(streams)
  const target = webm ? WEBM : MP4
  const fits = plays ?? target
  const badVideo = video !== null && (video.isOdd || !fits.video.includes(video.codec))
  const badAudio = audio !== null && !fits.audio.includes(audio.codec)
  if (plays && !badVideo && !badAudio) return { playable: true, problem: null }

  const reasons = [
    ...(badVideo
      ? [
          `its picture is ${video.isOdd ? 'H.264 with more than 8 bits or finer colour than 4:2:0' : nameOf(video.codec)}`,
        ]
      : []),
    ...(badAudio ? [`its sound is ${nameOf(audio.codec)}`] : []),
    ...(plays ? [] : [`its container is ${CONTAINER_NAMES[announced] ?? announced}`]),
  ]
  // What plays where it is may not fit where it goes: Vorbis in Ogg, but not in MP4.
  const command = ffmpegCommand(name, streams, {
    webm,
    badVideo: badVideo || (video !== null && !target.video.includes(video.codec)),
    badAudio: badAudio || (audio !== null && !target.audio.includes(audio.codec)),
  })
  const problem: Problem = {
    severity: 'warning',
    code: 'media-not-playable',
    path: name,
    message: `not every browser can play this file: ${reasons.join(', ')}`,
    hint: `in the media folder run: ${command} (then remove the old file)`,
  }
  return { playable: false, problem }
}

/** What a file is taken for: QuickTime that is named MP4 is served as that. */
function announcedAs(container: Container, name: string): Container {
  if (container === 'quicktime' && /\.(mp4|m4v|m4a)$/i.test(name)) return 'mp4'
  if (container === 'webm' && /\.mkv$/i.test(name)) return 'matroska'
  return container
}

function goesIntoWebm({ video, audio }: Streams): boolean {
  return (
    video !== null && WEBM.video.includes(video.codec) && (audio === null || WEBM.audio.includes(audio.codec))
  )
}

function nameOf(codec: string): string {
  return NAMES[codec] ?? (codec.startsWith('pcm_') ? 'uncompressed (PCM)' : codec)
}
