/**
 * The only file of the speed bench that knows our engines: how their index is built, opened and asked.
 */
import { closeSync, createWriteStream, openSync, readFileSync, readSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import path from 'node:path'

import { createAddresses } from '../../src/archive/addresses.js'
import { createCatalogue } from '../../src/archive/catalogue.js'
import type { CatalogueRecord, Talk, TalkContent } from '../../src/archive/event.js'
import type { Passage } from '../../src/archive/moment.js'
import { analyze } from '../../src/search/analyzer.js'
import type { SearchEngine } from '../../src/search/engine.js'
import { ENGINES } from '../../src/search/engines.js'
import { eventPassages, talkPassages } from '../../src/search/passages.js'
import { parseSearchRequest } from '../../src/search/query.js'
import { createSearch } from '../../src/search/search.js'
import type { Corpus, MadeTalk } from './speed/corpus.js'
import { type BenchQuery, KINDS, typed } from './speed/kinds.js'
import type { BuildFacts, Found, Opened, PeerKind, ScoredPassage } from './speed/peer.js'

/** Talks whose words the server keeps in memory. */
const CONTENT_CACHE = 64
const FILES = { index: 'index', catalogue: 'catalogue.json', contents: 'contents', offsets: 'offsets' }

/** The engines that are timed here, those that exist. */
export const OUR_ENGINES: readonly PeerKind[] = ['lectern', 'minisearch']
  .filter((name) => Object.hasOwn(ENGINES, name))
  .map(ourEngine)

/** Everything that can be found, talk by talk; each event's own passages come before its first talk's. */
export function* passagesOf(corpus: Corpus, talks?: (made: MadeTalk) => void): Generator<readonly Passage[]> {
  let event = ''
  for (let number = 0; number < corpus.talks; number += 1) {
    const made = corpus.talk(number)
    talks?.(made)
    const { talk, content } = made
    const own = corpus.event(talk.event)
    if (talk.event !== event) yield eventPassages(own)
    event = talk.event
    yield talkPassages(talk, content, own, corpus.persons)
  }
}

/** The passages of one talk. */
export function passagesOfTalk(corpus: Corpus, number: number): readonly Passage[] {
  const { talk, content } = corpus.talk(number)
  return talkPassages(talk, content, corpus.event(talk.event), corpus.persons)
}

function ourEngine(name: string): PeerKind {
  const kind = ENGINES[name]
  if (!kind) throw new Error(`there is no engine ${name}`)
  return {
    name,
    shapes: ['whole answer'],
    build: async (corpus, folder): Promise<BuildFacts> => {
      const talks: Talk[] = []
      const passages: Passage[] = []
      const contents = createWriteStream(path.join(folder, FILES.contents))
      const offsets = [0]
      for (const some of passagesOf(corpus, ({ talk, content }) => {
        talks.push(talk)
        const bytes = Buffer.from(JSON.stringify(content))
        contents.write(bytes)
        offsets.push((offsets.at(-1) ?? 0) + bytes.length)
      })) {
        passages.push(...some)
        if (contents.writableNeedDrain) await once(contents, 'drain')
      }
      contents.end()
      await once(contents, 'close')
      let began = performance.now()
      const words = passages.reduce((sum, passage) => sum + analyze(passage.text).length, 0)
      const tokenizing = (performance.now() - began) / 1000
      began = performance.now()
      const index = kind.build(passages)
      const seconds = (performance.now() - began) / 1000
      writeFileSync(path.join(folder, FILES.index), index)
      writeFileSync(path.join(folder, FILES.catalogue), JSON.stringify(corpus.catalogue(talks)))
      writeFileSync(path.join(folder, FILES.offsets), Float64Array.from(offsets))
      return { seconds, tokenizing, words }
    },
    open: (_corpus, folder) => Promise.resolve(openEngine(name, folder)),
  }
}

/** As the server opens a generation, the words of talks in one file instead of one each. */
function openEngine(name: string, folder: string): Opened {
  const kind = ENGINES[name]
  if (!kind) throw new Error(`there is no engine ${name}`)
  const record = JSON.parse(readFileSync(path.join(folder, FILES.catalogue), 'utf8')) as CatalogueRecord
  const catalogue = createCatalogue(record)
  const engine = kind.open(readFileSync(path.join(folder, FILES.index)))
  const search = createSearch({
    catalogue,
    engine,
    content: contentReader(record.talks, folder),
    addresses: createAddresses(''),
  })
  const ask = async (query: BenchQuery): Promise<Found> => {
    const { total, results } = await search.answer(
      parseSearchRequest({
        q: typed(query),
        offset: String(query.offset),
        ...(query.filter ? { [query.filter.name]: query.filter.value } : {}),
        ...(query.byDate ? { sort: 'date' } : {}),
      }),
    )
    const shown = results[0]?.moments[0]?.snippet.map((segment) => segment.text).join('')
    return { total, results: results.length, ...(shown === undefined ? {} : { shown }) }
  }
  const base = (words: readonly string[]): Promise<readonly ScoredPassage[]> => baseScores(engine, words)
  return { shapes: { 'whole answer': { kinds: new Set(KINDS), ask, base } } }
}

/** The engine's own scores, without what ranks above them. */
async function baseScores(engine: SearchEngine, words: readonly string[]): Promise<ScoredPassage[]> {
  const hits = await engine.search({
    terms: words.map((text) => ({ text, prefix: false, inflected: false, fuzzy: false })),
    accept: () => true,
  })
  const least = (hits[19]?.score ?? 0) * (1 - 1e-6)
  return hits
    .filter(({ score }, index) => index < 20 || score >= least)
    .map(({ passage, score }) => ({ id: passage.id, score }))
}

/** Reads a talk's words when they are asked for and keeps the last ones, as the server does. */
function contentReader(
  talks: readonly Talk[],
  folder: string,
): (talk: string) => Promise<TalkContent | null> {
  const bytes = readFileSync(path.join(folder, FILES.offsets))
  const offsets = new Float64Array(new Uint8Array(bytes).buffer)
  const numbers = new Map(talks.map((talk, number) => [talk.id, number]))
  const file = openSync(path.join(folder, FILES.contents), 'r')
  process.once('exit', () => {
    closeSync(file)
  })
  const kept = new Map<string, TalkContent>()
  return (talk) => {
    const number = numbers.get(talk)
    if (number === undefined) return Promise.resolve(null)
    let content = kept.get(talk)
    kept.delete(talk)
    if (!content) {
      const from = offsets[number] ?? 0
      const text = Buffer.alloc((offsets[number + 1] ?? from) - from)
      readSync(file, text, 0, text.length, from)
      content = JSON.parse(text.toString()) as TalkContent
    }
    kept.set(talk, content)
    const [oldest] = kept.keys()
    if (kept.size > CONTENT_CACHE && oldest !== undefined) kept.delete(oldest)
    return Promise.resolve(content)
  }
}
