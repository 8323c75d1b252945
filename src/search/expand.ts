import type { Dictionary } from './dictionary.js'
import type { Wanted } from './engine.js'

/** Weights of expanded words: MiniSearch's own (`weights` in its search options), and ours for other forms of a word. */
const PREFIX_WEIGHT = 0.375
const FUZZY_WEIGHT = 0.45
const STEM_WEIGHT = 0.7
/** By what those words count that may be meant by one that is none: the likeliest, which is said to be shown, and others. */
const LIKELIEST = 2
const LESS_LIKELY = 0.4
/** What longer words still count where the word is one by itself: `article`, asked for `art`. */
const FINISHED = 0.25
/** So short a word is finished where it is one: `AI` is not `air`. In alphabets, where every third word begins so. */
const SHORT = /^[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Hebrew}\p{sc=Arabic}\p{Nd}]{1,2}$/u

/** A term of a query with the indexed words that stand for it. */
export interface Expansion {
  readonly text: string
  /** Words of the query that a single occurrence of it answers, a bit each. */
  readonly bits: number
  /** By indexed word, how much a match counts. */
  readonly words: ReadonlyMap<string, number>
}

interface Term {
  prefix: boolean
  inflected: boolean
  fuzzy: boolean
  bits: number
}

/** The different terms of a query, each expanded once. Both engines ask here, so that they mean the same. */
export function expandTerms(
  words: readonly Wanted[],
  phrases: readonly Wanted[],
  dictionary: Dictionary,
): Expansion[] {
  const terms = new Map<string, Term>()
  const add = (wanted: Wanted, bit: number): void => {
    const length = lengthOf(wanted.tokens)
    for (const { term, position, span } of wanted.tokens) {
      const known = terms.get(term) ?? { prefix: false, inflected: false, fuzzy: false, bits: 0 }
      if (wanted.prefix && position + span === length) known.prefix = true
      if (wanted.inflected) known.inflected = true
      if (wanted.fuzzy) known.fuzzy = true
      if (span === length) known.bits |= bit
      terms.set(term, known)
    }
  }
  words.forEach((word, index) => {
    add(word, 1 << index)
  })
  for (const phrase of phrases) add(phrase, 0)
  return [...terms].map(([text, term]) => ({
    text,
    bits: term.bits >>> 0,
    words: expand(text, term, dictionary),
  }))
}

function expand(text: string, term: Term, dictionary: Dictionary): Map<string, number> {
  const words = new Map<string, number>()
  const isThere = dictionary.passagesWith(text) > 0
  if (term.fuzzy)
    dictionary.near(text).forEach(({ word, distance }, place) => {
      const weight = (FUZZY_WEIGHT * word.length) / (word.length + distance)
      words.set(word, isThere ? weight : weight * (place === 0 ? LIKELIEST : LESS_LIKELY))
    })
  if (term.prefix && !(isThere && SHORT.test(text)))
    for (const word of dictionary.withPrefix(text)) {
      const weight = (PREFIX_WEIGHT * word.length) / (word.length + 0.3 * (word.length - text.length))
      words.set(word, isThere ? weight * FINISHED : weight)
    }
  if (term.inflected) for (const word of dictionary.withStem(text)) words.set(word, STEM_WEIGHT)
  if (isThere) words.set(text, 1)
  return words
}

/** How many positions a word or phrase has. */
export function lengthOf(tokens: Wanted['tokens']): number {
  return tokens.reduce((most, token) => Math.max(most, token.position + token.span), 0)
}

/** In how many passages a word of the query is as written, at most: its terms, and longer words where it may go on. */
export function countAsWritten(
  { tokens, prefix }: Wanted,
  expansions: readonly Expansion[],
  passagesWith: (word: string) => number,
): number {
  const wanted = new Set(tokens.map((token) => token.term))
  let count = 0
  for (const { text, words } of expansions) {
    if (!wanted.has(text)) continue
    for (const word of words.keys())
      if (word === text || (prefix && word.startsWith(text))) count += passagesWith(word)
  }
  return count
}
