import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toWebVtt } from '../../src/archive/webvtt.js'
import { placeWords, timedPieces } from '../../src/player/words.js'

/** The text of the one cue that a transcript was written as. */
function cueText(words: readonly { text: string; start: number; end: number }[]): string {
  const text = words.map((word) => word.text).join(' ')
  const cue = { text, words, start: words[0]?.start ?? 0, end: words.at(-1)?.end ?? 1 }
  return toWebVtt([cue]).split('\n').at(3) ?? ''
}

describe('the words of a cue', () => {
  it('are what stands between its timestamps', () => {
    expect(timedPieces('<v Ann>So <00:00:01.500>R&amp;D <01:00:02.250>grows', 1)).toEqual([
      { text: 'So', start: 1 },
      { text: 'R&D', start: 1.5 },
      { text: 'grows', start: 3602.25 },
    ])
  })

  it('come back with their times from the captions we write', () => {
    const word = fc.record({
      text: fc.stringMatching(/^[a-zé&<>']{1,9}$/),
      gap: fc.integer({ min: 0, max: 900 }),
      length: fc.integer({ min: 1, max: 900 }),
    })
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), (parts) => {
        let now = 0
        const words = parts.map(({ text, gap, length }) => {
          const start = now + gap
          now = start + length
          return { text, start: start / 1000, end: now / 1000 }
        })
        const pieces = timedPieces(cueText(words), words[0]?.start ?? 0)
        expect(pieces).toEqual(words.map(({ text, start }) => ({ text, start })))
      }),
    )
  })

  it('have their place in the sentence, one after the other', () => {
    const pieces = [
      { text: 'the', start: 1 },
      { text: 'tail', start: 2 },
      { text: 'elsewhere', start: 3 },
      { text: 'the', start: 4 },
    ]
    expect(placeWords('Then the tail the end', pieces)).toEqual([
      { start: 1, from: 5, to: 8 },
      { start: 2, from: 9, to: 13 },
      { start: 4, from: 14, to: 17 },
    ])
  })
})
