import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Passage } from '../../src/archive/moment.js'
import { lengthNorms } from '../../src/search/lectern/bm25.js'
import { findTerm } from '../../src/search/lectern/postings.js'
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
