import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Passage } from '../../src/archive/moment.js'
import type { EngineIndex, EngineQuery, SearchEngine } from '../../src/search/engine.js'
import { ENGINES } from '../../src/search/engines.js'
import { aGroup } from './archive.js'
import { openOver, query, wanted, type Groups } from './engineContract.js'
import { memoryFiles } from './memoryFiles.js'

const WORDS = [
  ...[
    'state',
    'states',
    'of',
    'the',
    'art',
    'memory',
    'near-memory',
    'nearmemory',
    'C++',
    '1,000',
    "don't",
    'p99',
  ],
  ...[
    '学習',
    '機械学習',
    'embedding',
    'embeddings',
    'embeding',
    'latency',
    'state-of-the-art',
    'Gupta’s',
    'a',
    'b',
  ],
  ...['journal', 'journaux', 'модель', 'модели', 'الآلة', 'والآلة', '모델', '모델은'],
]

const text = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 8 })
  .map((words) => words.join(' '))

const LANGUAGES = ['en', 'fr-CA', 'ru', 'ar', 'ko']

/** A talk: some slides, then a transcript in passages that go on from each other. */
const talk = fc
  .record({
    slides: fc.array(text, { maxLength: 2 }),
    speech: fc.array(text, { minLength: 1, maxLength: 6 }),
  })
  .map(({ slides, speech }) => [
    ...slides.map((one, index): Passage => passageOf({ kind: 'slide', text: one, page: index + 1 })),
    ...speech.map((one, index): Passage =>
      passageOf({
        kind: 'speech',
        text: one,
        transcript: 'en',
        firstCue: index,
        lastCue: index,
        lang: LANGUAGES[index % LANGUAGES.length] ?? '',
      }),
    ),
  ])

const archive = fc
  .array(talk, { minLength: 1, maxLength: 5 })
  .map((talks): Groups =>
    Object.fromEntries(
      talks.map((passages, index) => [
        `event/talk-${index}`,
        passages.map((one, at) => ({ ...one, id: `${index}:${at}`, talk: `event/talk-${index}` })),
      ]),
    ),
  )

const word = fc.record({
  text: fc.constantFrom(...WORDS, 'stat', 'embed', 'latecny', 'unknown'),
  prefix: fc.boolean(),
  inflected: fc.boolean(),
  fuzzy: fc.boolean(),
})
const asked = fc
  .record({
    words: fc.array(word, { maxLength: 3 }),
    phrases: fc.array(text, { maxLength: 2 }),
    without: fc.array(text, { maxLength: 1 }),
    minor: fc.array(fc.constantFrom('of', 'the', 'a'), { maxLength: 2 }),
  })
  .map(({ words, phrases, without, minor }) =>
    query({
      words: words.map(({ text: own, ...rest }) => wanted(own, rest)),
      phrases: phrases.map((own) => wanted(own.split(' ').slice(0, 3).join(' '))),
      without: without.map((own) => wanted(own.split(' ').slice(0, 2).join(' '))),
      minor: minor.map((own) => wanted(own)),
    }),
  )

function passageOf(rest: Partial<Passage>): Passage {
  return { id: '', kind: 'speech', event: 'event', text: '', ...rest }
}

/** All that an engine says of a query, by passage and in a fixed order. */
function answerOf(engine: SearchEngine, parts: EngineQuery) {
  const hits = engine.find(parts)
  const ids = Array.from(hits.units, (unit) => engine.passages.read(unit).id)
  const inOrder = ids.map((_, hit) => hit).sort((a, b) => ((ids[a] ?? '') < (ids[b] ?? '') ? -1 : 1))
  const places: string[] = []
  const numbers = [...parts.words, ...parts.minor].map((_, number) => number)
  hits.visitPlaces(hits.units, numbers, (index, number, position, _end, weight) =>
    places.push(`${ids[index] ?? ''} ${number} ${position} ${weight.toPrecision(4)}`),
  )
  return {
    hits: inOrder.map((hit) => `${ids[hit] ?? ''} ${(hits.words[hit] ?? 0).toString(2)}`),
    scores: inOrder.map((hit) => hits.scores[hit] ?? 0),
    places: places.sort(),
    spellings: [...hits.spellings].map(([term, known]) => `${term}: ${known.join(' ')}`),
    asWritten: hits.asWritten,
  }
}

/** Sums of small numbers may be made in another order. */
function expectSame(one: ReturnType<typeof answerOf>, other: ReturnType<typeof answerOf>): void {
  const scores = other.scores.map((score): unknown => expect.closeTo(score, 3))
  expect(one).toEqual({ ...other, scores })
}

const { lectern, minisearch } = ENGINES

describe('the engines agree', () => {
  it('on what answers, with which words, where, and with which score', async () => {
    await fc.assert(
      fc.asyncProperty(archive, fc.array(asked, { minLength: 1, maxLength: 4 }), async (groups, queries) => {
        const one = await openOver(lectern, groups)
        const other = await openOver(minisearch, groups)
        for (const parts of queries) expectSame(answerOf(one, parts), answerOf(other, parts))
      }),
      { numRuns: 200 },
    )
  })
})

describe('an index that is updated', () => {
  it('answers as one that is made anew', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(archive, { minLength: 2, maxLength: 6 }),
        fc.array(asked, { minLength: 1, maxLength: 4 }),
        async (states, queries) => {
          const files = memoryFiles()
          let index: EngineIndex | null = null
          let groups: Groups = {}
          for (const [step, state] of states.entries()) {
            // Most of the archive stays as it is; some talks change, come and go.
            const changed = Object.entries(state).filter((_, at) => (at + step) % 2 === 0)
            const left = Object.entries(groups).filter((_, at) => (at + step) % 5 !== 4)
            groups = Object.fromEntries([...left, ...changed])
            const wantedGroups = Object.entries(groups).map(([id, passages]) => aGroup(id, passages).group)
            index = await lectern.update(wantedGroups, index, files)
          }
          if (!index) return
          const updated = await lectern.open(index, files)
          const anew = await openOver(lectern, groups)
          for (const parts of queries) expectSame(answerOf(updated, parts), answerOf(anew, parts))
        },
      ),
      { numRuns: 200 },
    )
  })
})
