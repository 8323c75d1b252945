/** A word of the index, in how many passages it is, and how far it is from what was asked for. */
export interface KnownWord {
  readonly word: string
  readonly passages: number
  /** Edits. */
  readonly distance: number
}

/** The words of an index, for prefixes, forms and typos. All answers are bounded. */
export interface Dictionary {
  /** In how many passages a word is. */
  passagesWith(word: string): number
  /** The most frequent longer words that begin with it. */
  withPrefix(prefix: string): readonly string[]
  /** Other words with the same stem that are said in the language of the stemmer, the most frequent. */
  withStem(word: string): readonly string[]
  /** Words a typo away, in order of nearness. */
  near(word: string): readonly KnownWord[]
}

export const MOST_PREFIX_WORDS = 64
export const MOST_STEM_WORDS = 16
export const MOST_NEAR_WORDS = 16

/**
 * The order of words near another: the nearest first, then those with its first letter, which few people mistype, then
 * frequent ones.
 */
export function byNearness(asked: string): (a: KnownWord, b: KnownWord) => number {
  const initial = asked.slice(0, 1)
  const differs = ({ word }: KnownWord): number => Number(!word.startsWith(initial))
  return (a, b) => a.distance - b.distance || differs(a) - differs(b) || byFrequency(a, b)
}

/** The order in which words are preferred: frequent ones first, then A to Z. */
export function byFrequency(a: KnownWord, b: KnownWord): number {
  return b.passages - a.passages || (a.word < b.word ? -1 : a.word > b.word ? 1 : 0)
}
