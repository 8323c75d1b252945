import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { folded, matcherFor, wantedIn } from '../../src/player/matching.js'

const found = (text: string, ...terms: string[]): string[] =>
  matcherFor(terms)(text).map(([from, to]) => text.slice(from, to))

describe('finding words', () => {
  it.each([
    ['Tail LATENCY matters', 'latency', ['LATENCY']],
    ['Die Größe der Straße', 'grosse', ['Größe']],
    ['naïve café', 'cafe', ['café']],
    ['cafe\u0301 au lait', 'café', ['cafe\u0301']],
    ['مَرْحَبًا بكم', 'مرحبا', ['مَرْحَبًا']],
    ['今日は検索についてお話しします', '検索', ['検索']],
    ['again and again', 'ai', []],
    ['latency, latencies', 'latenc', ['latenc', 'latenc']],
    ['C++ and c++', 'c++', ['C++', 'c++']],
    ['nothing', '', []],
  ])('in “%s” looks for “%s”', (text, term, matches) => {
    expect(found(text, term)).toEqual(matches)
  })

  it('takes the longer of two that begin together and none inside another', () => {
    expect(found('tail latency', 'tail', 'tail latency', 'latency')).toEqual(['tail latency'])
  })

  it('points to real places of the original, in order and apart', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme', maxLength: 3 }),
        (text, term) => {
          let end = 0
          for (const [from, to] of matcherFor([term])(text)) {
            expect(from).toBeGreaterThanOrEqual(end)
            expect(to).toBeGreaterThan(from)
            expect(to).toBeLessThanOrEqual(text.length)
            end = to
          }
        },
      ),
    )
  })

  it('keeps a place for each character that folding leaves', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { text: plain, from } = folded(text)
        expect(from).toHaveLength(plain.length + 1)
        expect([...from].sort((a, b) => a - b)).toEqual(from)
      }),
    )
  })
})

describe('what a query asks for', () => {
  it.each([
    ['tail latency', [], ['tail', 'latency']],
    ['"tail latency" gpu', ['tail latency'], ['gpu']],
    ['latency in:said -gpu speaker:"Udit Gupta" year:2020', [], ['latency']],
    ['"open', [], []],
    ['state-of-the-art', [], ['state-of-the-art']],
    ['', [], []],
  ])('in %s', (query, phrases, words) => {
    expect(wantedIn(query)).toEqual({ phrases, words })
  })
})
