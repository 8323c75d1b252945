import type { Moment, MomentKind } from '../archive/moment.js'

/** Everything a reader can ask: one query, its filters and its page. Filters of one kind are alternatives. */
export interface SearchRequest {
  /** The query as typed, operators included. */
  readonly q: string
  /** Results on this page, 1 to 50. */
  readonly limit: number
  readonly offset: number
  readonly event: readonly string[]
  readonly speaker: readonly string[]
  readonly topic: readonly string[]
  readonly year: readonly string[]
  readonly lang: readonly string[]
  readonly in: readonly MomentKind[]
  readonly has: readonly string[]
  /**
   * A full talk id, or an event's for what belongs to none of its talks: pages its moments instead of grouping. Sorted
   * by date they come in the order of the talk.
   */
  readonly talk?: string
  readonly sort: 'relevance' | 'date'
  /** At most so many values of each facet, those that are chosen besides; all unless it is given. */
  readonly facetValues?: number
  /** The words as they were typed: no typo is forgiven. */
  readonly exact?: boolean
}

/** The facets, in the order they are shown. */
export const FACETS = ['in', 'event', 'year', 'speaker', 'topic', 'lang', 'has'] as const
export type Facet = (typeof FACETS)[number]

export interface FacetValue {
  readonly value: string
  /** For people. */
  readonly label: string
  /** Moments that would remain. */
  readonly count: number
}

/** A talk, or an event for what belongs to no talk, with its best moments first. */
export interface SearchResult {
  readonly type: 'talk' | 'event'
  readonly talk?: {
    readonly id: string
    readonly event: string
    readonly name: string
    readonly url: string
    readonly speakers: readonly string[]
    /** ISO date. */
    readonly date?: string
  }
  readonly event?: { readonly id: string; readonly name: string; readonly url: string }
  readonly score: number
  /** All moments of this result, shown or not. */
  readonly momentTotal: number
  readonly moments: readonly Moment[]
}

/** The answer to a search: the shape of `GET /api/v1/search`, which only ever gains fields. */
export interface SearchAnswer {
  readonly query: string
  /** What was searched instead, where typos were forgiven. */
  readonly correctedQuery?: string
  readonly didYouMean?: string
  /** Results (talks and events) in all. */
  readonly total: number
  /** Moments in all. */
  readonly momentTotal: number
  readonly truncated: boolean
  readonly tookMs: number
  readonly facets: Readonly<Record<Facet, readonly FacetValue[]>>
  readonly results: readonly SearchResult[]
}
