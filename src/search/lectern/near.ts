import { typosAllowed } from '../typos.js'
import type { Postings } from './postings.js'

/** A term a few edits from a word. */
export interface NearTerm {
  readonly term: number
  readonly distance: number
}

/**
 * All terms of a dictionary that are a typo away from a word: inserted, left out, replaced, or two neighbours swapped
 * (optimal string alignment distance). The dictionary is walked once in order; terms that begin alike share the rows of
 * the table of distances, and where a beginning is too far already, all terms with it are passed over.
 */
export function nearTerms(postings: Postings, word: string): NearTerm[] {
  const allowed = typosAllowed(word)
  if (allowed === 0) return []
  const { text, textStarts, terms } = postings
  const width = word.length + 1
  const longest = word.length + allowed
  const rows = new Uint8Array((longest + 2) * width)
  for (let column = 0; column < width; column += 1) rows[column] = column
  const wanted = Uint16Array.from(word, (letter) => letter.charCodeAt(0))
  const found: NearTerm[] = []
  /** How many letters of the term before have rows. */
  let known = 0
  let before = 0
  for (let term = 0; term < terms;) {
    const start = textStarts[term]!
    const length = textStarts[term + 1]! - start
    let depth = 0
    while (depth < known && depth < length && text[before + depth] === text[start + depth]) depth += 1
    before = start
    let tooFar = false
    while (depth < length && !tooFar) {
      if (depth === longest) break
      depth += 1
      tooFar = fillRow(rows, width, depth, text, start, wanted) > allowed
    }
    known = depth
    if (tooFar) {
      term = afterPrefix(postings, term, depth)
      continue
    }
    const distance = depth === length ? rows[depth * width + width - 1]! : Infinity
    if (distance > 0 && distance <= allowed) found.push({ term, distance })
    term += 1
  }
  return found
}

/** Fills the row of a term's letter and returns the least that any row from here on can hold. */
function fillRow(
  rows: Uint8Array,
  width: number,
  depth: number,
  text: Uint16Array,
  start: number,
  wanted: Uint16Array,
): number {
  const row = depth * width
  const above = row - width
  const letter = text[start + depth - 1]
  const letterBefore = depth > 1 ? text[start + depth - 2] : -1
  let least = depth
  rows[row] = depth
  // A swap reaches two rows back.
  let leastAbove = rows[above]!
  for (let column = 1; column < width; column += 1) {
    const up = rows[above + column]!
    let best = rows[above + column - 1]! + (wanted[column - 1] === letter ? 0 : 1)
    if (up + 1 < best) best = up + 1
    const left = rows[row + column - 1]! + 1
    if (left < best) best = left
    if (column > 1 && wanted[column - 2] === letter && wanted[column - 1] === letterBefore) {
      const swapped = rows[above - width + column - 2]! + 1
      if (swapped < best) best = swapped
    }
    rows[row + column] = best
    if (best < least) least = best
    if (up < leastAbove) leastAbove = up
  }
  return Math.min(least, leastAbove + 1)
}

/** The first term that does not begin with the first letters of one: near ones first, then by halves. */
function afterPrefix({ text, textStarts, terms }: Postings, term: number, letters: number): number {
  const start = textStarts[term]!
  const same = (other: number): boolean => {
    const from = textStarts[other]!
    if (textStarts[other + 1]! - from < letters) return false
    for (let index = letters - 1; index >= 0; index -= 1)
      if (text[from + index] !== text[start + index]) return false
    return true
  }
  let step = 1
  let low = term
  while (low + step < terms && same(low + step)) {
    low += step
    step *= 2
  }
  let high = Math.min(terms, low + step)
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (same(middle)) low = middle
    else high = middle
  }
  return high
}
