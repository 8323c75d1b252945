import type { Image } from './media.js'

/** One page of a deck. */
export interface Slide {
  /** 1-based. */
  readonly page: number
  /** The page's heading as guessed from size and place; absent when none stands out. */
  readonly title?: string
  /** The page's text in reading order, one line of the page a line; may be empty. */
  readonly text: string
  /**
   * Lines of `text`, 0-based, that are not the page's own words: headers, footers and page numbers that the deck
   * repeats, and sources of formulas too small to be seen.
   */
  readonly aside?: readonly number[]
  /** What the speaker wrote under the slide, a paragraph a line. */
  readonly notes?: string
  /** Left out when the deck is shown: not for search, and marked where it is listed. */
  readonly hidden?: boolean
  /** Addresses that the page links to: `http:`, `https:` or `mailto:` only. */
  readonly links?: readonly string[]
  readonly image?: Image
}

/** A talk's slides. */
export interface Deck {
  readonly slides: readonly Slide[]
  /** The id of the talk's file it was read from. */
  readonly file: string
}

/** When a page was up. Seconds; page is 1-based; confidence in [0, 1]. */
export interface SlideSpan {
  readonly start: number
  readonly end: number
  readonly page: number
  readonly source: 'manual' | 'frames' | 'speech'
  readonly confidence: number
}

/** Which page was up when, in order of time, without overlaps. */
export type SlideTrack = readonly SlideSpan[]

/** A page's own words: its text without the lines that stand aside. */
export function ownText({ text, aside }: Pick<Slide, 'text' | 'aside'>): string {
  if (!aside || aside.length === 0) return text
  const left = new Set(aside)
  return text
    .split('\n')
    .filter((_, i) => !left.has(i))
    .join('\n')
}

/** The span that is up at `time` (seconds), or null where none is known. */
export function slideAt(track: SlideTrack, time: number): SlideSpan | null {
  return track.find((span) => span.start <= time && time < span.end) ?? null
}
