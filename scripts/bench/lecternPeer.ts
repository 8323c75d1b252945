/**
 * The only file of the speed bench, beside `lecternBuild.ts`, that knows our engines: how their index is opened and asked.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'

import { createAddresses } from '../../src/archive/addresses.js'
import { createCatalogue } from '../../src/archive/catalogue.js'
import type { CatalogueRecord, Person } from '../../src/archive/event.js'
import type { Passage } from '../../src/archive/moment.js'
import type { EngineKind, SearchEngine } from '../../src/search/engine.js'
import { engineNamed as engineByName, ENGINES } from '../../src/search/engines.js'
import { eventPassages, talkPassages } from '../../src/search/passages.js'
import { parseSearchRequest } from '../../src/search/query.js'
import { bitCount } from '../../src/search/rank.js'
import { createSearch } from '../../src/search/search.js'
import { phraseOf } from '../../src/search/tokenStream.js'
import { createObjectStore } from '../../src/store/objects.js'
import { BUILT, buildOurs, type Built, type MadeGroup } from './lecternBuild.js'
import type { Corpus, MadeTalk } from './speed/corpus.js'
import { type BenchQuery, KINDS, typed } from './speed/kinds.js'
import type { Found, Opened, PeerKind, ScoredPassage } from './speed/peer.js'
import { MOST_VALUES } from './speed/talkTable.js'

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
    yield talkPassages(talk, content, own, personIn(corpus))
  }
}

const persons = new WeakMap<Corpus, Map<string, Person>>()

function personIn(corpus: Corpus): (id: string) => Person | undefined {
  const known = persons.get(corpus) ?? new Map(corpus.persons.map((person) => [person.id, person]))
  persons.set(corpus, known)
  return (id) => known.get(id)
}

/** The passages of one talk. */
export function passagesOfTalk(corpus: Corpus, number: number): readonly Passage[] {
  const { talk, content } = corpus.talk(number)
  return talkPassages(talk, content, corpus.event(talk.event), personIn(corpus))
}

function ourEngine(name: string): PeerKind {
  const kind = engineNamed(name)
  return {
    name,
    shapes: ['whole answer'],
    build: (corpus, folder) => buildOurs(kind, corpus, [...groupsIn(corpus)], folder),
    open: (_corpus, folder) => openEngine(name, folder),
  }
}

function engineNamed(name: string): EngineKind {
  const kind = engineByName(name)
  if (!kind) throw new Error(`there is no engine ${name}`)
  return kind
}

/** Every event and talk, and how its passages are made. */
function* groupsIn(corpus: Corpus): Generator<MadeGroup> {
  let last = ''
  for (let number = 0; number < corpus.talks; number += 1) {
    const { talk } = corpus.talk(number)
    const event = corpus.event(talk.event)
    if (talk.event !== last) yield { id: event.id, make: () => eventPassages(event) }
    last = talk.event
    yield { id: talk.id, make: () => passagesOfTalk(corpus, number) }
  }
}

/** As the search thread opens a generation. */
async function openEngine(name: string, folder: string): Promise<Opened> {
  const { index, catalogue } = JSON.parse(readFileSync(path.join(folder, BUILT), 'utf8')) as Built
  const objects = createObjectStore(folder)
  const [engine, record] = await Promise.all([
    engineNamed(name).open(index, objects),
    objects.read(catalogue).then((bytes) => JSON.parse(String(bytes)) as CatalogueRecord),
  ])
  const search = createSearch({
    catalogue: createCatalogue(record),
    engine,
    addresses: createAddresses(''),
    budget: Infinity,
  })
  const ask = async (query: BenchQuery): Promise<Found> => {
    const request = parseSearchRequest({
      q: typed(query),
      offset: String(query.offset),
      ...(query.filter ? { [query.filter.name]: query.filter.value } : {}),
      ...(query.byDate ? { sort: 'date' } : {}),
    })
    // As the search page asks: all are counted, and as many are named as a page offers.
    const { total, results } = await search.answer({ ...request, facetValues: MOST_VALUES })
    const shown = results[0]?.moments[0]?.snippet.map((segment) => segment.text).join('')
    return { total, results: results.length, ...(shown === undefined ? {} : { shown }) }
  }
  const base = (words: readonly string[]): Promise<readonly ScoredPassage[]> =>
    Promise.resolve(baseScores(engine, words))
  return { shapes: { 'whole answer': { kinds: new Set(KINDS), ask, base } } }
}

/** The engine's own scores, without what ranks above them: those of the twenty best, ties included. */
function baseScores(engine: SearchEngine, words: readonly string[]): ScoredPassage[] {
  const hits = engine.find({
    words: words.map((text) => ({ tokens: phraseOf(text), prefix: false, inflected: false, fuzzy: false })),
    phrases: [],
    without: [],
    minor: [],
    deadline: Infinity,
  })
  // MiniSearch multiplies its score by the words that matched.
  const scores = hits.scores.map((score, hit) => score * bitCount(hits.words[hit] ?? 0))
  const order = Array.from(scores, (_, hit) => hit).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
  const least = (scores[order[19] ?? -1] ?? 0) * (1 - 1e-6)
  return order
    .filter((hit, place) => place < 20 || (scores[hit] ?? 0) >= least)
    .map((hit) => ({ id: engine.passages.read(hits.units[hit] ?? 0).id, score: scores[hit] ?? 0 }))
}
