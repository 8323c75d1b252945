import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from '../../src/search/fold.js'
import type { Stemmer } from '../../src/search/stems/endings.js'
import { ENDINGS } from '../../src/search/stems/languages.js'
import { stemmersFor } from '../../src/search/stems/stemmers.js'

/** By language: forms of one word on each line. */
const FORMS: Readonly<Record<string, readonly string[]>> = {
  en: ['latency latencies', 'caching cached caches cache'],
  fr: [
    'donnée données donner',
    'réseau réseaux',
    'neuronal neuronaux neuronale',
    'utiliser utilisant utilise',
    'européen européenne',
  ],
  es: [
    'depende dependen depender',
    'red redes',
    'voz voces',
    'condensador condensadores',
    'descubrió descubre',
  ],
  it: ['modello modelli', 'utilizzare utilizzato utilizzando', 'lingua lingue'],
  pt: ['função funções', 'nacional nacionais', 'aprender aprendendo', 'luz luzes'],
  de: ['Modell Modelle Modellen', 'lernen lernt lernte', 'Raum Räume', 'Sprache Sprachen'],
  nl: ['maken maakt maakte', 'bed bedden', 'brief brieven', 'huis huizen'],
  sv: ['flicka flickan flickor', 'maskin maskinen maskinerna', 'arbeta arbetade'],
  da: ['maskine maskinen maskiner'],
  nb: ['maskin maskinen maskiner'],
  ru: [
    'обучение обучения обучать обученную',
    'модель модели моделей моделями',
    'материал материала материалы',
    'система системы систем',
    'запись записи записью',
    'нейронная нейронной',
    'идёт идет',
  ],
  ar: ['الآلة آلة والآلة', 'كتاب الكتاب والكتاب', 'معلمون المعلمين'],
  ko: ['모델 모델은 모델을 모델에서', '데이터 데이터의'],
}
/** Words that look alike and are not the same. */
const APART: Readonly<Record<string, readonly string[]>> = {
  en: ['organization organ', 'us use'],
  fr: ['argent argile', 'moment mom', 'client clic', 'élément élève'],
  es: ['red rey', 'casa caza'],
  de: ['Daten Dativ', 'Test Tee'],
  ru: ['модель мода', 'автомобиль автомат', 'результат резолюция'],
  ar: ['كتاب باب'],
  ko: ['모델 모음', '은행 은'],
}

const stemmerOf = (language: string): Stemmer | undefined => stemmersFor([language]).at(-1)
const stems = (language: string, words: string): (string | undefined)[] =>
  words.split(' ').map((word) => stemmerOf(language)?.stem(fold(word)))

describe('a stemmer', () => {
  it.each(
    Object.entries(FORMS).flatMap(([language, lines]) => lines.map((line) => [language, line] as const)),
  )('has one stem in %s for %s', (language, line) => {
    const found = stems(language, line)
    expect(found[0]).toBeDefined()
    expect(new Set(found).size).toBe(1)
  })

  it.each(
    Object.entries(APART).flatMap(([language, lines]) => lines.map((line) => [language, line] as const)),
  )('keeps apart in %s %s', (language, line) => {
    const [one, other] = stems(language, line)
    expect(one === undefined || one !== other).toBe(true)
  })

  it('leaves words of other letters alone', () => {
    expect(stemmerOf('fr')?.stem('модели')).toBeUndefined()
    expect(stemmerOf('ru')?.stem('models')).toBeUndefined()
    expect(stemmerOf('ar')?.stem('p99')).toBeUndefined()
    expect(stemmerOf('en')?.stem('学習')).toBeUndefined()
  })

  it('is there for the languages of an archive, once each, and always for English', () => {
    expect(stemmersFor([])).toHaveLength(1)
    expect(stemmersFor(['pt-BR', 'pt-PT', 'PT', 'en-GB', 'tlh', ''])).toHaveLength(2)
    expect(stemmersFor(['constructor', '__proto__'])).toHaveLength(1)
  })

  // An index finds the forms of a word where its dictionary has words that begin so.
  it.each(['en', ...Object.keys(ENDINGS)])('says in %s where the forms of a stem are', (language) => {
    const stemmer = stemmerOf(language)
    const { letters, prefixes, endings } = partsOf(language)
    const word = fc
      .tuple(
        fc.constantFrom('', ...prefixes),
        fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 8 }),
        fc.array(fc.constantFrom('', ...endings), { maxLength: 3 }),
      )
      .map(([prefix, stem, ends]) => prefix + stem.join('') + ends.join(''))
    fc.assert(
      fc.property(word, (form) => {
        const stem = stemmer?.stem(form)
        if (!stemmer || stem === undefined) return
        expect(stemmer.beginnings(stem).some((beginning) => form.startsWith(beginning))).toBe(true)
        expect(form.length).toBeLessThanOrEqual(stem.length + stemmer.longest)
      }),
      { numRuns: 1000 },
    )
  })
})

function partsOf(language: string): { letters: string[]; prefixes: string[]; endings: string[] } {
  const listed = ENDINGS[language]
  if (!listed)
    return {
      letters: Array.from('abcdefghijklmnopqrstuvwxyz'),
      prefixes: [],
      endings: ['s', 'ies', 'ed', 'ing', 'y', 'e'],
    }
  const endings = listed.steps
    .flat()
    .flatMap(([, list]) => list.split(/\s+/).map((one) => one.replace(/>.*/, '')))
  return { letters: [...new Set(endings.join(''))], prefixes: listed.prefixes?.[1].split(' ') ?? [], endings }
}
