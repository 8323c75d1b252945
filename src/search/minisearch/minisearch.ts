import MiniSearch, { type AsPlainObject, type Options } from 'minisearch'
import type { Passage } from '../../archive/moment.js'
import { ANALYZER, analyze } from '../analyzer.js'
import type { EngineKind, SearchEngine } from '../engine.js'
import { stemmersFor } from '../stems/stemmers.js'
import { baseLanguage } from '../languages.js'
import { type CountedWord, createDictionary } from './dictionary.js'
import { findUnits } from './find.js'
import { createTable, type StoredGroup } from './table.js'

export interface Indexed {
  readonly id: number
  readonly text: string
}

interface IndexFile {
  readonly format: 'lectern-minisearch'
  readonly version: number
  readonly analyzer: { readonly name: string; readonly version: number }
  readonly groups: readonly StoredGroup[]
  readonly passages: readonly Passage[]
  readonly index: AsPlainObject
}

const VERSION = 2

const OPTIONS: Options<Indexed> = {
  fields: ['text'],
  tokenize: (text) => analyze(text).map((token) => token.term),
  processTerm: (term) => term,
}

/**
 * MiniSearch over passages, one document a passage: simple, exact, and good for small archives. Its score is
 * MiniSearch's BM25+. The index is one file, made anew by each ingest and held in memory with all its texts.
 */
export const minisearchEngine: EngineKind = {
  name: 'minisearch',
  version: VERSION,
  update: async (wanted, _previous, files) => {
    const groups: StoredGroup[] = []
    const passages: Passage[] = []
    for (const group of wanted) {
      const own = await group.passages()
      groups.push({ id: group.id, passages: own.length })
      passages.push(...own)
    }
    const index = new MiniSearch<Indexed>(OPTIONS)
    index.addAll(passages.map(({ text }, id) => ({ id, text })))
    const file: IndexFile = {
      format: 'lectern-minisearch',
      version: VERSION,
      analyzer: ANALYZER,
      groups,
      passages,
      index: index.toJSON(),
    }
    return {
      main: await files.put(Buffer.from(JSON.stringify(file))),
      whole: [],
      parts: [],
      passages: passages.length,
    }
  },
  open: async ({ main }, files) => openEngine(readIndexFile(await files.read(main))),
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
  if (!file.passages || !file.groups || file.index?.documentCount !== file.passages.length)
    throw new Error('The search index is damaged: run `lectern ingest` again.')
  return file as IndexFile
}

function openEngine({ groups, passages, index }: IndexFile): SearchEngine {
  const table = createTable(groups, passages)
  const dictionary = createDictionary(
    index.index.map(([term, fields]): CountedWord => {
      // Passages were added in order and none was removed: MiniSearch numbers them as they stand.
      const numbers = Object.keys(fields[0] ?? {})
      return [
        term,
        numbers.length,
        new Set(numbers.map((number) => baseLanguage(passages[Number(number)]?.lang ?? ''))),
      ]
    }),
    stemmersFor(table.languages),
  )
  const search = MiniSearch.loadJS<Indexed>(index, OPTIONS)
  return {
    name: 'minisearch',
    passages: table,
    find: (query) => findUnits({ passages, table, search, dictionary }, query),
    passagesWith: (term) => dictionary.passagesWith(term),
    near: (term) => dictionary.near(term),
    forms: (term) => dictionary.withStem(term),
    complete: (prefix) => [
      ...(dictionary.passagesWith(prefix) > 0 ? [prefix] : []),
      ...dictionary.withPrefix(prefix),
    ],
  }
}
