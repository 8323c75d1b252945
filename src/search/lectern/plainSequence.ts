import { createPlaces, type Places, PostingsCursor } from './postingsCursor.js'
import type { Segment } from './segment.js'

/** Beginnings that are looked at together. */
const BLOCK = 4096

/** Where phrases may begin, on the axis of all positions, in order. */
interface Begins {
  positions: Uint32Array
  /** By beginning, a unit near which it lies. */
  units: Uint32Array
  count: number
}

/**
 * Where a phrase of plain words begins: one word at each position, each in one spelling of one position. Each place of
 * its rarest word is a beginning, and every other word strikes out those where it does not stand.
 * @param terms the word at each position
 * @param isLate asked now and then; when true, it ends
 * @param receive gets beginnings on the axis of all positions, in order, and the unit of each
 */
export function findPlainSequence(
  segment: Segment,
  terms: readonly number[],
  isLate: () => boolean,
  receive: (position: number, unit: number) => void,
): void {
  const { firstPositions, postings } = segment
  const order = terms
    .map((_, position) => position)
    .sort((a, b) => postings.frequencies[terms[a]!]! - postings.frequencies[terms[b]!]!)
  const [driver, ...others] = order.map((position) => new WordPlaces(segment, terms[position]!, position))
  if (!driver) return
  const begins = { positions: new Uint32Array(2 * BLOCK), units: new Uint32Array(2 * BLOCK), count: 0 }
  while (!isLate()) {
    driver.nextBegins(begins)
    if (begins.count === 0) return
    for (const other of others) other.strikeOut(begins)
    for (let at = 0; at < begins.count; at += 1) {
      const position = begins.positions[at]!
      receive(position, unitNear(firstPositions, begins.units[at]!, position))
    }
  }
}

/** The unit that holds a position of the axis, looked for from one that is near. */
export function unitNear(firstPositions: Uint32Array, near: number, position: number): number {
  let unit = near
  while (position < firstPositions[unit]!) unit -= 1
  while (position >= firstPositions[unit + 1]!) unit += 1
  return unit
}

/** The places of one word of the phrase, read forwards. */
class WordPlaces {
  readonly #firstPositions: Uint32Array
  readonly #cursor: PostingsCursor
  readonly #offset: number
  readonly #places: Places = createPlaces()

  /** @param offset its position in the phrase */
  constructor({ firstPositions, postings }: Segment, term: number, offset: number) {
    this.#firstPositions = firstPositions
    this.#cursor = new PostingsCursor(postings, term)
    this.#offset = offset
  }

  /** About a block of further beginnings, those of whole units, where this word leads; none at the end. */
  nextBegins(begins: Begins): void {
    const [cursor, places, firstPositions, offset] = [
      this.#cursor,
      this.#places,
      this.#firstPositions,
      this.#offset,
    ]
    let count = 0
    while (count < BLOCK && cursor.next()) {
      const { unit } = cursor
      cursor.places(places)
      if (count + places.count > begins.positions.length) {
        begins.positions = enlarged(begins.positions, 2 * (count + places.count))
        begins.units = enlarged(begins.units, 2 * (count + places.count))
      }
      const start = firstPositions[unit]! - offset
      for (let index = 0; index < places.count; index += 1) {
        const position = start + places.positions[index]!
        // Before the first text there is nothing.
        if (position < firstPositions[0]!) continue
        begins.positions[count] = position
        begins.units[count] = unit
        count += 1
      }
    }
    begins.count = count
  }

  /** Keeps the beginnings from which this word stands where it should. */
  strikeOut(begins: Begins): void {
    const [cursor, places, firstPositions, offset] = [
      this.#cursor,
      this.#places,
      this.#firstPositions,
      this.#offset,
    ]
    const { positions, units, count } = begins
    const end = firstPositions[firstPositions.length - 1]!
    let kept = 0
    let read = -1
    let index = 0
    for (let at = 0; at < count; at += 1) {
      const place = positions[at]! + offset
      if (place >= end) break
      const unit = unitNear(firstPositions, units[at]!, place)
      if (cursor.unit < unit && !cursor.seek(unit)) break
      if (cursor.unit !== unit) continue
      if (read !== unit) {
        cursor.places(places)
        read = unit
        index = 0
      }
      const wanted = place - firstPositions[unit]!
      while (index < places.count && places.positions[index]! < wanted) index += 1
      if (index === places.count || places.positions[index] !== wanted) continue
      positions[kept] = positions[at]!
      units[kept] = units[at]!
      kept += 1
    }
    begins.count = kept
  }
}

function enlarged(numbers: Uint32Array, length: number): Uint32Array {
  const larger = new Uint32Array(length)
  larger.set(numbers)
  return larger
}
