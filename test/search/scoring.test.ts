import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Passage } from '../../src/archive/moment.js'
import { lengthNorms } from '../../src/search/lectern/bm25.js'
import { findTerm } from '../../src/search/lectern/postings.js'
import { PostingsCursor } from '../../src/search/lectern/postingsCursor.js'
import { scoreBlocks } from '../../src/search/lectern/score.js'
import { scoreFew } from '../../src/search/lectern/scoreFew.js'
import { openSegment, type Segment } from '../../src/search/lectern/segment.js'
import { SegmentBuilder } from '../../src/search/lectern/segmentBuilder.js'

const WORDS = ['a', 'b', 'c', 'd', 'e']

/** A segment of pages, most of them empty of what is looked for. */
function segmentOf(pages: readonly (readonly string[])[]): Segment {
  const builder = new SegmentBuilder()
  builder.add(
    pages.map((words, index): Passage => ({
      ...{ id: String(index), event: 'e', talk: 'e/t', kind: 'slide', page: index + 1 },
      text: `page ${words.join(' ')}`,
    })),
  )
  return openSegment(builder.finish())
}

const pages = fc.array(fc.array(fc.constantFrom(...WORDS), { maxLength: 6 }), {
  minLength: 1,
  maxLength: 40,
})
const asked = fc.array(
  fc.record({
    word: fc.constantFrom(...WORDS),
    weight: fc.double({ min: 0.1, max: 9, noNaN: true }),
    // What answers no word of the query alone is a part of one.
    bits: fc.constantFrom(0, 1, 2, 4),
  }),
  { minLength: 1, maxLength: 6 },
)

it('scores few postings as it scores many', () => {
  fc.assert(
    fc.property(
      pages,
      asked,
      fc.uniqueArray(fc.nat(39), { maxLength: 5 }),
      fc.boolean(),
      (texts, terms, marked, odd) => {
        const segment = segmentOf(texts)
        const scored = terms.flatMap(({ word, weight, bits }) => {
          const term = findTerm(segment.postings, word)
          return term < 0 ? [] : [{ term, weight, bits }]
        })
        const marks = [{ units: marked.sort((a, b) => a - b), bits: 8 }]
        const norms = lengthNorms({ units: texts.length, averageLength: 4 }, 8)
        const isAnswer = odd ? (unit: number): boolean => unit % 2 === 1 : null
        expect(scoreFew(segment, scored, marks, norms, isAnswer)).toEqual(
          scoreBlocks(segment, scored, marks, norms, isAnswer, () => false),
        )
      },
    ),
  )
})

describe('in twenty thousand pages', () => {
  /** One word on every page, one on every third, one that is seldom there and then several times. */
  const wordsOf = (page: number): string[] => [
    'a',
    ...(page % 3 === 0 ? ['b'] : []),
    ...(page % 4999 === 7 ? ['c', 'c', 'd', 'c'] : []),
  ]
  const all = Array.from({ length: 20_000 }, (_, page) => wordsOf(page))
  const segment = segmentOf(all)
  const termOf = (word: string): number => findTerm(segment.postings, word)
  const holding = (word: string): number[] => [...all.keys()].filter((page) => all[page]?.includes(word))

  it.each(['a', 'b', 'c', 'd'])('%s is read page by page, and looked up, where it is', (word) => {
    const cursor = new PostingsCursor(segment.postings, termOf(word))
    const read: number[] = []
    while (cursor.next()) {
      read.push(cursor.unit)
      expect(cursor.count).toBe(all[cursor.unit]?.filter((one) => one === word).length)
    }
    expect(read).toEqual(holding(word))
    const seeking = new PostingsCursor(segment.postings, termOf(word))
    for (let page = 0; page < all.length; page += 613) {
      const next = holding(word).find((one) => one >= page)
      expect([page, seeking.seek(page) ? seeking.unit : undefined]).toEqual([page, next])
    }
  })

  it('scores them as merged or in blocks', () => {
    const terms = ['a', 'b', 'c', 'd'].map((word, at) => ({ term: termOf(word), weight: 1.3, bits: 1 << at }))
    const marks = [{ units: [3, 8191, 8192, 19_999], bits: 16 }]
    const norms = lengthNorms({ units: all.length, averageLength: 2 }, 8)
    const blocks = scoreBlocks(segment, terms, marks, norms, null, () => false)
    expect(blocks.units).toHaveLength(all.length)
    expect(scoreFew(segment, terms, marks, norms, null)).toEqual(blocks)
  })

  it('gives what it has when its time is over', () => {
    const terms = [{ term: termOf('a'), weight: 1, bits: 1 }]
    const norms = lengthNorms({ units: all.length, averageLength: 2 }, 8)
    let asked = 0
    const { units } = scoreBlocks(segment, terms, [], norms, null, () => (asked += 1) > 1)
    expect(units).toHaveLength(8192)
  })
})
