import { type Begins, createBegins, unitNear } from './begins.js'
import { LONG } from './postings.js'
import type { Segment } from './segment.js'
import { WordPair } from './wordPair.js'
import { WordPlaces } from './wordPlaces.js'

/** A word that is in at most so many times as many units as a rarer one is read along with it, not looked up. */
const LIKE = 12

/**
 * Where a phrase of plain words begins: one word at each position, each in one spelling of one position. The places of
 * its rarest word are beginnings, or of its two rarest where both are frequent, and every other word strikes out those
 * where it does not stand.
 * @param terms the word at each position
 * @param isLate asked now and then; when true, it ends
 * @param receive gets some beginnings after the other, in columns that are used again
 */
export function findPlainSequence(
  segment: Segment,
  terms: readonly number[],
  isLate: () => boolean,
  receive: (begins: Readonly<Begins>) => void,
): void {
  const { firstPositions, postings } = segment
  const frequency = (term: number): number => postings.frequencies[term]!
  const words = terms
    .map((term, offset) => ({ term, offset }))
    .sort((a, b) => frequency(a.term) - frequency(b.term))
  const [first, second] = words
  if (!first) return
  const inPair =
    second !== undefined &&
    frequency(second.term) <= LIKE * frequency(first.term) &&
    ((postings.traits[first.term]! | postings.traits[second.term]!) & LONG) === 0
  const leading = inPair ? new WordPair(segment, first, second) : new WordPlaces(segment, first)
  const others = words.slice(inPair ? 2 : 1).map((word) => new WordPlaces(segment, word))
  const begins = createBegins()
  while (!isLate() && leading.nextBegins(begins)) {
    for (const other of others) other.strikeOut(begins)
    const { positions, units, count } = begins
    for (let at = 0; at < count; at += 1) units[at] = unitNear(firstPositions, units[at]!, positions[at]!)
    receive(begins)
  }
}
