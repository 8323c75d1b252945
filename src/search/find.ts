import type { Passage } from '../archive/moment.js'
import type { EngineHit, QueryTerm, SearchEngine } from './engine.js'
import { covers, findPhrasePlaces, lengthOf, type PhrasePlaces, type StreamOf } from './phrases.js'
import type { ParsedQuery, QueryPhrase, QueryWord } from './query.js'
import type { Range } from './snippet.js'
import { findPhrase } from './tokenStream.js'

/** A passage that answers a query, before ranking. */
export interface Found {
  readonly passage: Passage
  /** The engine's score, without its multiplier: that counts spellings, where words count. */
  readonly score: number
  /** Those of the query's words that matched. */
  readonly words: readonly QueryWord[]
  /** Where the quoted phrases begin, in the passage's text; an end may lie in the passages after it. */
  readonly phrases: readonly Range[]
}

/** What answers, and what was looked for after stop words were dropped and parts taken apart. */
export interface Findings {
  readonly found: readonly Found[]
  readonly words: readonly QueryWord[]
  readonly phrases: readonly QueryPhrase[]
  /** Whether an indexed word stands for a word of the query: itself, a longer word, a typo away. */
  readonly accepts: (wanted: string, indexed: string) => boolean
  /** How many passages hold a word as it was written, or longer where it may go on. */
  readonly asWritten: (word: QueryWord) => number
}

/** What finding needs: the engine, texts as streams, and which passages the filters let through. */
export interface Scope {
  readonly engine: SearchEngine
  readonly streamOf: StreamOf
  readonly accept: (passage: Passage) => boolean
}

/**
 * Finds the passages that hold every quoted phrase, nothing that is excluded, and any of the words. Without words and
 * phrases it is every accepted passage.
 * @param loose words that are forgiven a typo
 */
export async function findPassages(
  { engine, streamOf, accept }: Scope,
  parsed: ParsedQuery,
  words: readonly QueryWord[],
  loose: ReadonlySet<QueryWord> = new Set(),
): Promise<Findings> {
  const phrases: PhrasePlaces[] = []
  for (const { tokens } of parsed.phrases)
    phrases.push(await findPhrasePlaces(engine, tokens, streamOf, accept))
  const excluded: PhrasePlaces[] = []
  for (const { tokens } of parsed.without)
    excluded.push(await findPhrasePlaces(engine, tokens, streamOf, accept))

  const hits = await engine.search({
    terms: queryTerms(words, parsed.phrases, loose),
    accept: (passage) =>
      phrases.every(({ begins }) => begins.has(passage.id)) &&
      !excluded.some(({ touches }) => touches.has(passage.id)) &&
      accept(passage),
  })
  const accepts = acceptedWords(hits)
  const anyPassage = words.length === 0
  const found = hits.flatMap((hit): Found[] => {
    const matching = words.filter((word) => matches(word, hit, streamOf, accepts))
    if (matching.length === 0 && !anyPassage && phrases.length === 0) return []
    return [
      {
        passage: hit.passage,
        score: hit.score / Math.max(1, hit.matched.size),
        words: matching,
        phrases: phrases.flatMap(({ begins }) => begins.get(hit.passage.id) ?? []),
      },
    ]
  })
  return { found, words, phrases: parsed.phrases, accepts, asWritten: (word) => countAsWritten(word, hits) }
}

/** Leaves stop words out of words that have others beside them, or a phrase. */
export function withoutStopWords(parsed: ParsedQuery, stopWords: ReadonlySet<string>): readonly QueryWord[] {
  const telling = parsed.words.filter((word) => !word.tokens.every((token) => stopWords.has(token.term)))
  return telling.length > 0 || parsed.phrases.length > 0 ? telling : parsed.words
}

function queryTerms(
  words: readonly QueryWord[],
  phrases: readonly QueryPhrase[],
  loose: ReadonlySet<QueryWord>,
): QueryTerm[] {
  const terms = new Map<string, QueryTerm>()
  const add = (term: QueryTerm): void => {
    const known = terms.get(term.text)
    terms.set(term.text, {
      text: term.text,
      prefix: term.prefix || known?.prefix === true,
      inflected: term.inflected || known?.inflected === true,
      fuzzy: term.fuzzy || known?.fuzzy === true,
    })
  }
  for (const word of words) {
    const length = lengthOf(word.tokens)
    for (const { term, position, span } of word.tokens) {
      const prefix = word.prefix && position + span === length
      add({ text: term, prefix, inflected: true, fuzzy: loose.has(word) })
    }
  }
  for (const { tokens } of phrases)
    for (const { term } of tokens) add({ text: term, prefix: false, inflected: false, fuzzy: false })
  return [...terms.values()]
}

function acceptedWords(hits: readonly EngineHit[]): Findings['accepts'] {
  const indexed = new Map<string, Set<string>>()
  for (const { matched } of hits) {
    for (const [wanted, words] of matched) {
      const known = indexed.get(wanted)
      if (known) for (const word of words) known.add(word)
      else indexed.set(wanted, new Set(words))
    }
  }
  return (wanted, word) => wanted === word || indexed.get(wanted)?.has(word) === true
}

function countAsWritten({ tokens, prefix }: QueryWord, hits: readonly EngineHit[]): number {
  const isIt = (term: string, indexed: string): boolean =>
    indexed === term || (prefix && indexed.startsWith(term))
  return hits.filter(({ matched }) =>
    tokens.some(({ term }) => matched.get(term)?.some((indexed) => isIt(term, indexed))),
  ).length
}

/** A word of several parts matches where they stand together, or where the text has it whole. */
function matches(word: QueryWord, hit: EngineHit, streamOf: StreamOf, accepts: Findings['accepts']): boolean {
  const length = lengthOf(word.tokens)
  if (word.tokens.some((token) => token.span === length && hit.matched.has(token.term))) return true
  if (length === 1 || !covers(word.tokens, length, [hit])) return false
  return findPhrase(streamOf(hit.passage), word.tokens, accepts).length > 0
}
