import {
  byFrequency,
  MOST_NEAR_WORDS,
  MOST_PREFIX_WORDS,
  MOST_STEM_WORDS,
  type Dictionary,
  type KnownWord,
} from '../dictionary.js'
import { stemOf } from '../stem.js'
import { nearTerms } from './near.js'
import { findTerm, lowerBound, prefixEnd, termText, type Postings } from './postings.js'

/** A segment's terms, and how many of its passages with a word have left the archive since it was written. */
export interface Terms {
  readonly postings: Postings
  readonly removed: ReadonlyMap<string, number>
}

/** A stem is its words' beginning but for its last letter, and they are at most this much longer. */
const LONGEST_ENDING = 5

/** One dictionary over the segments' own: what is a few words there is summed here. */
export function createDictionary(segments: readonly Terms[]): Dictionary {
  const passagesWith = (word: string): number =>
    segments.reduce((sum, { postings, removed }) => {
      const term = findTerm(postings, word)
      return term < 0 ? sum : sum + (postings.frequencies[term] ?? 0) - (removed.get(word) ?? 0)
    }, 0)
  const known = (words: Iterable<string>): KnownWord[] =>
    [...new Set(words)]
      .map((word) => ({ word, passages: passagesWith(word), distance: 0 }))
      .filter(({ passages }) => passages > 0)
  const mostFrequent = (words: readonly KnownWord[], most: number): string[] =>
    [...words]
      .sort(byFrequency)
      .slice(0, most)
      .map(({ word }) => word)

  return {
    passagesWith,
    withPrefix: (prefix) =>
      mostFrequent(
        known(segments.flatMap(({ postings }) => frequentWith(postings, prefix))),
        MOST_PREFIX_WORDS,
      ),
    withStem: (word) =>
      mostFrequent(known(segments.flatMap(({ postings }) => sameStem(postings, word))), MOST_STEM_WORDS),
    near: (word) => {
      const distances = new Map<string, number>()
      for (const { postings } of segments)
        for (const { term, distance } of nearTerms(postings, word))
          distances.set(termText(postings, term), distance)
      return known(distances.keys())
        .map((one) => ({ ...one, distance: distances.get(one.word) ?? 0 }))
        .sort((a, b) => a.distance - b.distance || byFrequency(a, b))
        .slice(0, MOST_NEAR_WORDS)
    },
  }
}

/** Longer words with a prefix: the most frequent ones of a segment, more than are kept in the end. */
function frequentWith(postings: Postings, prefix: string): string[] {
  const from = lowerBound(postings, prefix)
  const to = prefixEnd(postings, prefix, from)
  const terms: number[] = []
  for (let term = from; term < to; term += 1) terms.push(term)
  const { frequencies } = postings
  if (terms.length > 4 * MOST_PREFIX_WORDS)
    terms.sort((a, b) => (frequencies[b] ?? 0) - (frequencies[a] ?? 0) || a - b)
  return terms
    .slice(0, 4 * MOST_PREFIX_WORDS)
    .map((term) => termText(postings, term))
    .filter((word) => word !== prefix)
}

function sameStem(postings: Postings, word: string): string[] {
  const stem = stemOf(word)
  if (!/^[a-z]{3,}$/.test(stem)) return []
  const beginning = stem.slice(0, -1)
  const words: string[] = []
  const to = prefixEnd(postings, beginning, lowerBound(postings, beginning))
  for (let term = lowerBound(postings, beginning); term < to; term += 1) {
    const length = (postings.textStarts[term + 1] ?? 0) - (postings.textStarts[term] ?? 0)
    if (length > stem.length + LONGEST_ENDING) continue
    const other = termText(postings, term)
    if (other !== word && stemOf(other) === stem) words.push(other)
  }
  return words
}
