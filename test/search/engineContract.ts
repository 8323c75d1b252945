import { describe, expect, it } from 'vitest'
import type { Passage } from '../../src/archive/moment.js'
import type { EngineKind, EngineQuery, SearchEngine, Wanted } from '../../src/search/engine.js'
import { phraseOf } from '../../src/search/tokenStream.js'
import { FOLLOWS, LANGUAGE_SHIFT } from '../../src/search/traits.js'
import { aGroup } from './archive.js'
import { memoryFiles, type MemoryFiles } from './memoryFiles.js'

/** A word or phrase as the query language gives it. */
export function wanted(text: string, rest: Partial<Wanted> = {}): Wanted {
  return { tokens: phraseOf(text), prefix: false, inflected: false, fuzzy: false, ...rest }
}

/** A query with nothing in it but what is given. */
export function query(parts: Partial<EngineQuery>): EngineQuery {
  return { words: [], phrases: [], without: [], minor: [], deadline: Infinity, ...parts }
}

/** Groups of passages as an engine indexes them. */
export type Groups = Readonly<Record<string, readonly Passage[]>>

/** An engine over some groups, opened from its files. */
export async function openOver(
  kind: EngineKind,
  groups: Groups,
  files: MemoryFiles = memoryFiles(),
): Promise<SearchEngine> {
  const indexed = Object.entries(groups).map(([id, passages]) => aGroup(id, passages).group)
  return kind.open(await kind.update(indexed, null, files), files)
}

/** The ids of what answers, in the order of the index. */
export function idsOf(engine: SearchEngine, parts: Partial<EngineQuery>): string[] {
  return Array.from(engine.find(query(parts)).units, (unit) => engine.passages.read(unit).id)
}

function passage(id: string, text: string, rest: Partial<Passage> = {}): Passage {
  return { id, kind: 'speech', event: 'event', talk: 'event/talk', text, ...rest }
}

const cues = (first: number, last: number): Partial<Passage> => ({
  transcript: 'en',
  firstCue: first,
  lastCue: last,
})

const GROUPS: Groups = {
  'event/talk': [
    passage('a', 'The embedding tables are in near-memory', { ...cues(0, 4), lang: 'en', start: 0, end: 30 }),
    passage('b', 'processing. Latency, latency and again latency of state-of-the-art', cues(5, 7)),
    passage('c', 'memory', cues(8, 8)),
    passage('d', 'chips for everybody', cues(9, 12)),
    passage('e', 'Straße in München; 機械学習モデル', { lang: 'de-AT' }),
  ],
  'event/other': [
    passage('f', 'A table of latencies for C++ and GPT-4', { kind: 'slide', page: 3, talk: 'event/other' }),
    passage('g', 'A table of latencies for C++ and GPT-4, and more', {
      kind: 'slide',
      page: 4,
      talk: 'event/other',
    }),
  ],
  event: [passage('h', 'constructor __proto__ toString 1,000 don’t', { kind: 'event' })],
}

