import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { headingsOf, paragraphsOf } from '../../src/archive/paragraphs.js'
import type { Sentence } from '../../src/archive/sentences.js'

const sentence = (
  start: number,
  text = 'Eighty characters of what was said, so that two of them make a paragraph grow.',
) => ({ text, start, end: start + 3.8 }) satisfies Sentence

const starts = (
  sentences: readonly Sentence[],
  borders: readonly number[],
  changes: readonly number[] = [],
) => paragraphsOf(sentences, borders, changes).map((each) => each.start)

describe('a change of slides', () => {
  const talk = [0, 4, 8, 12, 16, 20].map((start) => sentence(start))

  it('opens a paragraph with the sentence said about then', () => {
    expect(starts(talk, [], [12.5])).toEqual([0, 12])
  })

  it('does not cut what has hardly begun: slides that build up change every few seconds', () => {
    expect(starts(talk, [], [4, 8, 12, 16, 20])).toEqual([0, 12])
  })

  it('far from any sentence opens nothing', () => {
    expect(starts([sentence(0), sentence(4), sentence(8), sentence(30)], [], [19])).toEqual([0, 30])
  })
})

describe('the headings of chapters', () => {
  const items = [{ start: 0 }, { start: 10 }, {}, { start: 20 }]

  it('stand before what begins nearest', () => {
    const chapters = [
      { name: 'B', start: 11 },
      { name: 'A', start: 0 },
    ]
    expect([...headingsOf(chapters, items)]).toEqual([
      [0, [chapters[1]]],
      [1, [chapters[0]]],
    ])
  })

  it('are all kept where two are nearest to one sentence', () => {
    const chapters = [
      { name: 'A', start: 19 },
      { name: 'B', start: 90 },
    ]
    expect(headingsOf(chapters, items).get(3)).toEqual(chapters)
  })

  it('have no place where nothing has a time', () => {
    expect(headingsOf([{ start: 0 }], [{}]).size).toBe(0)
  })

  it('are never lost and never out of order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ start: fc.integer({ min: 0, max: 5000 }) }), { minLength: 1 }),
        fc.array(fc.integer({ min: 0, max: 5000 })),
        (chapters, times) => {
          const sorted = [...times, 0].sort((a, b) => a - b).map((start) => ({ start }))
          const headings = [...headingsOf(chapters, sorted)].sort(([a], [b]) => a - b)
          const listed = headings.flatMap(([, here]) => here.map((chapter) => chapter.start))
          expect(listed).toEqual(chapters.map((chapter) => chapter.start).sort((a, b) => a - b))
        },
      ),
    )
  })
})

describe('paragraphs', () => {
  it('lose and reorder nothing, whatever the borders', () => {
    const talk = fc
      .array(
        fc.record({
          text: fc.string({ minLength: 1, maxLength: 300 }),
          pause: fc.double({ min: 0, max: 9, noNaN: true }),
          speaker: fc.constantFrom('Ann', 'Bo', undefined),
        }),
      )
      .map((parts) => {
        let now = 0
        return parts.map(({ text, pause, speaker }): Sentence => {
          now += pause
          const start = now
          now += 2
          return { text, start, end: now, ...(speaker && { speaker }) }
        })
      })
    const times = fc.array(fc.double({ min: 0, max: 600, noNaN: true }))
    fc.assert(
      fc.property(talk, times, times, (sentences, borders, changes) => {
        const paragraphs = paragraphsOf(sentences, borders, changes)
        expect(paragraphs.flatMap((each) => each.sentences)).toEqual(sentences)
        for (const { sentences: own } of paragraphs) {
          expect(own.length).toBeGreaterThan(0)
          expect(new Set(own.map((each) => each.speaker)).size).toBe(1)
        }
      }),
    )
  })
})
