import type { Addresses } from '../../archive/addresses.js'
import type { Talk } from '../../archive/event.js'
import type { MediaFile } from '../../archive/media.js'
import { isWithheld } from '../../archive/withheld.js'
import { isPlayable, missingOf, pictureOf, stillOf, type Picture } from './talkAssets.js'
import { webAddress } from './webAddress.js'
import { transcriptName } from './labels.js'

/** A caption file for a media element. */
export interface CaptionTrack {
  /** The transcript's id. */
  readonly id: string
  readonly src: string
  readonly lang: string
  readonly label: string
  readonly isDefault: boolean
}

/** A file that a media element plays. */
export interface Recording {
  readonly src: string
  readonly type: string
  /** Seconds it starts after the recording that leads, whose time is the talk's. */
  readonly offset: number
}

/** What stands where a recording would be. */
export type Player =
  | {
      readonly kind: 'video' | 'audio'
      /** The same talk in the order to try: a browser takes the next where it cannot play one. */
      readonly recordings: readonly Recording[]
      /** A recording of the screen to play in step with the speaker's. */
      readonly screen: Recording | null
      readonly poster: Picture | null
      readonly tracks: readonly CaptionTrack[]
      /** Seconds, where it is known. */
      readonly duration?: number
      /** Origins that the page's policy must allow for media, for declared remote files. */
      readonly origins: readonly string[]
    }
  /** A page of a video service, or a file we cannot play: a link, never an embed. */
  | {
      readonly kind: 'elsewhere'
      readonly url: string
      readonly host: string
      readonly name: string
      readonly still: Picture | null
    }
  | { readonly kind: 'none'; readonly reason: string }

/** How a talk can be watched or heard. With a time, the address of the file carries it as a media fragment. */
export function playerOf(addresses: Addresses, talk: Talk, at: number | undefined): Player {
  if (isWithheld(talk)) return { kind: 'none', reason: missingOf(talk)[0] ?? '' }
  const file = recordingOf(talk)
  if (!file) return elsewhere(addresses, talk) ?? { kind: 'none', reason: reasonOf(talk) }
  const alternatives = talk.files.filter((each) => isOffered(each) && isAlike(each, file)).sort(byRank)
  const screen = screenBeside(file, talk)
  const asRecording = ({ contentUrl, id, mediaType }: MediaFile, offset = 0): Recording => ({
    src:
      (contentUrl ?? addresses.talkFile(talk.id, `files/${id}`)) +
      (at === undefined ? '' : `#t=${Math.max(0, at - offset)}`),
    // QuickTime is MP4 in all but name, and browsers pass over a source that is announced by that name.
    type: mediaType === 'video/quicktime' ? 'video/mp4' : mediaType,
    offset,
  })
  return {
    kind: file.mediaType.startsWith('audio/') ? 'audio' : 'video',
    recordings: alternatives.map((each) => asRecording(each)),
    screen: screen ? asRecording(screen, screen.offset) : null,
    poster: talk.poster ? pictureOf(addresses, talk, 'poster.webp', talk.poster) : stillOf(addresses, talk),
    tracks: tracksOf(addresses, talk),
    ...(file.duration !== undefined && { duration: file.duration }),
    origins: [...new Set([...alternatives, screen].flatMap((each) => originOf(each?.contentUrl) ?? []))],
  }
}

/**
 * The file to play: one that could be read before one that could not, then video before audio, then the speaker's
 * video before a recording of the screen.
 */
export function recordingOf(talk: Pick<Talk, 'files'>): MediaFile | undefined {
  return talk.files.filter(isOffered).sort(byRank)[0]
}

/** The recording of the screen that plays beside the speaker's; undefined where there is no second one. */
function screenBeside(file: MediaFile, talk: Talk): MediaFile | undefined {
  if (file.role !== 'video' || file.kind === 'screen') return undefined
  return talk.files
    .filter((each) => isOffered(each) && each.role === 'video' && each.kind === 'screen')
    .find((each) => wasRead(each))
}

function isOffered(file: MediaFile): boolean {
  const isRecording = file.role === 'video' || file.role === 'audio'
  return isRecording && isPlayable(file) && (file.path !== undefined || webAddress(file.contentUrl) !== null)
}

function isAlike(a: MediaFile, b: MediaFile): boolean {
  return a.role === b.role && (a.kind === 'screen') === (b.kind === 'screen')
}

function byRank(a: MediaFile, b: MediaFile): number {
  return rank(a) - rank(b)
}

function rank(file: MediaFile): number {
  const isVideo = file.role === 'video'
  return (wasRead(file) ? 0 : 4) + (isVideo ? 0 : 2) + (file.kind === 'screen' ? 1 : 0)
}

/** A file here that nothing could be learned of is broken or half copied; one elsewhere was never looked at. */
function wasRead(file: MediaFile): boolean {
  return file.duration !== undefined || file.path === undefined
}

function elsewhere(addresses: Addresses, talk: Talk): Player | null {
  const file = talk.files.find((each) => each.contentUrl && (each.role === 'video' || each.role === 'audio'))
  const url = webAddress(file?.contentUrl)
  if (!file || !url) return null
  return { kind: 'elsewhere', url, host: new URL(url).host, name: file.name, still: stillOf(addresses, talk) }
}

function reasonOf(talk: Talk): string {
  const absence = talk.absences.find((each) => each.role === 'video' || each.role === 'audio')
  if (absence) return absence.reason
  return talk.status === 'scheduled' ? 'it has not happened yet' : 'none was deposited'
}

function tracksOf(addresses: Addresses, talk: Talk): readonly CaptionTrack[] {
  return talk.transcripts
    .filter((transcript) => transcript.timing !== 'none')
    .map((transcript, index) => ({
      id: transcript.id,
      src: addresses.talkFile(talk.id, `captions/${transcript.id}.vtt`),
      lang: transcript.inLanguage,
      label: transcriptName(transcript),
      isDefault: index === 0,
    }))
}

/** An origin fit for a Content-Security-Policy; null for one with other characters than hosts have. */
function originOf(url: string | undefined): string | null {
  if (url === undefined) return null
  const { origin } = new URL(url)
  return /^https:\/\/[a-z0-9.-]+(?::\d+)?$/.test(origin) ? origin : null
}
