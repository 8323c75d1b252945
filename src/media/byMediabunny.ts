import {
  ADTS,
  FilePathSource,
  FLAC,
  Input,
  Logging,
  LogLevel,
  MATROSKA,
  MP3,
  MP4,
  OGG,
  QTFF,
  WAVE,
  WEBM,
} from 'mediabunny'
import type { InputAudioTrack, InputVideoTrack } from 'mediabunny'

import { TookTooLong } from './runProgram.js'
import type { Streams, VideoStream } from './streams.js'

/** Containers only: mediabunny's full list has playlists, which would open the files they name. */
const CONTAINERS = [MP4, QTFF, MATROSKA, WEBM, MP3, WAVE, OGG, FLAC, ADTS]

const TIMEOUT_MS = 20_000

/** Its names, and those of containers for what it does not know, as ffmpeg names them. */
const CODECS: Readonly<Record<string, string>> = {
  avc: 'h264',
  ulaw: 'pcm_mulaw',
  alaw: 'pcm_alaw',
  mp4v: 'mpeg4',
  'V_MPEG4/ISO/ASP': 'mpeg4',
  'V_MPEG4/ISO/SP': 'mpeg4',
  V_MPEG2: 'mpeg2video',
  V_MJPEG: 'mjpeg',
  V_THEORA: 'theora',
  jpeg: 'mjpeg',
  mjpa: 'mjpeg',
  alac: 'alac',
  A_ALAC: 'alac',
  A_DTS: 'dts',
  'ac-3': 'ac3',
  A_AC3: 'ac3',
  'ec-3': 'eac3',
  A_EAC3: 'eac3',
}

/**
 * Streams and length as mediabunny sees them: pure JavaScript, for where there is no ffprobe.
 * @throws when it cannot read the file, or not in time
 */
export async function byMediabunny(file: string): Promise<Streams> {
  Logging.level = LogLevel.Silent // what is wrong with a file is our problem to tell, not its warning
  const input = new Input({ source: new FilePathSource(file), formats: CONTAINERS })
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new TookTooLong(TIMEOUT_MS))
    }, TIMEOUT_MS)
  })
  const work = read(input)
  // After the time is up its own failure, which disposing brings about, is no news.
  work.catch(() => undefined)
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
    input.dispose()
  }
}

async function read(input: Input): Promise<Streams> {
  const [picture, sound] = [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()]
  const tracks = [picture, sound].filter((track) => track !== null)
  const announced = await input.getDurationFromMetadata(tracks).catch(() => null)
  return {
    duration: announced ?? (tracks.length > 0 ? await input.computeDuration(tracks).catch(() => 0) : 0),
    video: picture && (await videoOf(picture)),
    audio: sound && { codec: await codecOf(sound) },
  }
}

async function videoOf(track: InputVideoTrack): Promise<VideoStream> {
  const [width, height] = [await track.getDisplayWidth(), await track.getDisplayHeight()]
  const profile = (await track.getCodecParameterString().catch(() => null)) ?? ''
  return {
    codec: await codecOf(track),
    // The profile is the first byte after the dot; these three have more bits or finer colour. RFC 6381, 3.3.
    isOdd: /^avc[13]\.(6e|7a|f4)/i.test(profile),
    ...(width > 0 && height > 0 && { width: Math.round(width), height: Math.round(height) }),
  }
}

async function codecOf(track: InputVideoTrack | InputAudioTrack): Promise<string> {
  const known = await track.getCodec()
  const name = known ?? (await track.getInternalCodecId())
  if (typeof name !== 'string') return 'unknown'
  if (name.startsWith('pcm-'))
    return name.replace('-', '_').replace(/([suf]\d+)$/, name.endsWith('8') ? '$1' : '$1le')
  return CODECS[name] ?? (known ? name : /^[\w/-]{1,32}$/.test(name) ? name.toLowerCase() : 'unknown')
}
