import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sentencesOf } from '../../src/archive/sentences.js'
import { createLetters } from '../../src/player/letters.js'
import { textsOf } from '../../src/search/talkTexts.js'

const texts = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '語', ' ', '\n', '.', '😀') }), {
  maxLength: 8,
})
const bare = (text: string): string => text.replace(/\s+/gu, '')

it('finds every character again, however the texts are cut', () => {
  fc.assert(
    fc.property(texts, (pieces) => {
      const letters = createLetters(pieces)
      const all = bare(pieces.join(''))
      for (let number = 0; number < all.length; number += 1) {
        const [begin, end] = [letters.begin(number), letters.end(number + 1)]
        expect(pieces[begin?.text ?? -1]?.[begin?.offset ?? -1]).toBe(all[number])
        expect(end).toEqual(begin && { text: begin.text, offset: begin.offset + 1 })
      }
      expect([letters.begin(all.length), letters.end(0)]).toEqual([null, null])
    }),
  )
})

it('leads from a place in the cues to the same words in the sentences of the page', () => {
  const cue = fc.string({
    unit: fc.constantFrom('a', 'b', ' ', '. ', 'A', '語', '。'),
    minLength: 1,
    maxLength: 30,
  })
  fc.assert(
    fc.property(fc.array(cue, { minLength: 1, maxLength: 12 }), fc.nat(), fc.nat(), (parts, a, b) => {
      const cues = parts.map((text, index) => ({ text, start: index, end: index + 1 }))
      const transcript = { id: 'en', inLanguage: 'en', timing: 'cue' as const, cues }
      const [spoken] = textsOf({ talk: 'e/t', transcripts: [transcript], slideTrack: [] })
      const text = spoken?.stream.text ?? ''
      const [start, end] = [a % text.length, b % text.length].sort((x, y) => x - y) as [number, number]
      const wanted = bare(text.slice(start, end + 1))
      const place = spoken?.placeOf({ start, end: end + 1 })
      if (!place || wanted === '') return
      const sentences = sentencesOf(cues, 'en').map((sentence) => sentence.text)
      const letters = createLetters(sentences)
      const [from, to] = [letters.begin(place.letters[0]), letters.end(place.letters[1])]
      const found = sentences
        .map((sentence, index) =>
          from && to && index >= from.text && index <= to.text
            ? sentence.slice(index === from.text ? from.offset : 0, index === to.text ? to.offset : undefined)
            : '',
        )
        .join('')
      expect(bare(found)).toBe(wanted)
    }),
  )
})
