import fc from 'fast-check'
import { expect, it } from 'vitest'
import { analyze, CHUNK, type Token } from '../../src/search/analyzer.js'

/** The tokens of each chunk by itself, one after the other: what no shortcut over the whole text may change. */
function chunkByChunk(text: string): Token[] {
  let first = 0
  return [...text.matchAll(CHUNK)].flatMap(({ 0: chunk, index: start }) => {
    const tokens = analyze(chunk).map((token) => ({
      ...token,
      start: token.start + start,
      end: token.end + start,
      position: token.position + first,
    }))
    first = Math.max(first, ...tokens.map(({ position, span }) => position + span))
    return tokens
  })
}

const pieces = [
  ...['a', 'Word', 'x'.repeat(70), 's', 't', '1', '42', '1,000'],
  ...[' ', '  ', '\n', '.', '. ', '...', ',', ', ', ';', '!', '(', ')', '[', '"', '/', '<', '>'],
  ...['-', '--', '_', '&', "'", '’', '‐', '+', '++', '#', '##', '\\', '\0'],
  ...['é', '\u0301', '\u00ad', '\u200d', '“', '”', '…', '機', 'ガ', '١', 'ß', '😀', 'Ａ', '＋', '\ud800'],
]

it('tells plain words as the expressions tell them, whatever stands beside them', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 24 }), (parts) => {
      const text = parts.join('')
      expect(analyze(text)).toEqual(chunkByChunk(text))
    }),
    { numRuns: 3000 },
  )
})

it('finds a plain word right where it stands', () => {
  expect(analyze('(Say) "it." Now!').map(({ term, start, end }) => [term, start, end])).toEqual([
    ['say', 1, 4],
    ['it', 7, 9],
    ['now', 12, 15],
  ])
})
