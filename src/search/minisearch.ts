import MiniSearch, { type AsPlainObject, type Options } from 'minisearch'
import type { Passage } from '../archive/moment.js'
import { ANALYZER, analyze } from './analyzer.js'
import { createDictionary, type Dictionary } from './dictionary.js'
import type { EngineHit, EngineKind, EngineQuery, QueryTerm, SearchEngine } from './engine.js'

interface Indexed {
  readonly id: number
  readonly text: string
}

interface IndexFile {
  readonly format: 'lectern-minisearch'
  readonly version: number
  readonly analyzer: { readonly name: string; readonly version: number }
  readonly passages: readonly Passage[]
  readonly index: AsPlainObject
}

const VERSION = 1

/** MiniSearch's own weights for expanded words (`weights` in its search options). */
const PREFIX_WEIGHT = 0.375
const FUZZY_WEIGHT = 0.45
/** Ours: another form of the same word is nearly the word. */
const STEM_WEIGHT = 0.7

const OPTIONS: Options<Indexed> = {
  fields: ['text'],
  tokenize: (text) => analyze(text).map((token) => token.term),
  processTerm: (term) => term,
}

/**
 * MiniSearch over passages, one document a passage: simple, exact, and good for small archives. Its score is
 * MiniSearch's BM25+ times the number of query words that matched. It expands prefixes and typos itself, with
 * MiniSearch's weights, because MiniSearch sets no bound on how many words an expansion adds.
 */
export const minisearchEngine: EngineKind = {
  name: 'minisearch',
  version: VERSION,
  build: (passages) => {
    const index = new MiniSearch<Indexed>(OPTIONS)
    index.addAll(passages.map(({ text }, id) => ({ id, text })))
    const file: IndexFile = {
      format: 'lectern-minisearch',
      version: VERSION,
      analyzer: ANALYZER,
      passages,
      index: index.toJSON(),
    }
    return new TextEncoder().encode(JSON.stringify(file))
  },
  open: (bytes) => {
    const { passages, index } = readIndexFile(bytes)
    const frequencies = index.index.map(([term, fields]): [string, number] => [
      term,
      Object.values(fields).reduce((most, documents) => Math.max(most, Object.keys(documents).length), 0),
    ])
    return openEngine(passages, MiniSearch.loadJS<Indexed>(index, OPTIONS), createDictionary(frequencies))
  },
}

function readIndexFile(bytes: Uint8Array): IndexFile {
  let file: Partial<IndexFile> | null
  try {
    file = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Partial<IndexFile> | null
  } catch (cause) {
    throw new Error('The search index is damaged or cut short: run `lectern ingest` again.', { cause })
  }
  if (file?.format !== 'lectern-minisearch') throw new Error('This is not an index of the minisearch engine.')
  if (
    file.version !== VERSION ||
    file.analyzer?.name !== ANALYZER.name ||
    file.analyzer.version !== ANALYZER.version
  )
    throw new Error('The search index was written by another version: run `lectern ingest` again.')
  if (!file.passages || file.index?.documentCount !== file.passages.length)
    throw new Error('The search index is damaged: run `lectern ingest` again.')
  return file as IndexFile
}

function openEngine(
  passages: readonly Passage[],
  index: MiniSearch<Indexed>,
  dictionary: Dictionary,
): SearchEngine {
  return {
    name: 'minisearch',
    passages: passages.length,
    search: (query) => Promise.resolve(searchPassages(passages, index, dictionary, query)),
    suggest: (term) => Promise.resolve(dictionary.near(term).map((near) => near.term)),
  }
}

function searchPassages(
  passages: readonly Passage[],
  index: MiniSearch<Indexed>,
  dictionary: Dictionary,
  { terms, accept }: EngineQuery,
): EngineHit[] {
  if (terms.length === 0)
    return passages
      .filter(accept)
      .map((passage) => ({ passage, score: 0, matched: new Map<string, string[]>() }))
  const words: string[] = []
  const weights: number[] = []
  const sources = new Map<string, string[]>()
  for (const term of terms) {
    for (const [word, weight] of expand(term, dictionary)) {
      words.push(word)
      weights.push(weight)
      const known = sources.get(word)
      if (known) known.push(term.text)
      else sources.set(word, [term.text])
    }
  }
  const results = index.search('', {
    tokenize: () => words,
    boostTerm: (_term, position) => weights[position] ?? 0,
    filter: ({ id }) => {
      const passage = passages[id as number]
      return passage !== undefined && accept(passage)
    },
  })
  return results
    .flatMap((result): EngineHit[] => {
      const passage = passages[result.id as number]
      if (!passage) return []
      const matched = new Map<string, string[]>()
      for (const word of result.terms) {
        for (const source of sources.get(word) ?? []) {
          const known = matched.get(source)
          if (known) known.push(word)
          else matched.set(source, [word])
        }
      }
      // MiniSearch multiplied by the number of expanded words that matched; what counts is the words asked for.
      const score = (result.score / Math.max(1, result.queryTerms.length)) * matched.size
      return [{ passage, score, matched }]
    })
    .sort((a, b) => b.score - a.score || compare(a.passage.id, b.passage.id))
}

/** The indexed words a query word stands for, with their weights. */
function expand(term: QueryTerm, dictionary: Dictionary): Map<string, number> {
  const words = new Map<string, number>()
  if (term.fuzzy)
    for (const { term: word, distance } of dictionary.near(term.text))
      words.set(word, (FUZZY_WEIGHT * word.length) / (word.length + distance))
  if (term.prefix)
    for (const word of dictionary.withPrefix(term.text))
      words.set(word, (PREFIX_WEIGHT * word.length) / (word.length + 0.3 * (word.length - term.text.length)))
  if (term.inflected) for (const word of dictionary.withStem(term.text)) words.set(word, STEM_WEIGHT)
  if (dictionary.has(term.text)) words.set(term.text, 1)
  return words
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
