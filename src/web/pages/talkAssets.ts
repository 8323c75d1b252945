import type { Addresses } from '../../archive/addresses.js'
import type { Talk } from '../../archive/event.js'
import type { Image, MediaFile, MediaRole } from '../../archive/media.js'
import { isWithheld } from '../../archive/withheld.js'
import { format, role } from './labels.js'

/** An image as a page shows it. */
export interface Picture {
  readonly src: string
  readonly width: number
  readonly height: number
}

/** Something a talk has, with where to find it. */
export interface Available {
  readonly icon: 'video' | 'sound' | 'page' | 'text'
  readonly label: string
  readonly url: string
}

/** A file that a media element can play; a page of a video service is not one. */
export function isPlayable(file: MediaFile): boolean {
  return file.mediaType.startsWith('video/') || file.mediaType.startsWith('audio/')
}

/** Where an image of a talk is served: the version in the address lets it be cached for good. */
export function pictureOf(addresses: Addresses, talk: Talk, name: string, image: Image): Picture {
  return {
    src: `${addresses.talkFile(talk.id, name)}?v=${image.object.slice(0, 12)}`,
    width: image.width,
    height: image.height,
  }
}

/** The same image as lists show it: the small one, where there is one. */
export function smallPictureOf(addresses: Addresses, talk: Talk, name: string, image: Image): Picture {
  const picture = pictureOf(addresses, talk, name, image)
  if (image.small === undefined) return picture
  return { ...picture, src: `${addresses.talkFile(talk.id, `small/${name}`)}?v=${image.small.slice(0, 12)}` }
}

/** The picture that stands for a talk: the first page of its deck, else its poster. */
export function stillOf(addresses: Addresses, talk: Talk, of = pictureOf): Picture | null {
  if (isWithheld(talk)) return null
  if (talk.deck?.cover) return of(addresses, talk, 'slides/1.webp', talk.deck.cover)
  return talk.poster ? of(addresses, talk, 'poster.webp', talk.poster) : null
}

/** The length of a talk's recording in seconds, where it is known. */
export function recordedLength(talk: Talk): number | undefined {
  if (isWithheld(talk)) return undefined
  return (
    talk.files.find((file) => file.role === 'video' && file.duration !== undefined)?.duration ??
    talk.files.find((file) => file.role === 'audio' && file.duration !== undefined)?.duration
  )
}

/** What a talk has, in the order people look for it. */
export function availableOf(addresses: Addresses, talk: Talk): readonly Available[] {
  if (isWithheld(talk)) return []
  const page = addresses.talk(talk.id)
  const has = (wanted: MediaRole): MediaFile | undefined => talk.files.find((file) => file.role === wanted)
  const video = has('video')
  const audio = has('audio')
  const slides = has('slides')
  return [
    ...(video ? [{ icon: 'video' as const, label: 'Video', url: page }] : []),
    ...(audio && !video ? [{ icon: 'sound' as const, label: 'Audio', url: page }] : []),
    ...(slides || talk.deck
      ? [{ icon: 'page' as const, label: slidesLabel(talk, slides), url: `${page}#slides` }]
      : []),
    ...(talk.transcripts.length > 0
      ? [{ icon: 'text' as const, label: 'Transcript', url: `${page}#transcript` }]
      : []),
  ]
}

function slidesLabel(talk: Talk, slides: MediaFile | undefined): string {
  const named = slides ? `Slides ${format(slides)}` : 'Slides'
  return talk.deck ? `${named}, ${talk.deck.pages}` : named
}

/** What a talk does not have and why, one phrase each. */
export function missingOf(talk: Talk): readonly string[] {
  if (talk.status === 'withdrawn') return ['Withdrawn: not published']
  if (talk.recordingOptOut) return ['Not published: the speaker opted out']
  return talk.absences.map(({ role: of, reason }) => {
    // A reason written as a sentence stays one.
    const joint = /^\p{Lu}/u.test(reason) ? '. ' : ': '
    return `No ${role(of).toLowerCase()}${joint}${reason}`
  })
}

/** What a talk has in two or three words: `video, slides`, `slides only`, `abstract only`. */
export function kindsOf(talk: Talk): string {
  if (isWithheld(talk)) return 'not published'
  const kinds = [
    talk.files.some((file) => file.role === 'video') ? 'video' : '',
    talk.files.some((file) => file.role === 'audio') ? 'audio' : '',
    talk.deck || talk.files.some((file) => file.role === 'slides') ? 'slides' : '',
    talk.transcripts.length > 0 ? 'transcript' : '',
  ].filter(Boolean)
  if (kinds.length === 0 && talk.status === 'scheduled') return 'scheduled'
  if (kinds.length === 0) return talk.abstract || talk.description ? 'abstract only' : 'title only'
  return kinds.length === 1 ? `${kinds[0] ?? ''} only` : kinds.join(', ')
}
