import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyze } from '../../src/search/analyzer.js'
import { findPhrase, phraseOf, textStream } from '../../src/search/tokenStream.js'

/** The terms as `term@position`, a whole as `term@position+span`, a looser form with `~`. */
function shown(text: string): string {
  return analyze(text)
    .map(
      ({ term, position, span, weak }) =>
        `${term}@${position}${span > 1 ? `+${span}` : ''}${weak ? '~' : ''}`,
    )
    .join(' ')
}

describe('analyze', () => {
  it.each([
    ['Hello, World!', 'hello@0 world@1'],
    ['C++ C# .NET', 'c++@0 c@0~ c#@1 c@1~ .net@2 net@2~'],
    ['C++17', 'c++@0 c@0~ 17@1'],
    ['and ...so on', 'and@0 so@1 on@2'],
    ['p99', 'p99@0+2 p@0 99@1'],
    ['GPT-4', 'gpt4@0+2 gpt@0 4@1'],
    ['state-of-the-art', 'stateoftheart@0+4 state@0 of@1 the@2 art@3'],
    ['near‑memory', 'nearmemory@0+2 near@0 memory@1'],
    ['Node.js Q&A', 'nodejs@0+2 node@0 js@1 qa@2+2 q@2 a@3'],
    ["don’t don't dont", 'dont@0 dont@1 dont@2'],
    ["Gupta's it's", 'guptas@0 gupta@0~ its@1'],
    ["we’re We're were I'll ill", "we're@0 we're@1 were@2 i'll@3 ill@4"],
    ["l'amour qu’elle a dell'acqua", 'l@0 amour@1 qu@2 elle@3 a@4 dell@5 acqua@6'],
    ["d'abord-là", 'd@0 abordla@1+2 abord@1 la@2'],
    ["D'Souza o'clock", 'dsouza@0+2 d@0 souza@1 oclock@2+2 o@2 clock@3'],
    ['1,000 3.14 1.000.000', '1000@0 3.14@1 1000000@2'],
    ['1.000', '1.000@0 1000@0~'],
    ['Straße Øre café Łódź', 'strasse@0 ore@1 cafe@2 lodz@3'],
    ['İstanbul ΟΔΟΣ ёлка', 'istanbul@0 οδοσ@1 елка@2'],
    ['cafe\u0301 ﬁne Ｇ', 'cafe@0 fine@1 g@2'],
    ['Donaudampfschifffahrt', 'donaudampfschifffahrt@0'],
    ['Speicher-Bandbreite', 'speicherbandbreite@0+2 speicher@0 bandbreite@1'],
    ['機械学習', '機械@0+2 機@0 械@1 学習@2+2 学@2 習@3'],
    ['ガラス', 'ガラス@0+3 ガ@0 ラ@1 ス@2'],
    ['我们', '我们@0+2 我@0 们@1'],
    ['모델을 학습', '모델을@0 학습@1'],
    ['السَّلَامُ أحمد مدرسة', 'السلام@0 احمد@1 مدرسه@2'],
    ['ภาษา', 'ภาษา@0+4 ภ@0 า@1 ษ@2 า@3'],
    ['GPT4モデル', 'gpt4@0+2 gpt@0 4@1 モデル@2+3 モ@2 デ@3 ル@4'],
    ['em\u00adbedding', 'embedding@0'],
    ['🙂 — … !', ''],
    ['', ''],
  ])('%j', (text, terms) => {
    expect(shown(text)).toBe(terms)
  })

  it('keeps dakuten apart: ガ is not カ', () => {
    expect(findPhrase(textStream('ガラス'), phraseOf('カラス'))).toEqual([])
    expect(findPhrase(textStream('カ\u3099ラス'), phraseOf('ガラス'))).toHaveLength(1)
  })

  it('finds unspaced words wherever the dictionary cuts', () => {
    for (const word of ['東京', '京都', '京都庁', '都庁'])
      expect([word, findPhrase(textStream('東京都庁前'), phraseOf(word)).length]).toEqual([word, 1])
  })

  it('gives offsets into the text as it was, positions without gaps, and terms of bounded length', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.stringMatching(/^[a-c1,.'+#&\- \u3042\u6f22]{0,60}$/),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const tokens = analyze(text)
        const positions = new Set(tokens.filter((token) => token.span === 1).map((token) => token.position))
        expect([...positions]).toEqual([...positions].map((_, index) => index))
        for (const token of tokens) {
          expect(token.term).not.toBe('')
          expect(token.term.length).toBeLessThanOrEqual(64)
          expect(text.slice(token.start, token.end).length).toBe(token.end - token.start)
          expect(token.end).toBeGreaterThan(token.start)
          expect(positions.has(token.position + token.span - 1)).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('survives long inputs of every kind', () => {
    for (const unit of ['a', "'", 'a.', '+', 'a+', '1,', '1.1', '漢', 'ก', '\u0301', "a's", '-', '\u200d'])
      expect(analyze(unit.repeat(30_000)).length).toBeLessThanOrEqual(60_100)
  })
})
