import { existsSync, statSync } from 'node:fs'
import path from 'node:path'

import { createAddresses } from '../../../../src/archive/addresses.js'
import type { Passage, SnippetSegment } from '../../../../src/archive/moment.js'
import { timeAt } from '../../../../src/search/moments.js'
import { passagesOf } from '../../lecternPeer.js'
import { type BenchQuery, type Kind, KINDS } from '../kinds.js'
import { type Found, loadPeer, type Peer, type PeerKind } from '../peer.js'
import { createTalkTable, type TalkTable } from '../talkTable.js'

/** What is used of better-sqlite3, which comes without types of its own. */
interface Statement {
  raw(): Statement
  get(...values: readonly unknown[]): unknown
  all(...values: readonly unknown[]): unknown[]
  run(...values: readonly unknown[]): unknown
}
interface Database {
  prepare(sql: string): Statement
  exec(sql: string): void
  transaction(work: () => void): () => void
}
type Sqlite = new (file: string) => Database

const FILE = 'fts5.db'
/** What the whole answer shows of ten results. */
const MOMENTS_SHOWN = 4

const TOP_TEN: ReadonlySet<Kind> = new Set([
  'common',
  'rare',
  'topical',
  'prefix',
  'phrase',
  'stop words',
  'without',
  'tenth page',
])

/**
 * SQLite's FTS5 over the same passages: full detail, indexes for prefixes of two and three letters, one optimized
 * segment, the file mapped into memory. The texts lie outside the index, with what a moment says beside its words.
 */
