import type { Passage } from '../archive/moment.js'

/** One word of a query after analysis. */
export interface QueryTerm {
  /** As the analyzer writes it. */
  readonly text: string
  /** Also match words that begin with it. */
  readonly prefix: boolean
  /** Also match words that differ in number or tense, less. */
  readonly inflected: boolean
  /** Also match words a typo away. */
  readonly fuzzy: boolean
}

/**
 * What an engine is asked: passages with any of the terms, those with more of them first. Without terms it is asked for
 * every accepted passage, in the order of the index, with score 0.
 */
export interface EngineQuery {
  readonly terms: readonly QueryTerm[]
  /** Passages it refuses are as if they were not there. */
  readonly accept: (passage: Passage) => boolean
}

/** A passage that answers, with the words of it that did. */
export interface EngineHit {
  readonly passage: Passage
  /** BM25+ and what expansion costs; comparable within one answer only. */
  readonly score: number
  /** The indexed words that matched, as the analyzer writes them, by the query term that found them. */
  readonly matched: ReadonlyMap<string, readonly string[]>
}

/** A searchable set of passages. It throws when it cannot answer: never an empty list in place of an error. */
export interface SearchEngine {
  readonly name: string
  readonly passages: number
  /** All hits, best first; equal scores by passage id. */
  search(query: EngineQuery): Promise<readonly EngineHit[]>
  /** Indexed words near a word that was not found, nearest and most frequent first. */
  suggest(term: string): Promise<readonly string[]>
}

/** How an engine keeps its index: bytes that one ingest writes and any server of the same version opens. */
export interface EngineKind {
  readonly name: string
  /** Part of the index format: bytes of another version are refused. */
  readonly version: number
  build(passages: readonly Passage[]): Uint8Array
  /** @throws when the bytes are not a whole index of this version. */
  open(bytes: Uint8Array): SearchEngine
}
