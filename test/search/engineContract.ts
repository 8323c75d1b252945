import { describe, expect, it } from 'vitest'
import type { Passage } from '../../src/archive/moment.js'
import type { EngineKind, QueryTerm } from '../../src/search/engine.js'

const everything = (): boolean => true

function passage(id: string, text: string, rest: Partial<Passage> = {}): Passage {
  return { id, kind: 'speech', event: 'event', talk: 'event/talk', text, ...rest }
}

function term(text: string, rest: Partial<QueryTerm> = {}): QueryTerm {
  return { text, prefix: false, inflected: false, fuzzy: false, ...rest }
}

const PASSAGES = [
  passage('a', 'The embedding tables are in memory.', { start: 0, end: 30, firstCue: 0, lastCue: 4 }),
  passage('b', 'Latency, latency and again latency of memory', { lang: 'en' }),
  passage('c', 'Straße in München; 機械学習モデル'),
  passage('d', 'A table of latencies for C++ and GPT-4', { kind: 'slide', page: 3 }),
  passage('e', 'constructor __proto__ toString'),
]

/** What every engine must do: run against each row of the table of engines. */
export function describeEngine(kind: EngineKind): void {
  describe(`engine ${kind.name}`, () => {
    const bytes = kind.build(PASSAGES)
    const engine = kind.open(bytes)
    const idsFor = async (...terms: QueryTerm[]): Promise<string[]> =>
      (await engine.search({ terms, accept: everything })).map((hit) => hit.passage.id)

    it('keeps passages whole through its bytes', async () => {
      expect(engine.passages).toBe(PASSAGES.length)
      const hits = await engine.search({ terms: [], accept: everything })
      expect(hits.map((hit) => hit.passage)).toEqual(PASSAGES)
    })

    it('writes the same bytes for the same passages', () => {
      expect(Buffer.compare(Buffer.from(kind.build(PASSAGES)), Buffer.from(bytes))).toBe(0)
    })

    it.each([
      ['embedding', ['a']],
      ['strasse', ['c']],
      ['munchen', ['c']],
      ['学習', ['c']],
      ['習', ['c']],
      ['c++', ['d']],
      ['gpt4', ['d']],
      ['gpt', ['d']],
      ['constructor', ['e']],
      ['proto', ['e']],
      ['tostring', ['e']],
      ['valueof', []],
      ['absent', []],
    ])('finds %s', async (text, ids) => {
      expect(await idsFor(term(text))).toEqual(ids)
    })

    it('ranks passages with more of the words first, and has no limit', async () => {
      expect(await idsFor(term('latency'), term('memory'))).toEqual(['b', 'a'])
    })

    it('tells which indexed words matched which word of the query', async () => {
      const [hit] = await engine.search({
        terms: [term('tab', { prefix: true }), term('memory')],
        accept: (one) => one.id === 'a',
      })
      expect(hit?.matched).toEqual(
        new Map([
          ['tab', ['tables']],
          ['memory', ['memory']],
        ]),
      )
    })

    it('expands prefixes, forms and typos only where asked', async () => {
      expect(await idsFor(term('embed'))).toEqual([])
      expect(await idsFor(term('embed', { prefix: true }))).toEqual(['a'])
      expect((await idsFor(term('latency', { inflected: true }))).sort()).toEqual(['b', 'd'])
      expect(await idsFor(term('embeding'))).toEqual([])
      expect(await idsFor(term('embeding', { fuzzy: true }))).toEqual(['a'])
      expect(await idsFor(term('latecny', { fuzzy: true }))).toEqual(['b'])
    })

    it('prefers the word itself to what it stands for', async () => {
      const hits = await engine.search({
        terms: [term('table', { inflected: true, prefix: true })],
        accept: everything,
      })
      expect(hits.map((hit) => hit.passage.id)).toEqual(['d', 'a'])
    })

    it('treats refused passages as if they were not there', async () => {
      const hits = await engine.search({ terms: [term('memory')], accept: (one) => one.id !== 'a' })
      expect(hits.map((hit) => hit.passage.id)).toEqual(['b'])
    })

    it('suggests near words', async () => {
      expect(await engine.suggest('embeding')).toEqual(['embedding'])
      expect(await engine.suggest('zzzzzz')).toEqual([])
    })

    it('answers any term in bounded time', async () => {
      const long = 'x'.repeat(10_000)
      expect(await idsFor(term(long, { prefix: true, inflected: true, fuzzy: true }))).toEqual([])
      expect(await engine.suggest(long)).toEqual([])
      expect(await idsFor(term('', { prefix: true, inflected: true, fuzzy: true }))).toBeInstanceOf(Array)
    })

    it('opens an index of nothing', async () => {
      const empty = kind.open(kind.build([]))
      expect(await empty.search({ terms: [term('word')], accept: everything })).toEqual([])
      expect(await empty.search({ terms: [], accept: everything })).toEqual([])
    })

    it.each([
      ['nothing', new Uint8Array()],
      ['half of it', bytes.slice(0, bytes.length >> 1)],
      ['all but the last byte', bytes.slice(0, -1)],
      ['other JSON', new TextEncoder().encode('{"format":"something else"}')],
      ['null', new TextEncoder().encode('null')],
      ['noise', Uint8Array.from({ length: 500 }, (_, index) => (index * 7919) % 256)],
    ])('refuses %s with a reason', (_, broken) => {
      expect(() => kind.open(broken)).toThrow(/index/i)
    })
  })
}