export const fts5: PeerKind = {
  name: 'fts5',
  shapes: ['whole answer', 'top ten'],
  build: async (corpus, folder) => {
    const database = await openFile(path.join(folder, FILE))
    database.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144;
      CREATE TABLE texts (id INTEGER PRIMARY KEY, text TEXT, talk TEXT, kind TEXT, page INTEGER, start REAL, end REAL, times BLOB);
      CREATE VIRTUAL TABLE passages USING fts5(text, content='texts', content_rowid='id', detail=full, prefix='2 3');`)
    const text = database.prepare('INSERT INTO texts VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    const insert = database.prepare('INSERT INTO passages (rowid, text) VALUES (?, ?)')
    let id = 0
    let words = 0
    let seconds = 0
    for (const some of passagesOf(corpus)) {
      const began = performance.now()
      database.transaction(() => {
        for (const passage of some) {
          id += 1
          text.run(id, ...columnsOf(passage))
          insert.run(id, passage.text)
        }
      })()
      seconds += (performance.now() - began) / 1000
      for (const passage of some) words += passage.text.split(/\s+/).length
    }
    const began = performance.now()
    database.exec("INSERT INTO passages (passages) VALUES ('optimize')")
    seconds += (performance.now() - began) / 1000
    const bytes = database
      .prepare("SELECT sum(pgsize) FROM dbstat WHERE name IN ('passages_data', 'passages_idx')")
      .raw()
      .get()
    return { seconds, words, bytes: Array.isArray(bytes) ? Number(bytes[0]) : Number.NaN }
  },
  open: async (corpus, folder) => {
    const file = path.join(folder, FILE)
    if (!existsSync(file)) throw new Error('the FTS5 index was not built')
    const database = await openFile(file)
    database.exec(`PRAGMA mmap_size = ${statSync(file).size + 2 ** 20}; PRAGMA cache_size = -262144;`)
    const places = database.prepare('SELECT talk, kind FROM texts ORDER BY id').raw().all()
    const titles = database.prepare("SELECT talk, text FROM texts WHERE kind = 'title'").raw().all()
    const table = createTalkTable(
      corpus(),
      places as readonly (readonly [string, string])[],
      new Map(titles as readonly (readonly [string, string])[]),
    )
    return { shapes: { 'whole answer': wholeAnswer(database, table), 'top ten': topTen(database) } }
  },
}

async function openFile(file: string): Promise<Database> {
  const loaded = (await loadPeer('better-sqlite3')) as { readonly default: Sqlite }
  return new loaded.default(file)
}

/** Any of the words; a phrase; a last word that may go on. Words are letters only. */
function matchOf({ words, phrase, prefix, without }: BenchQuery): string {
  const match = phrase ? `"${words.join(' ')}"` : words.map((word) => `"${word}"`).join(' OR ')
  return without === undefined ? match + (prefix ? '*' : '') : `(${match}) NOT "${without}"`
}

function topTen(database: Database): Peer {
  const statement = database
    .prepare('SELECT rowid, rank FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT 10 OFFSET ?')
    .raw()
  const textOf = database.prepare('SELECT text FROM texts WHERE id = ?').raw()
  return {
    kinds: TOP_TEN,
    ask: (query): Found => {
      const rows = statement.all(matchOf(query), query.offset) as readonly (readonly [number, number])[]
      const [first] = rows
      return {
        total: null,
        results: rows.length,
        ...(first ? { shown: (textOf.get(first[0]) as readonly [string])[0] } : {}),
      }
    },
  }
}

/** A row of `texts`; the times as numbers of eight bytes. */
type Row = readonly [
  text: string,
  kind: string,
  page: number | null,
  start: number | null,
  end: number | null,
  times: Buffer | null,
]

/** A moment as a result shows it. */
interface FoundMoment {
  readonly kind: string
  readonly page: number | null
  /** Seconds. */
  readonly start: number | undefined
  readonly end: number | null
  readonly url: string
  readonly snippet: readonly SnippetSegment[]
}

function columnsOf({ text, talk, event, kind, page, start, end, times }: Passage): unknown[] {
  const bytes = times && Buffer.from(Float64Array.from(times).buffer)
  return [text, talk ?? event, kind, page ?? null, start ?? null, end ?? null, bytes ?? null]
}

/**
 * All matches with their scores, then grouping, totals and facets over typed arrays, which is faster than SQL's own
 * grouping; then the moments of ten results, with as much as ours say of each: words marked in their snippets, seconds, an
 * address.
 */
function wholeAnswer(database: Database, table: TalkTable): Peer {
  const addresses = createAddresses('')
  const statement = database.prepare('SELECT rowid, rank FROM passages WHERE passages MATCH ?').raw()
  const rowOf = database.prepare('SELECT text, kind, page, start, end, times FROM texts WHERE id = ?').raw()
  const momentOf = (id: number, talk: string, wanted: RegExp): FoundMoment => {
    const [text, kind, page, from, end, bytes] = rowOf.get(id) as Row
    const at = Math.max(0, text.search(wanted))
    const times = bytes ? Array.from(new Float64Array(Uint8Array.from(bytes).buffer)) : []
    const start = times.length > 0 ? timeAt({ text, times }, at) : (from ?? undefined)
    const url = addresses.talk(talk, { start, page: page ?? undefined })
    return { kind, page, start, end, url, snippet: snippetOf(text, at, wanted) }
  }
  return {
    kinds: new Set(KINDS.filter((kind) => kind !== 'typo' && kind !== 'across')),
    ask: (query): Found => {
      const rows = statement.all(matchOf(query)) as readonly (readonly [number, number])[]
      const { total, page } = table.group(rows, query)
      const wanted = expressionFor(query)
      const results = page.map(({ talk, passages }) => ({
        talk: { ...talk, url: addresses.talk(talk.id) },
        momentTotal: passages.length,
        moments: passages.slice(0, MOMENTS_SHOWN).map((id) => momentOf(id, talk.id, wanted)),
      }))
      const shown = results[0]?.moments[0]?.snippet.map((segment) => segment.text).join('')
      return { total, results: results.length, ...(shown === undefined ? {} : { shown }) }
    },
  }
}

/** What is marked. The made words are letters only, so that they stand for themselves in an expression. */
function expressionFor({ words, phrase, prefix }: BenchQuery): RegExp {
  const wanted = phrase ? words.join('[^a-z0-9]+') : `(?:${words.join('|')})`
  return new RegExp(`\\b${wanted}${prefix ? '' : '\\b'}`, 'g')
}

/** The text around the first match, some 200 characters, in runs. */
function snippetOf(text: string, at: number, wanted: RegExp): SnippetSegment[] {
  const from = Math.max(0, at - 60)
  const shown = text.slice(from, from + 200)
  const segments: SnippetSegment[] = []
  let last = 0
  for (const { 0: hit, index } of shown.matchAll(wanted)) {
    if (index > last) segments.push({ text: shown.slice(last, index), hit: false })
    segments.push({ text: hit, hit: true })
    last = index + hit.length
  }
  if (last < shown.length) segments.push({ text: shown.slice(last), hit: false })
  return segments
}
