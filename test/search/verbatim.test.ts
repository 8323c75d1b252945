import { expect, it } from 'vitest'
import type { SearchAnswer } from '../../src/search/answer.js'
import { anArchive, anEvent, aTalk, aTranscript, type TestArchive } from './archive.js'

const FILLER = Array.from({ length: 12 }, (_, index) => `Nothing of interest is told in sentence ${index}.`)

/** Talks that say the words again and again, each in another order, and one that says a sentence once. */
function archiveOf(scattered: readonly string[], said: readonly string[], talks = 300): TestArchive {
  const many = Array.from({ length: talks }, (_, index) => ({
    talk: aTalk(`event/talk-${index}`),
    content: { transcripts: [aTranscript([...scattered, ...FILLER, ...scattered])] },
  }))
  const one = {
    talk: aTalk('event/the-one'),
    content: { transcripts: [aTranscript([...FILLER, ...said, ...FILLER])] },
  }
  return anArchive([anEvent('event')], [...many, one])
}

function first({ results }: SearchAnswer): [string | undefined, number | undefined] {
  return [results[0]?.talk?.id, results[0]?.moments[0]?.start]
}

const SCATTERED = [
  'Cache the index. Warm the cache.',
  'An index is a cache. A warm index!',
  'Warm cache, warm index.',
]

it('puts first what says the words just as they were typed, without quotation marks', async () => {
  const archive = archiveOf(SCATTERED, ['so we index the warm cache first'])
  const answer = await archive.ask({ q: 'index the warm cache' })
  const [talk, start] = first(answer)
  expect(talk).toBe('event/the-one')
  // Its cue is up from 36 to 39 s; the words begin after two others.
  expect(start).toBeCloseTo(36.6, 1)
  expect(answer.total).toBe(301)
})

it('also where a typo was forgiven', async () => {
  const archive = archiveOf(
    [
      'Latency: measure it. Measure the latency! The network.',
      'A network latency, the measure of a network.',
    ],
    ['so we measure the network latency first'],
  )
  const answer = await archive.ask({ q: 'measure the netwrok latency' })
  expect(answer.correctedQuery).toBe('measure the network latency')
  expect(first(answer)[0]).toBe('event/the-one')
})

it('also where most of them are stop words', async () => {
  const archive = archiveOf(
    ['A shorthand. The shorthand of shorthands!', 'Shorthand for that, and a shorthand for this.'],
    ["And that's", 'a shorthand for it'],
  )
  expect(first(await archive.ask({ q: "and that's a shorthand for" }))[0]).toBe('event/the-one')
})

it('also where they run on from one passage into the next, which alone has words that tell', async () => {
  const lines = Array.from({ length: 40 }, (_, index) => [`alpha${index}`, `beta${index}`] as const)
  const archive = archiveOf(
    lines.map(([alpha, beta]) => `${beta} ${alpha} and`),
    lines.map(([alpha, beta]) => `${alpha} ${beta} and`),
  )
  const passages = (await archive.passages()).filter(({ talk }) => talk === 'event/the-one')
  const border = passages.findIndex(
    ({ text }, at) => text.startsWith('alpha') && passages[at - 1]?.text.endsWith('and') === true,
  )
  expect(border).toBeGreaterThan(0)
  // Asked from the last word of the passage before on, which is a stop word: nobody is found by it.
  const words = (passages[border]?.text ?? '').split(' ').slice(0, 4).join(' ')
  expect(first(await archive.ask({ q: `and ${words}` }))[0]).toBe('event/the-one')
})

it('not where something is said that was not wanted', async () => {
  const archive = archiveOf(SCATTERED, ['so we index the warm cache of foo'])
  const { results } = await archive.ask({ q: 'index the warm cache -foo', limit: '50' })
  expect(results.map(({ talk }) => talk?.id)).not.toContain('event/the-one')
})

it('in scripts without spaces too', async () => {
  const archive = archiveOf(
    ['標籤。數據。標籤數據。', '數據 標籤 數據 標籤。'],
    ['我們需要標籤 還有數據 才能訓練'],
  )
  expect(first(await archive.ask({ q: '需要標籤 還有數據 才能' }))[0]).toBe('event/the-one')
})
