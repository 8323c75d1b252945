import type { Reading } from '../archive/problem.js'

/** A deck as its file had it. */
export interface ReadDeck {
  /** In order; pages that could not be read are missing. */
  readonly slides: readonly {
    /** 1-based. */
    readonly page: number
    readonly title?: string
    /** One line of the page a line; may be empty. */
    readonly text: string
    /**
     * Lines of `text`, 0-based, that are not the page's own words: headers, footers and page numbers that the deck
     * repeats, and sources of formulas too small to be seen.
     */
    readonly aside?: readonly number[]
    /** What the speaker wrote under the slide, a paragraph a line. */
    readonly notes?: string
    /** Left out when the deck is shown. */
    readonly hidden?: boolean
    /** Addresses that the page links to: `http:`, `https:` or `mailto:` only. */
    readonly links?: readonly string[]
  }[]
  /** How many pages the file has. */
  readonly pages: number
}

/**
 * Reads a deck's bytes; never throws for what the bytes hold. May load its libraries first.
 * @param path the file, relative to the media root, for its problems
 */
export type DeckReader = (bytes: Uint8Array, path: string) => Promise<Reading<ReadDeck>>
