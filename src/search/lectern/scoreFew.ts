import { termScore } from './bm25.js'
import { PostingsCursor } from './postingsCursor.js'
import type { Marks } from './score.js'
import { type Columns, NONE, type ScoredTerm } from './scoreBlock.js'
import type { Segment } from './segment.js'

/** Up to so many terms, with so many postings together, are read side by side. */
const MOST_TERMS = 8
const MOST_POSTINGS = 1 << 13

/** Whether terms are so few and so rare that most blocks of units would be looked through for nothing. */
export function areFew({ postings }: Segment, terms: readonly ScoredTerm[]): boolean {
  if (terms.length > MOST_TERMS) return false
  return terms.reduce((sum, { term }) => sum + postings.frequencies[term]!, 0) <= MOST_POSTINGS
}

/**
 * What `scoreUnits` answers, for few postings: the terms' streams are merged, from one unit that is held to the next.
 * They are so few that no time is asked for.
 */
export function scoreFew(
  segment: Segment,
  terms: readonly ScoredTerm[],
  marks: readonly Marks[],
  norms: Float64Array,
  isAnswer: ((unit: number) => boolean) | null,
): Columns {
  const { postings, lengths } = segment
  const most = terms.reduce((sum, { term }) => sum + postings.frequencies[term]!, 0)
  const [units, scores, words] = [new Uint32Array(most), new Float32Array(most), new Uint32Array(most)]
  const cursors = terms.map(({ term }) => new PostingsCursor(postings, term))
  const nexts = Uint32Array.from(cursors, (cursor) => (cursor.next() ? cursor.unit : NONE))
  const marking = marks.map((mark) => ({ ...mark, at: 0 }))
  let found = 0
  for (;;) {
    const unit = least(nexts)
    if (unit === NONE) break
    const norm = norms[lengths[unit]!]!
    // One after the other into the same number: it is rounded as in a block.
    scores[found] = 0
    let answered = 0
    for (let at = 0; at < cursors.length; at += 1) {
      if (nexts[at] !== unit) continue
      const [cursor, { weight, bits }] = [cursors[at]!, terms[at]!]
      scores[found]! += termScore(weight, cursor.count, norm)
      answered |= bits
      nexts[at] = cursor.next() ? cursor.unit : NONE
    }
    for (const mark of marking) {
      while (mark.units[mark.at]! < unit) mark.at += 1
      if (mark.units[mark.at] === unit) answered |= mark.bits
    }
    if (answered === 0 || (isAnswer !== null && !isAnswer(unit))) continue
    units[found] = unit
    words[found] = answered
    found += 1
  }
  return {
    units: units.subarray(0, found),
    scores: scores.subarray(0, found),
    words: words.subarray(0, found),
  }
}

function least(numbers: Uint32Array): number {
  let smallest = NONE
  for (const number of numbers) if (number < smallest) smallest = number
  return smallest
}
