import SearchableMap from 'minisearch/SearchableMap'
import {
  byFrequency,
  byNearness,
  MOST_NEAR_WORDS,
  MOST_PREFIX_WORDS,
  MOST_STEM_WORDS,
  type Dictionary,
  type KnownWord,
} from '../dictionary.js'
import type { Stemmer } from '../stems/endings.js'
import { typosAllowed } from '../typos.js'

/** A word, how many passages hold it, and the languages (base) of those. */
export type CountedWord = readonly [word: string, passages: number, languages: ReadonlySet<string>]

/**
 * A dictionary in MiniSearch's own radix tree.
 * @param stemmers those of the languages of the passages
 */
export function createDictionary(counted: Iterable<CountedWord>, stemmers: readonly Stemmer[]): Dictionary {
  const words = new SearchableMap<number>()
  const families = stemmers.map((stemmer) => ({ stemmer, byStem: new Map<string, string[]>() }))
  for (const [word, passages, languages] of counted) {
    words.set(word, passages)
    for (const { stemmer, byStem } of families) {
      const stem = stemmer.stem(word)
      if (stem === undefined || (stemmer.language !== null && !languages.has(stemmer.language))) continue
      const family = byStem.get(stem)
      if (family) family.push(word)
      else byStem.set(stem, [word])
    }
  }
  const known = (word: string, distance = 0): KnownWord => ({
    word,
    passages: words.get(word) ?? 0,
    distance,
  })
  const mostFrequent = (candidates: readonly string[], most: number): string[] =>
    candidates
      .map((word) => known(word))
      .sort(byFrequency)
      .slice(0, most)
      .map(({ word }) => word)
  return {
    passagesWith: (word) => words.get(word) ?? 0,
    withPrefix: (prefix) =>
      mostFrequent(
        [...words.atPrefix(prefix)].map(([word]) => word).filter((word) => word !== prefix),
        MOST_PREFIX_WORDS,
      ),
    withStem: (word) => {
      const forms = families.flatMap(({ stemmer, byStem }) => byStem.get(stemmer.stem(word) ?? '') ?? [])
      return mostFrequent(
        [...new Set(forms)].filter((other) => other !== word),
        MOST_STEM_WORDS,
      )
    },
    near: (word) => {
      const allowed = typosAllowed(word)
      if (allowed === 0) return []
      // Two neighbours swapped are one typo to a person and two edits to Levenshtein.
      return [...words.fuzzyGet(word, allowed + 1).keys()]
        .map((other) => known(other, editDistance(word, other)))
        .filter(({ distance }) => distance > 0 && distance <= allowed)
        .sort(byNearness(word))
        .slice(0, MOST_NEAR_WORDS)
    },
  }
}

/** Edits between two words: insert, delete, replace, or swap two neighbours (optimal string alignment distance). */
function editDistance(a: string, b: string): number {
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1]
      let best = Math.min(at(previous, j) + 1, at(row, j - 1) + 1, at(previous, j - 1) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, at(before, j - 2) + 1)
      row.push(best)
    }
    before = previous
    previous = row
  }
  return at(previous, b.length)
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity
}
