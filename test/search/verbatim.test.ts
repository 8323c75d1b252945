import { expect, it } from 'vitest'
import type { SearchAnswer } from '../../src/search/answer.js'
import { anArchive, anEvent, aTalk, aTranscript, type TestArchive } from './archive.js'

const FILLER = Array.from({ length: 12 }, (_, index) => `Nothing of interest is told in sentence ${index}.`)

/** Talks that say the words again and again, each in another order, and one that says a sentence once. */
function archiveOf(scattered: readonly string[], said: readonly string[]): TestArchive {
  const many = Array.from({ length: 30 }, (_, index) => ({
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

it('puts first what says the words just as they were typed, without quotation marks', async () => {
  const archive = archiveOf(
    ['Cache the index. Warm the cache.', 'An index is a cache. A warm index!', 'Warm cache, warm index.'],
    ['so we index the warm cache first'],
  )
  const answer = await archive.ask({ q: 'index the warm cache' })
  const [talk, start] = first(answer)
  expect(talk).toBe('event/the-one')
  // Its cue is up from 36 to 39 s; the words begin after two others.
  expect(start).toBeCloseTo(36.6, 1)
  expect(answer.results.length).toBeGreaterThan(1)
})

it('also where the words run on from one cue into the next, and where most are stop words', async () => {
  const archive = archiveOf(
    ['A shorthand. The shorthand of shorthands!', 'Shorthand for that, and a shorthand for this.'],
    ["And that's", 'a shorthand for it'],
  )
  expect(first(await archive.ask({ q: "and that's a shorthand for" }))[0]).toBe('event/the-one')
})

it('in scripts without spaces too', async () => {
  const archive = archiveOf(
    ['標籤。數據。標籤數據。', '數據 標籤 數據 標籤。'],
    ['我們需要標籤 還有數據 才能訓練'],
  )
  expect(first(await archive.ask({ q: '需要標籤 還有數據 才能' }))[0]).toBe('event/the-one')
})
