import type { EngineHits, SearchEngine, Wanted } from './engine.js'
import type { ParsedQuery, QueryPhrase, QueryWord } from './query.js'

/** What answers a query, and what was looked for after stop words were dropped and parts taken apart. */
export interface Findings {
  readonly hits: EngineHits
  readonly words: readonly QueryWord[]
  readonly phrases: readonly QueryPhrase[]
  /** Whether an indexed word stands for a word of the query: itself, a longer word, a typo away. */
  readonly accepts: (wanted: string, indexed: string) => boolean
}

/**
 * Asks the engine for some words, with the query's phrases and what it excludes.
 * @param loose words that are forgiven a typo
 * @param deadline on the clock of `performance.now()`
 */
export function find(
  engine: SearchEngine,
  { phrases, without }: ParsedQuery,
  words: readonly QueryWord[],
  deadline: number,
  loose: ReadonlySet<QueryWord> = new Set(),
): Findings {
  const hits = engine.find({
    words: words.map((word) => ({ ...word, inflected: true, fuzzy: loose.has(word) })),
    phrases: phrases.map(exactly),
    without: without.map(exactly),
    deadline,
  })
  const spellings = new Map([...hits.spellings].map(([term, known]) => [term, new Set(known)]))
  return {
    hits,
    words,
    phrases,
    accepts: (wanted, indexed) => wanted === indexed || spellings.get(wanted)?.has(indexed) === true,
  }
}

function exactly({ tokens }: QueryPhrase): Wanted {
  return { tokens, prefix: false, inflected: false, fuzzy: false }
}

/** Leaves stop words out of words that have others beside them, or a phrase. */
export function withoutStopWords(
  words: readonly QueryWord[],
  { phrases }: ParsedQuery,
  stopWords: ReadonlySet<string>,
): readonly QueryWord[] {
  const telling = words.filter((word) => !word.tokens.every((token) => stopWords.has(token.term)))
  return telling.length > 0 || phrases.length > 0 ? telling : words
}

/** The words of a query that any hit answers, a bit each. */
export function answeredWords({ words }: EngineHits): number {
  let answered = 0
  for (const bits of words) answered |= bits
  return answered >>> 0
}

/** How many hits answer a word, by its number. */
export function countHits({ words }: EngineHits, number: number): number {
  let count = 0
  for (const bits of words) count += (bits >>> number) & 1
  return count
}
