import SearchableMap from 'minisearch/SearchableMap'
import { stemOf } from './stem.js'

/** An indexed word that a query word may stand for, with how far it is from it in edits. */
interface Near {
  readonly term: string
  readonly distance: number
}

/** The indexed words, for prefixes and typos. All answers are bounded. */
export interface Dictionary {
  has(term: string): boolean
  /** The most frequent longer words that begin with it, most frequent first. */
  withPrefix(prefix: string): readonly string[]
  /** Other words with the same stem, most frequent first. */
  withStem(term: string): readonly string[]
  /** Words a typo away, nearest and most frequent first; a longer word may have two. */
  near(term: string): readonly Near[]
}

const MOST_PREFIX_WORDS = 64
const MOST_STEM_WORDS = 16
const MOST_NEAR_WORDS = 16
/** Longer words are not searched for typos: the cost grows with length, and they are seldom words. */
const LONGEST_NEAR = 32

/** @param frequencies how many passages hold each word */
export function createDictionary(
  frequencies: Iterable<readonly [term: string, passages: number]>,
): Dictionary {
  const words = new SearchableMap<number>()
  const byStem = new Map<string, string[]>()
  for (const [term, passages] of frequencies) {
    words.set(term, passages)
    const stem = stemOf(term)
    const family = byStem.get(stem)
    if (family) family.push(term)
    else byStem.set(stem, [term])
  }
  return {
    has: (term) => words.has(term),
    withPrefix: (prefix) =>
      [...words.atPrefix(prefix)]
        .filter(([term]) => term !== prefix)
        .sort(([a, n], [b, m]) => m - n || compare(a, b))
        .slice(0, MOST_PREFIX_WORDS)
        .map(([term]) => term),
    withStem: (term) =>
      (byStem.get(stemOf(term)) ?? [])
        .filter((word) => word !== term)
        .sort((a, b) => (words.get(b) ?? 0) - (words.get(a) ?? 0) || compare(a, b))
        .slice(0, MOST_STEM_WORDS),
    near: (term) => {
      const allowed = typosAllowed(term)
      if (allowed === 0) return []
      // Two neighbours swapped are one typo to a person and two edits to Levenshtein.
      const candidates = [...words.fuzzyGet(term, allowed + 1)].map(([word, [passages]]) => ({
        term: word,
        passages,
        distance: editDistance(term, word),
      }))
      return candidates
        .filter(({ distance }) => distance > 0 && distance <= allowed)
        .sort((a, b) => a.distance - b.distance || b.passages - a.passages || compare(a.term, b.term))
        .slice(0, MOST_NEAR_WORDS)
    },
  }
}

function typosAllowed(term: string): number {
  if (term.length > LONGEST_NEAR || /\d/.test(term)) return 0
  return term.length < 4 ? 0 : term.length < 8 ? 1 : 2
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
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
