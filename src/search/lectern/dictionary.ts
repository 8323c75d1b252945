import {
  byFrequency,
  byNearness,
  MOST_NEAR_WORDS,
  MOST_PREFIX_WORDS,
  MOST_STEM_WORDS,
  type Dictionary,
  type KnownWord,
} from '../dictionary.js'
import { NO_GROUP, type PassageTable } from '../engine.js'
import { baseLanguage } from '../languages.js'
import type { Stemmer } from '../stems/endings.js'
import { nearTerms } from './near.js'
import { findTerm, lowerBound, prefixEnd, termText, type Postings } from './postings.js'
import { PostingsCursor } from './postingsCursor.js'
import type { Segment } from './segment.js'

/** A segment, and how many of its passages with a word have left the archive since it was written. */
export interface SegmentWords {
  readonly segment: Segment
  /** Its first unit in the table. */
  readonly base: number
  readonly removed: ReadonlyMap<string, number>
}

/**
 * One dictionary over the segments' own: what is a few words there is summed here.
 * @param stemmers those of the languages of the passages
 */
export function createDictionary(
  segments: readonly SegmentWords[],
  table: PassageTable,
  stemmers: readonly Stemmer[],
): Dictionary {
  const passagesWith = (word: string): number =>
    segments.reduce((sum, { segment: { postings }, removed }) => {
      const term = findTerm(postings, word)
      return term < 0 ? sum : sum + (postings.frequencies[term] ?? 0) - (removed.get(word) ?? 0)
    }, 0)
  const isSaidIn = (word: string, language: string | null): boolean =>
    language === null || segments.some((one) => isSaidInSegment(word, language, one, table))
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
        known(segments.flatMap(({ segment: { postings } }) => frequentWith(postings, prefix))),
        MOST_PREFIX_WORDS,
      ),
    withStem: (word) => {
      const forms = stemmers.flatMap((stemmer) => {
        const stem = stemmer.stem(word)
        if (stem === undefined) return []
        const found = new Set(
          segments.flatMap(({ segment: { postings } }) => withStem(postings, stem, stemmer)),
        )
        return [...found].filter((form) => form !== word && isSaidIn(form, stemmer.language))
      })
      return mostFrequent(known(forms), MOST_STEM_WORDS)
    },
    near: (word) => {
      const distances = new Map<string, number>()
      for (const {
        segment: { postings },
      } of segments)
        for (const { term, distance } of nearTerms(postings, word))
          distances.set(termText(postings, term), distance)
      return known(distances.keys())
        .map((one) => ({ ...one, distance: distances.get(one.word) ?? 0 }))
        .sort(byNearness(word))
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

function withStem(postings: Postings, stem: string, stemmer: Stemmer): string[] {
  const words: string[] = []
  for (const beginning of stemmer.beginnings(stem)) {
    const from = lowerBound(postings, beginning)
    const to = prefixEnd(postings, beginning, from)
    for (let term = from; term < to; term += 1) {
      const length = (postings.textStarts[term + 1] ?? 0) - (postings.textStarts[term] ?? 0)
      if (length > stem.length + stemmer.longest) continue
      const word = termText(postings, term)
      if (stemmer.stem(word) === stem) words.push(word)
    }
  }
  return words
}

function isSaidInSegment(
  word: string,
  language: string,
  { segment: { postings, languages, facts }, base }: SegmentWords,
  { groupOf }: PassageTable,
): boolean {
  const term = findTerm(postings, word)
  const codes = facts.languages.map((one) => baseLanguage(one) === language)
  if (term < 0 || !codes.includes(true)) return false
  const cursor = new PostingsCursor(postings, term)
  while (cursor.next())
    if (codes[languages[cursor.unit]!] && groupOf[base + cursor.unit] !== NO_GROUP) return true
  return false
}
