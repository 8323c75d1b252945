import SearchableMap from 'minisearch/SearchableMap'
import {
  byFrequency,
  MOST_NEAR_WORDS,
  MOST_PREFIX_WORDS,
  MOST_STEM_WORDS,
  type Dictionary,
  type KnownWord,
} from '../dictionary.js'
import { stemOf } from '../stem.js'
import { typosAllowed } from '../typos.js'

/**
 * A dictionary in MiniSearch's own radix tree.
 * @param frequencies how many passages hold each word
 */
export function createDictionary(
  frequencies: Iterable<readonly [word: string, passages: number]>,
): Dictionary {
  const words = new SearchableMap<number>()
  const byStem = new Map<string, string[]>()
  for (const [word, passages] of frequencies) {
    words.set(word, passages)
    const stem = stemOf(word)
    const family = byStem.get(stem)
    if (family) family.push(word)
    else byStem.set(stem, [word])
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
    withStem: (word) =>
      mostFrequent(
        (byStem.get(stemOf(word)) ?? []).filter((other) => other !== word),
        MOST_STEM_WORDS,
      ),
    near: (word) => {
      const allowed = typosAllowed(word)
      if (allowed === 0) return []
      // Two neighbours swapped are one typo to a person and two edits to Levenshtein.
      return [...words.fuzzyGet(word, allowed + 1).keys()]
        .map((other) => known(other, editDistance(word, other)))
        .filter(({ distance }) => distance > 0 && distance <= allowed)
        .sort((a, b) => a.distance - b.distance || byFrequency(a, b))
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
