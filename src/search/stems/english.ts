import type { Stemmer } from './endings.js'

/** English, by rule; its words are said in every language. */
export const english: Stemmer = {
  language: null,
  stem: (word) => {
    const stem = stemOf(word)
    return /^[a-z]{3,}$/.test(stem) ? stem : undefined
  },
  // A stem is its words' beginning but for its last letter.
  beginnings: (stem) => [stem.slice(0, -1)],
  longest: 5,
}

/**
 * The stem of an English word, lightly: endings of number and tense only, so that `latencies` meets `latency` and
 * `caching` meets `cached`, but `organization` does not meet `organ`. Steps 1 and 5 of Porter's algorithm (M. F. Porter,
 * An algorithm for suffix stripping, Program 14(3), 1980). Other words come back as they are.
 * @param word as the analyzer writes it
 */
export function stemOf(word: string): string {
  if (word.length < 4 || word.length > 40 || !/^[a-z]+$/.test(word)) return word
  return withoutLastE(finalY(withoutTense(withoutPlural(word))))
}

function withoutPlural(word: string): string {
  if (word.endsWith('sses') || word.endsWith('ies')) return word.slice(0, -2)
  if (word.endsWith('ss') || word.endsWith('us') || word.endsWith('is')) return word
  return word.endsWith('s') ? word.slice(0, -1) : word
}

function withoutTense(word: string): string {
  if (word.endsWith('eed')) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word
  const ending = ['ed', 'ing'].find((one) => word.endsWith(one) && hasVowel(word.slice(0, -one.length)))
  if (ending === undefined) return word
  const stem = word.slice(0, -ending.length)
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`
  if (/([^aeioulsz])\1$/.test(stem)) return stem.slice(0, -1)
  return measure(stem) === 1 && isShort(stem) ? `${stem}e` : stem
}

function finalY(word: string): string {
  return word.endsWith('y') && hasVowel(word.slice(0, -1)) ? `${word.slice(0, -1)}i` : word
}

function withoutLastE(word: string): string {
  if (word.endsWith('ll') && measure(word) > 1) return word.slice(0, -1)
  if (!word.endsWith('e')) return word
  const stem = word.slice(0, -1)
  return measure(stem) > 1 || (measure(stem) === 1 && !isShort(stem)) ? stem : word
}

/** Consonants as `c`, vowels as `v`; a `y` after a consonant is a vowel. */
function shapeOf(word: string): string {
  let shape = ''
  for (const letter of word) {
    const vowel = 'aeiou'.includes(letter) || (letter === 'y' && shape.endsWith('c'))
    shape += vowel ? 'v' : 'c'
  }
  return shape
}

function hasVowel(word: string): boolean {
  return shapeOf(word).includes('v')
}

/** Porter's m: how often a vowel is followed by a consonant. */
function measure(word: string): number {
  return shapeOf(word).split('vc').length - 1
}

/** Porter's *o: consonant, vowel, consonant at the end, the last not w, x or y. */
function isShort(word: string): boolean {
  return shapeOf(word).endsWith('cvc') && !/[wxy]$/.test(word)
}
