/** What a program found in a file, whichever program it was. Codecs are named as ffmpeg names them. */
export interface Streams {
  /** Seconds; 0 where it could not tell. */
  readonly duration: number
  readonly video: VideoStream | null
  readonly audio: AudioStream | null
}

export interface VideoStream {
  /** `h264`, `hevc`, `vp9`, …; `unknown` where it has no name. */
  readonly codec: string
  /** H.264 of a kind that browsers do not promise to play. */
  readonly isOdd: boolean
  /** Pixels as shown: turned, and with square pixels. */
  readonly width?: number
  readonly height?: number
}

export interface AudioStream {
  readonly codec: string
}
