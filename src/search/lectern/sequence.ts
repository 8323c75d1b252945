import { enlarged, unitNear } from './begins.js'
import { findPlainSequence } from './plainSequence.js'
import { SPANNED } from './postings.js'
import type { Segment } from './segment.js'
import { findSpelledSequence, type Sequence } from './spelledSequence.js'

/** Where a phrase was found, in order: parallel columns. */
export interface SequenceMatches {
  /** The unit in which it begins, and the last one it touches. */
  readonly units: number[]
  readonly lastUnits: number[]
  /** Positions in the first unit; the end is exclusive and may lie beyond it. */
  readonly positions: number[]
  readonly ends: number[]
}

/**
 * Finds every place of a phrase in a segment, also where it runs on from one unit into the next.
 * @param isLate asked now and then; when true, what was found so far is returned
 */
export function findSequence(segment: Segment, sequence: Sequence, isLate: () => boolean): SequenceMatches {
  const matches: SequenceMatches = { units: [], lastUnits: [], positions: [], ends: [] }
  const plain = plainTerms(segment, sequence)
  if (plain)
    findPlainSequence(segment, plain, isLate, ({ positions, units, count }) => {
      for (let at = 0; at < count; at += 1)
        record(segment, units[at]!, positions[at]!, positions[at]! + plain.length, matches)
    })
  else {
    let unit = 0
    findSpelledSequence(segment, sequence, isLate, (begin, end, near) => {
      unit = unitNear(segment.firstPositions, Math.max(unit, near), begin)
      record(segment, unit, begin, end, matches)
    })
  }
  return matches
}

/** The units in which a phrase begins, each once, in order. */
export function findBeginnings(segment: Segment, sequence: Sequence, isLate: () => boolean): Uint32Array {
  const plain = plainTerms(segment, sequence)
  if (!plain) return Uint32Array.from(new Set(findSequence(segment, sequence, isLate).units))
  let begun: Uint32Array = new Uint32Array()
  let found = 0
  findPlainSequence(segment, plain, isLate, ({ units, count }) => {
    if (found + count > begun.length) begun = enlarged(begun, 2 * (found + count))
    let last = found > 0 ? begun[found - 1]! : -1
    for (let at = 0; at < count; at += 1) {
      if (units[at] === last) continue
      last = units[at]!
      begun[found++] = last
    }
  })
  return begun.subarray(0, found)
}

/** The one term at each position; null where a position has several, or one that covers more than it. */
function plainTerms({ postings }: Segment, { tokens, length }: Sequence): number[] | null {
  if (tokens.length !== length) return null
  const terms = new Array<number>(length).fill(-1)
  for (const token of tokens) {
    const [term, ...others] = token.terms
    if (term === undefined || others.length > 0 || token.span !== 1) return null
    if ((postings.traits[term]! & SPANNED) !== 0) return null
    terms[token.position] = term
  }
  return terms.includes(-1) ? null : terms
}

function record(
  { firstPositions }: Segment,
  unit: number,
  begin: number,
  end: number,
  matches: SequenceMatches,
): void {
  const start = firstPositions[unit]!
  matches.units.push(unit)
  matches.lastUnits.push(unitNear(firstPositions, unit, end - 1))
  matches.positions.push(begin - start)
  matches.ends.push(end - start)
}
