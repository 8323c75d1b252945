import type { SlideTrack, Deck } from './deck.js'
import type { Absence, Image, MediaFile } from './media.js'
import type { Timing, Transcript } from './transcript.js'

/** A moment on the calendar, as the organizer wrote it and as the world has it. */
export interface ZonedTime {
  /** Local ISO date-time in the event's zone, without offset: `2020-03-23T11:00`. */
  readonly local: string
  /** IANA zone. */
  readonly timeZone: string
  /** With offset: `2020-03-23T11:00:00-04:00`. */
  readonly iso: string
  /** The zone's short name on that day, `EDT`; the offset where the zone has none. */
  readonly abbreviation: string
}

/** An address worth following, or one that is known to exist but was not given. */
export interface Link {
  readonly title: string
  readonly url?: string
  readonly type?: string
  /** Why there is no address. */
  readonly absentReason?: string
}

/** A thing with a name and perhaps an address: an organizer, a place, a series. */
export interface Named {
  readonly name: string
  readonly url?: string
  /** The id of a person of the archive. */
  readonly person?: string
}

/** Somebody who speaks in the archive. The id is archive-wide. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly alternateName: readonly string[]
  readonly sortName?: string
  /** Biography. */
  readonly description?: string
  readonly affiliation?: string
  readonly url?: string
  readonly identifier?: string
  readonly sameAs: readonly string[]
}

/** A person in a talk. */
export interface Appearance {
  readonly id: string
  readonly name: string
  /** `speaker`, `moderator`, `panelist`, … */
  readonly role: string
  readonly affiliation?: string
}

/** A question and its answer; `talk` is the full talk id when it belongs to one. */
export interface Faq {
  readonly id: string
  readonly question: string
  readonly answer: string
  readonly talk?: string
  /** Seconds into the talk's recording, where it was asked. */
  readonly start?: number
}

export interface Chapter {
  readonly name: string
  /** Seconds. */
  readonly start: number
}

export type TalkStatus = 'scheduled' | 'recorded' | 'withdrawn'

/** What is known of a talk without its words: enough for lists and heads of pages. */
export interface Talk {
  /** `event/slug`. */
  readonly id: string
  readonly event: string
  readonly slug: string
  readonly name: string
  readonly subtitle?: string
  readonly type?: string
  readonly track?: string
  readonly abstract?: string
  readonly description?: string
  readonly start?: ZonedTime
  /** Scheduled length, seconds. */
  readonly duration?: number
  readonly inLanguage?: string
  readonly persons: readonly Appearance[]
  /** Topic names after folding aliases. */
  readonly keywords: readonly string[]
  readonly license?: string
  readonly status: TalkStatus
  readonly recordingOptOut: boolean
  readonly files: readonly MediaFile[]
  readonly absences: readonly Absence[]
  readonly links: readonly Link[]
  readonly chapters: readonly Chapter[]
  readonly poster?: Image
  /** Present when a deck could be read. */
  readonly deck?: { readonly file: string; readonly pages: number; readonly cover?: Image }
  readonly transcripts: readonly TranscriptHead[]
  readonly oldIds: readonly string[]
}

/** A transcript without its words. */
export interface TranscriptHead {
  readonly id: string
  readonly inLanguage: string
  readonly timing: Timing
  readonly cues: number
  readonly words: number
  /** A shade of it: `auto`, `corrected`, `notes`. */
  readonly kind?: string
  readonly file?: string
}

/** The words of a talk: what its page shows and its search matches. */
export interface TalkContent {
  readonly talk: string
  readonly transcripts: readonly Transcript[]
  readonly deck?: Deck
  readonly slideTrack: SlideTrack
}

/** A gathering with talks. */
export interface Event {
  /** The folder's name: permanent. */
  readonly id: string
  readonly name: string
  readonly alternateName: readonly string[]
  readonly description?: string
  /** ISO date or local date-time. */
  readonly startDate?: string
  readonly endDate?: string
  readonly timeZone?: string
  readonly location?: Named
  readonly url?: string
  readonly organizer: readonly Named[]
  /** The series or conference this is part of. */
  readonly superEvent?: Named
  readonly inLanguage?: string
  readonly license?: string
  readonly keywords: readonly string[]
  /** Remarks by the organizer that the page shows as such. */
  readonly notes: readonly string[]
  readonly links: readonly Link[]
  readonly faq: readonly Faq[]
  /** Full ids, in the order of the schedule. */
  readonly talks: readonly string[]
  readonly oldIds: readonly string[]
}

/** The archive as a whole, as `archive.yaml` describes it. */
export interface ArchiveInfo {
  readonly title: string
  readonly description?: string
  readonly inLanguage: string
  readonly contact?: string
  readonly license?: string
  readonly links: readonly Link[]
}

/** A topic: a keyword that talks share, with its address. */
export interface Topic {
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
}

/** Everything but the words: small enough to stay in memory. */
export interface CatalogueRecord {
  readonly archive: ArchiveInfo
  readonly events: readonly Event[]
  readonly talks: readonly Talk[]
  readonly persons: readonly Person[]
  readonly topics: readonly Topic[]
}
