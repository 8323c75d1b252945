import type { Addresses } from '../../archive/addresses.js'
import type { Talk } from '../../archive/event.js'
import type { MediaFile } from '../../archive/media.js'
import { isWithheld } from '../../archive/withheld.js'
import { isPlayable, missingOf, pictureOf, stillOf, type Picture } from './talkAssets.js'
import { webAddress } from './frame.js'
import { language } from './labels.js'

/** A caption file for a media element. */
export interface CaptionTrack {
  readonly src: string
  readonly lang: string
  readonly label: string
  readonly isDefault: boolean
}

/** What stands where a recording would be. */
export type Player =
  | {
      readonly kind: 'video' | 'audio'
      readonly src: string
      readonly type: string
      readonly poster: Picture | null
      readonly tracks: readonly CaptionTrack[]
      /** Origin that the page's policy must allow for media, for a declared remote file. */
      readonly origin: string | null
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
  const fragment = at === undefined ? '' : `#t=${at}`
  return {
    kind: file.mediaType.startsWith('audio/') ? 'audio' : 'video',
    src: (file.contentUrl ?? addresses.talkFile(talk.id, `files/${file.id}`)) + fragment,
    type: file.mediaType,
    poster: talk.poster ? pictureOf(addresses, talk, 'poster.webp', talk.poster) : stillOf(addresses, talk),
    tracks: tracksOf(addresses, talk),
    origin: file.contentUrl ? originOf(file.contentUrl) : null,
  }
}

/** The file to play: the speaker's video before a recording of the screen, video before audio. */
export function recordingOf(talk: Pick<Talk, 'files'>): MediaFile | undefined {
  const playable = talk.files.filter(
    (file) => isPlayable(file) && (file.path !== undefined || webAddress(file.contentUrl)),
  )
  const videos = playable.filter((file) => file.role === 'video')
  return (
    videos.find((file) => file.kind !== 'screen') ??
    videos[0] ??
    playable.find((file) => file.role === 'audio')
  )
}

function elsewhere(addresses: Addresses, talk: Talk): Player | null {
  const file = talk.files.find((each) => each.contentUrl && (each.role === 'video' || each.role === 'audio'))
  const url = webAddress(file?.contentUrl)
  if (!file || !url) return null
  return { kind: 'elsewhere', url, host: new URL(url).host, name: file.name, still: stillOf(addresses, talk) }
}

function reasonOf(talk: Talk): string {
  const absence = talk.absences.find((each) => each.role === 'video' || each.role === 'audio')
  return absence ? absence.reason : 'no recording was deposited'
}

function tracksOf(addresses: Addresses, talk: Talk): readonly CaptionTrack[] {
  return talk.transcripts
    .filter((transcript) => transcript.timing !== 'none')
    .map((transcript, index) => ({
      src: addresses.talkFile(talk.id, `captions/${transcript.id}.vtt`),
      lang: transcript.inLanguage,
      label: language(transcript.inLanguage),
      isDefault: index === 0,
    }))
}

/** An origin fit for a Content-Security-Policy; null for one with other characters than hosts have. */
function originOf(url: string): string | null {
  const { origin } = new URL(url)
  return /^https:\/\/[a-z0-9.-]+(?::\d+)?$/.test(origin) ? origin : null
}
