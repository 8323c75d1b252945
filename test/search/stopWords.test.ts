import { expect, it } from 'vitest'
import { analyze } from '../../src/search/analyzer.js'
import { stopWordsOf } from '../../src/search/stopWords.js'

const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'sv', 'da', 'ru', 'ja', 'zh', 'ar', 'ko']

it.each(LANGUAGES)('lists the stop words of %s as the analyzer writes them', (language) => {
  const words = [...stopWordsOf([language])]
  expect(words.length).toBeGreaterThan(20)
  const written = words.map((word) => analyze(word).find(({ weak }) => !weak)?.term)
  expect(words.filter((word, number) => written[number] !== word)).toEqual([])
})

it('knows regions of a language, adds English, and leaves alone what could be a subject', () => {
  expect(stopWordsOf(['pt-BR'])).toEqual(stopWordsOf(['pt', 'en']))
  expect(stopWordsOf(['tlh', '__proto__'])).toEqual(stopWordsOf([]))
  const all = stopWordsOf(LANGUAGES)
  for (const word of ['us', 'door', 'want', 'solo', 'era', 'ad', 'end'])
    expect([word, all.has(word)]).toEqual([word, false])
})
