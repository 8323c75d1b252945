import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { cutCues } from '../../scripts/bench/cutCues.js'
import { windowBm25 } from '../../scripts/bench/windowBm25.js'
import type { Lecture } from '../../scripts/bench/lectures.js'
import type { Word } from '../../src/archive/transcript.js'

/** A word a second. */
function timed(text: string, from = 0): Word[] {
  return text.split(' ').map((word, index) => ({ text: word, start: from + index, end: from + index + 0.8 }))
}

function lecture(id: string, words: readonly Word[]): Lecture {
  const text = words.map((word) => word.text).join(' ')
  const cue = { text, start: words[0]?.start ?? 0, end: words.at(-1)?.end ?? 0, words }
  return { id, transcript: { id: 'en', inLanguage: 'en', timing: 'word', cues: [cue] } }
}

describe('captions cut from timed words', () => {
  it('end with a sentence, in a pause, and before they are too long to be read', () => {
    const words = [...timed('first one. Then the other one ends.'), ...timed('After a pause', 60)]
    expect(cutCues(words)).toEqual([
      { text: 'first one. Then the other one ends.', start: 0, end: 6.8 },
      { text: 'After a pause', start: 60, end: 62.8 },
    ])
  })

  it('hold every word once, in order, in at most 84 characters and 7 seconds', () => {
    const word = fc.tuple(
      fc.stringMatching(/^[a-z]{1,20}[.,]?$/),
      fc.double({ min: 0.1, max: 3, noNaN: true }),
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 80 }), (spoken) => {
        let at = 0
        const words = spoken.map(([text, length]) => {
          const start = at
          at += length
          return { text, start, end: at }
        })
        const cues = cutCues(words)
        expect(cues.flatMap(({ text }) => text.split(' '))).toEqual(words.map(({ text }) => text))
        for (const { text, start = 0, end = 0 } of cues) {
          expect(text.length).toBeLessThanOrEqual(84)
          expect(end - start).toBeLessThanOrEqual(7)
        }
      }),
    )
  })
})

describe('the peer of the retrieval bench', () => {
  const lectures = [
    lecture('a', timed('we open with rivers and only rivers then we turn to the mountains of the north')),
    lecture('b', timed('here we talk of bridges and of bridges again and once of a river')),
  ]

  it('ranks windows by what they say, whatever the inflection', () => {
    const [first, second] = windowBm25(lectures, 8, 8)('The River')
    expect(first).toMatchObject({ lecture: 'a', start: 0, end: 8 })
    expect(second).toMatchObject({ lecture: 'b', start: 8, end: 16 })
  })

  it('finds nothing for stop words or words nobody says', () => {
    expect(windowBm25(lectures, 8, 8)('of the volcano')).toEqual([])
  })

  it('gives ten windows at most', () => {
    const long = lecture('c', timed(Array.from({ length: 60 }, () => 'river').join(' ')))
    expect(windowBm25([long], 2, 1)('river')).toHaveLength(10)
  })
})
