import type { Timing } from './transcript.js'

/** Where words were found: one vocabulary for the API, `in:` and facets. */
export const MOMENT_KINDS = ['speech', 'slide', 'title', 'abstract', 'speaker', 'faq', 'event'] as const
export type MomentKind = (typeof MOMENT_KINDS)[number]

/** The same vocabulary as people read it. */
export const KIND_LABELS: Readonly<Record<MomentKind, string>> = {
  speech: 'said',
  slide: 'shown',
  title: 'title',
  abstract: 'abstract',
  speaker: 'speaker',
  faq: 'FAQ',
  event: 'event',
}

/**
 * What search matches: about 30 s of speech, a page of a deck, or a piece of what is written about a talk or event.
 */
export interface Passage {
  /** Unique in the archive and stable for the same input. */
  readonly id: string
  readonly kind: MomentKind
  /** The event's id. */
  readonly event: string
  /** The full talk id; absent for what belongs to the event alone. */
  readonly talk?: string
  readonly text: string
  /** BCP 47 of the text. */
  readonly lang?: string
  /** Seconds, for timed speech. */
  readonly start?: number
  readonly end?: number
  /** For speech: the transcript's id and its range of cues, last one included. */
  readonly transcript?: string
  readonly firstCue?: number
  readonly lastCue?: number
  /** For speech: how precise its times are. */
  readonly timing?: Timing
  /**
   * For timed speech, three numbers for every piece that has a time of its own, a word or a cue: where it begins in
   * `text` (characters), when it begins and when it ends (seconds).
   */
  readonly times?: readonly number[]
  /** 1-based, for slides. Their `start` and `end` are when the page was up first, where that is known. */
  readonly page?: number
  /** The slide's title. */
  readonly heading?: string
  /** The FAQ's id, for FAQ. */
  readonly faq?: string
}

/** A run of a snippet's text; `hit` where it is what was searched for. Never HTML. */
export interface SnippetSegment {
  readonly text: string
  readonly hit: boolean
}

/** A place in a talk that answers a query. */
export interface Moment {
  readonly kind: MomentKind
  /** Seconds: when the matched words are said. */
  readonly start?: number
  readonly end?: number
  /** 1-based. */
  readonly page?: number
  /** The slide's title, for slides that have one. */
  readonly heading?: string
  readonly lang?: string
  readonly timing: Timing
  /** Comparable within one answer, over all its talks. */
  readonly score: number
  readonly snippet: readonly SnippetSegment[]
  readonly url: string
}
