import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Passage } from '../../src/archive/moment.js'
import { findTerm } from '../../src/search/lectern/postings.js'
import { openSegment, type Segment } from '../../src/search/lectern/segment.js'
import { SegmentBuilder } from '../../src/search/lectern/segmentBuilder.js'
import { findBeginnings, findSequence } from '../../src/search/lectern/sequence.js'

const FILLER = Array.from({ length: 300 }, () => 'x')
/** A text of few words, or one in which words stand far apart. */
const text = fc.oneof(
  { weight: 8, arbitrary: fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 4 }) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom('a', 'c')) },
)
const spread = fc.tuple(text, fc.boolean()).map(([words, isFar]) => (isFar ? withFiller(words) : words))
const texts = fc.array(
  fc.record({ words: fc.oneof({ weight: 6, arbitrary: text }, spread), goesOn: fc.boolean() }),
  {
    minLength: 1,
    maxLength: 60,
  },
)

function withFiller([first = 'a', ...rest]: readonly string[]): string[] {
  return [first, ...FILLER, ...rest]
}

/** Speech, each text going on where the one before it ended, or after a pause of a cue. */
function segmentOf(all: readonly { words: readonly string[]; goesOn: boolean }[]): Segment {
  let cue = 0
  const passages = all.map(({ words, goesOn }, index): Passage => {
    cue += goesOn ? 1 : 2
    return {
      ...{
        id: String(index),
        event: 'e',
        talk: 'e/t',
        kind: 'speech',
        transcript: 'en',
        text: words.join(' '),
      },
      ...{ firstCue: cue, lastCue: cue },
    }
  })
  const builder = new SegmentBuilder()
  builder.add(passages)
  return openSegment(builder.finish())
}

/** By brute force: the unit and the position in it of every beginning. */
function scan(
  all: readonly { words: readonly string[]; goesOn: boolean }[],
  phrase: readonly string[],
): string[] {
  const axis = all.flatMap(({ words, goesOn }, unit) => [
    ...(goesOn ? [] : [{ word: '', unit: -1, position: -1 }]),
    ...words.map((word, position) => ({ word, unit, position })),
  ])
  return axis.flatMap(({ unit, position }, at) =>
    phrase.every((word, offset) => axis[at + offset]?.word === word) ? [`${unit}:${position}`] : [],
  )
}

it('finds every place of a phrase, however short the texts are over which it runs', () => {
  fc.assert(
    fc.property(
      texts,
      fc.array(fc.constantFrom('a', 'b', 'c', 'x'), { minLength: 1, maxLength: 5 }),
      (all, phrase) => {
        const segment = segmentOf(all)
        const sequence = {
          length: phrase.length,
          tokens: phrase.map((word, position) => ({
            ...{ position, span: 1 },
            terms: [findTerm(segment.postings, word)].filter((term) => term >= 0),
          })),
        }
        const expected = scan(all, phrase)
        const { units, positions } = findSequence(segment, sequence, () => false)
        expect(units.map((unit, index) => `${unit}:${positions[index] ?? 0}`)).toEqual(expected)
        expect([...findBeginnings(segment, sequence, () => false)]).toEqual([
          ...new Set(expected.map((place) => Number(place.split(':')[0]))),
        ])
      },
    ),
    { numRuns: 1500 },
  )
})
