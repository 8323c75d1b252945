/** An image in the index, by its content. Pixels. */
export interface Image {
  /** SHA-256 of the bytes, hex: its name in the index. */
  readonly object: string
  readonly width: number
  readonly height: number
  /** SHA-256 of the same picture for lists, a few hundred pixels wide; absent where the picture is no wider itself. */
  readonly small?: string
}

/** What a file is to its talk. */
export type MediaRole = 'video' | 'audio' | 'slides' | 'transcript' | 'poster' | 'attachment'

/** A file of a talk: the organizer's own under the media root, or one at a declared https address. */
export interface MediaFile {
  /** Unique within the talk and fit for an address: the file's own name where it is. */
  readonly id: string
  readonly role: MediaRole
  /** As the organizer named it, for people and downloads. */
  readonly name: string
  /** Relative to the media root, forward slashes. Absent for a remote file. */
  readonly path?: string
  /** Only for a remote file: never fetched by us. */
  readonly contentUrl?: string
  /** IANA media type. */
  readonly mediaType: string
  readonly bytes?: number
  /** SHA-256, hex. Absent for remote files. */
  readonly sha256?: string
  /** BCP 47. */
  readonly inLanguage?: string
  /** A shade of the role: `screen`, `camera`, `auto`, `notes`. */
  readonly kind?: string
  readonly generatedBy?: string
  /** Seconds this file starts after the talk's own zero: its own time plus this is the talk's. May be negative. */
  readonly offset?: number
  /** Seconds, for video and audio that could be probed. */
  readonly duration?: number
  readonly width?: number
  readonly height?: number
}

/** Something a talk does not have, and why, in the organizer's words. */
export interface Absence {
  readonly role: MediaRole
  readonly reason: string
}