/** What every engine must do: run against each row of the table of engines. */
export function describeEngine(kind: EngineKind): void {
  describe(`engine ${kind.name}`, () => {
    const opened = openOver(kind, GROUPS)
    const find = async (parts: Partial<EngineQuery>): Promise<string[]> => idsOf(await opened, parts)

    it('keeps passages whole through its files, in order, with their groups', async () => {
      const { passages } = await opened
      expect(Array.from({ length: passages.units }, (_, unit) => passages.read(unit))).toEqual(
        Object.values(GROUPS).flat(),
      )
      expect(passages.groups).toEqual(Object.keys(GROUPS))
      expect([...passages.groupOf]).toEqual([0, 0, 0, 0, 0, 1, 1, 2])
      expect([...passages.groupStarts, ...passages.groupEnds]).toEqual([0, 5, 7, 5, 7, 8])
      expect([...passages.traits].map((its) => (its & FOLLOWS) !== 0)).toEqual([
        false,
        true,
        true,
        true,
        false,
        false,
        false,
        false,
      ])
      expect(passages.repeats(6)).toEqual([5])
      expect(passages.languages[(passages.traits[0] ?? 0) >> LANGUAGE_SHIFT]).toBe('en')
    })

    it('writes the same files for the same passages', async () => {
      const [one, other] = [memoryFiles(), memoryFiles()]
      await openOver(kind, GROUPS, one)
      await openOver(kind, GROUPS, other)
      expect([...one.contents.keys()]).toEqual([...other.contents.keys()])
    })

    it.each([
      ['embedding', ['a']],
      ['strasse', ['e']],
      ['munchen', ['e']],
      ['学習', ['e']],
      ['習', ['e']],
      ['c++', ['f', 'g']],
      ['gpt4', ['f', 'g']],
      ['gpt-4', ['f', 'g']],
      ['gpt', ['f', 'g']],
      ['nearmemory', ['a']],
      ['near-memory', ['a']],
      ['constructor', ['h']],
      ['proto', ['h']],
      ['tostring', ['h']],
      ['1000', ['h']],
      ['dont', ['h']],
      ['valueof', []],
      ['absent', []],
    ])('finds the word %s', async (text, ids) => {
      expect(await find({ words: [wanted(text)] })).toEqual(ids)
    })

    it.each([
      ['embedding tables', ['a']],
      ['tables embedding', []],
      ['near memory processing', ['a']],
      ['near-memory processing', ['a']],
      ['nearmemory processing latency', ['a']],
      ['latency latency', ['b']],
      ['state of the art memory chips for', ['b']],
      ['state-of-the-art memory', ['b']],
      ['art memory chips', ['b']],
      ['memory chips', ['c']],
      ['memory', ['a', 'c']],
      ['chips for everybody strasse', []],
      ['everybody straße', []],
      ['機械学習', ['e']],
      ['学習モデル', ['e']],
      ['習機', []],
      ['C++ and GPT 4', ['f', 'g']],
      ['for C++', ['f', 'g']],
    ])('finds the phrase %s where it begins', async (text, ids) => {
      expect(await find({ phrases: [wanted(text)] })).toEqual(ids)
    })

    it('needs every phrase, and leaves out whatever an excluded one touches', async () => {
      expect(await find({ phrases: [wanted('memory chips'), wanted('for everybody')] })).toEqual([])
      expect(await find({ phrases: [wanted('latency and'), wanted('the art')] })).toEqual(['b'])
      expect(
        await find({ words: [wanted('memory'), wanted('chips')], without: [wanted('art memory')] }),
      ).toEqual(['a', 'd'])
      expect(await find({ words: [wanted('memory')], phrases: [wanted('latency')] })).toEqual(['b'])
    })

    it('tells which of the words each passage answers', async () => {
      const words = [wanted('memory'), wanted('tables'), wanted('near-memory')]
      const hits = (await opened).find(query({ words }))
      expect([...hits.words]).toEqual([0b111, 0b001])
    })

    it('scores passages with rarer and more words higher', async () => {
      const hits = (await opened).find(query({ words: [wanted('latency'), wanted('memory')] }))
      const [a = 0, b = 0, c = 0] = hits.scores
      expect(b).toBeGreaterThan(a)
      expect(c).toBeGreaterThan(a)
    })

    it('tells where the words stand', async () => {
      const words = [wanted('latenc', { prefix: true }), wanted('near-memory')]
      const hits = (await opened).find(query({ words, minor: [wanted('are')] }))
      const places: number[][] = []
      hits.visitPlaces(hits.units, [0, 1, 2], (...place) => places.push(place))
      const weight = (0.375 * 7) / (7 + 0.3)
      expect(places.filter(([index = 0]) => index < 2)).toEqual([
        [1, 0, 1, 2, weight],
        [1, 0, 2, 3, weight],
        [1, 0, 5, 6, weight],
        [0, 1, 5, 7, 1],
        [0, 2, 3, 4, 1],
      ])
    })

    it('expands prefixes, forms and typos only where asked', async () => {
      expect(await find({ words: [wanted('embed')] })).toEqual([])
      expect(await find({ words: [wanted('embed', { prefix: true })] })).toEqual(['a'])
      expect(await find({ words: [wanted('latency', { inflected: true })] })).toEqual(['b', 'f', 'g'])
      expect(await find({ words: [wanted('embeding')] })).toEqual([])
      expect(await find({ words: [wanted('embeding', { fuzzy: true })] })).toEqual(['a'])
      expect(await find({ words: [wanted('latecny', { fuzzy: true })] })).toEqual(['b'])
      const hits = (await opened).find(query({ words: [wanted('embed', { prefix: true })] }))
      expect(hits.spellings).toEqual(new Map([['embed', ['embedding']]]))
    })

    it('counts how often a word is as it was written', async () => {
      const words = [
        wanted('latency', { inflected: true }),
        wanted('tabl', { prefix: true }),
        wanted('absent'),
      ]
      expect((await opened).find(query({ words })).asWritten).toEqual([1, 3, 0])
      expect((await opened).passagesWith('latencies')).toBe(2)
    })

    it('knows near words, forms in the languages of its passages, and longer words', async () => {
      expect((await opened).near('embeding')).toEqual([{ word: 'embedding', passages: 1, distance: 1 }])
      expect((await opened).near('zzzzzz')).toEqual([])
      expect((await opened).forms('latency')).toEqual(['latencies'])
      expect((await opened).forms('strassen')).toEqual(['strasse'])
      // In German they would be forms of one word; nobody says them in German.
      expect((await opened).forms('latenciern')).toEqual([])
      expect((await opened).forms('embeddinge')).toEqual([])
      expect(await find({ words: [wanted('Straßen', { inflected: true })] })).toEqual(['e'])
      expect((await opened).complete('tab')).toEqual(['table', 'tables'])
      expect((await opened).complete('table')).toEqual(['table', 'tables'])
    })

    it('answers everything when nothing is asked', async () => {
      expect(await find({})).toEqual('abcdefgh'.split(''))
    })

    it('answers any term in bounded time', async () => {
      const long = wanted('x'.repeat(10_000), { prefix: true, inflected: true, fuzzy: true })
      expect(await find({ words: [long] })).toEqual([])
      expect((await opened).near('x'.repeat(10_000))).toEqual([])
      expect((await opened).forms('x'.repeat(10_000))).toEqual([])
      expect(await find({ words: [{ ...long, tokens: [] }] })).toEqual([])
    })

    it('opens an index of nothing', async () => {
      const empty = await openOver(kind, {})
      expect(idsOf(empty, { words: [wanted('word')] })).toEqual([])
      expect(idsOf(empty, { phrases: [wanted('word of')] })).toEqual([])
      expect(idsOf(empty, {})).toEqual([])
    })

    it('updates to exactly the groups that are wanted', async () => {
      const files = memoryFiles()
      const update = async (groups: Groups, before: Awaited<ReturnType<EngineKind['update']>> | null) =>
        kind.update(
          Object.entries(groups).map(([id, passages]) => aGroup(id, passages).group),
          before,
          files,
        )
      const first = await update(GROUPS, null)
      const edited: Groups = { ...GROUPS, 'event/other': [passage('f', 'A chair', { talk: 'event/other' })] }
      const { event: _gone, ...without } = edited
      const engine = await kind.open(await update(without, await update(edited, first)), files)
      expect(idsOf(engine, { words: [wanted('table')] })).toEqual([])
      expect(idsOf(engine, { words: [wanted('chair')] })).toEqual(['f'])
      expect(idsOf(engine, { words: [wanted('constructor')] })).toEqual([])
      expect(idsOf(engine, { words: [wanted('latency')] })).toEqual(['b'])
      expect(engine.passagesWith('latencies')).toBe(0)
    })

    it('keeps no file with words that must go', async () => {
      const files = memoryFiles()
      const groups = Object.entries(GROUPS).map(([id, passages]) => aGroup(id, passages).group)
      const first = await kind.update(groups, null, files)
      const left = groups.map((group) =>
        group.id === 'event/other'
          ? aGroup(group.id, [passage('f', 'Title', { kind: 'title' })]).group
          : group,
      )
      const second = await kind.update(left, first, files, new Set(['event/other']))
      const kept = [second.main, ...second.whole, ...second.parts].map(
        ({ hash }) => files.contents.get(hash) ?? new Uint8Array(),
      )
      for (const bytes of kept)
        for (const encoding of ['utf8', 'utf16le'] as const)
          expect(Buffer.from(bytes).toString(encoding)).not.toContain('latencies')
    })

    it('reads each of its large files whole, so that threads can share it', async () => {
      const files = memoryFiles()
      const index = await kind.update([aGroup('event', GROUPS['event'] ?? []).group], null, files)
      const whole: string[] = []
      await kind.open(index, {
        ...files,
        readWhole: (ref) => {
          whole.push(ref.hash)
          return files.readWhole(ref)
        },
      })
      expect(whole.sort()).toEqual(index.whole.map(({ hash }) => hash).sort())
    })

    it('refuses files that are damaged, cut short, missing or of something else', async () => {
      const files = memoryFiles()
      const index = await kind.update([aGroup('event', GROUPS['event'] ?? []).group], null, files)
      for (const { hash } of [index.main, ...index.whole]) {
        const whole = files.contents.get(hash) ?? new Uint8Array()
        const noise = Uint8Array.from({ length: 500 }, (_, at) => (at * 7919) % 256)
        const others = ['{"format":"something else"}', 'null', ''].map((text) =>
          new TextEncoder().encode(text),
        )
        for (const broken of [whole.slice(0, whole.length >> 1), whole.slice(0, -1), noise, ...others]) {
          files.contents.set(hash, broken)
          await expect(kind.open(index, files)).rejects.toThrow(/index/i)
        }
        files.contents.delete(hash)
        await expect(kind.open(index, files)).rejects.toThrow(/index/i)
        files.contents.set(hash, whole)
      }
    })
  })
}
