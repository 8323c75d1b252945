import { createPlaces, type Places, PostingsCursor } from './postingsCursor.js'
import type { Segment } from './segment.js'

/** Beginnings that are looked at together. */
const BLOCK = 4096

/**
 * Where a phrase of plain words begins: one word at each position, each in one spelling of one position. Each place of
 * its rarest word is a beginning, and every other word strikes out those where it does not stand.
 * @param terms the word at each position
 * @param isLate asked now and then; when true, it ends
 * @param receive gets beginnings on the axis of all positions, in order, a block at a time
 */
export function findPlainSequence(
  segment: Segment,
  terms: readonly number[],
  isLate: () => boolean,
  receive: (begins: Uint32Array) => void,
): void {
  const { frequencies } = segment.postings
  const order = terms
    .map((_, position) => position)
    .sort((a, b) => frequencies[terms[a]!]! - frequencies[terms[b]!]!)
  const [driver, ...others] = order.map((position) => new WordPlaces(segment, terms[position]!, position))
  if (!driver) return
  let begins: Uint32Array = new Uint32Array(2 * BLOCK)
  while (!isLate()) {
    const block = driver.nextBegins(begins)
    begins = block.begins
    let { count } = block
    if (count === 0) return
    for (const other of others) count = other.strikeOut(begins, count)
    if (count > 0) receive(begins.subarray(0, count))
  }
}

/** The places of one word of the phrase, read forwards. */
class WordPlaces {
  readonly #firstPositions: Uint32Array
  readonly #cursor: PostingsCursor
  readonly #offset: number
  readonly #places: Places = createPlaces()
  /** The unit whose positions were read last. */
  #read = -1

  /** @param offset its position in the phrase */
  constructor({ firstPositions, postings }: Segment, term: number, offset: number) {
    this.#firstPositions = firstPositions
    this.#cursor = new PostingsCursor(postings, term)
    this.#offset = offset
  }

  /** About a block of further beginnings, those of whole units, where this word leads; none at the end. */
  nextBegins(into: Uint32Array): { begins: Uint32Array; count: number } {
    const [cursor, places] = [this.#cursor, this.#places]
    let begins = into
    let count = 0
    while (count < BLOCK && cursor.next()) {
      cursor.places(places)
      if (count + places.count > begins.length) {
        const larger = new Uint32Array(2 * (count + places.count))
        larger.set(begins)
        begins = larger
      }
      const start = this.#firstPositions[cursor.unit]! - this.#offset
      for (let index = 0; index < places.count; index += 1) {
        const begin = start + places.positions[index]!
        // Nothing begins before the first text.
        if (begin >= 0) begins[count++] = begin
      }
    }
    return { begins, count }
  }

  /** Keeps the beginnings from which this word stands where it should; returns how many these are. */
  strikeOut(begins: Uint32Array, count: number): number {
    const [cursor, places, firstPositions] = [this.#cursor, this.#places, this.#firstPositions]
    let kept = 0
    let unit = 0
    let index = 0
    for (let at = 0; at < count; at += 1) {
      const begin = begins[at]!
      const place = begin + this.#offset
      unit = unitAt(firstPositions, unit, place)
      if (!cursor.seek(unit)) break
      if (cursor.unit !== unit) continue
      if (this.#read !== unit) {
        cursor.places(places)
        this.#read = unit
        index = 0
      }
      const wanted = place - firstPositions[unit]!
      while (index < places.count && places.positions[index]! < wanted) index += 1
      if (index < places.count && places.positions[index] === wanted) begins[kept++] = begin
    }
    return kept
  }
}

/** The unit that holds a position of the axis, looked for from one that is not after it: near ones first. */
export function unitAt(firstPositions: Uint32Array, from: number, position: number): number {
  const last = firstPositions.length - 2
  let unit = from
  let step = 1
  while (unit + step <= last && firstPositions[unit + step]! <= position) {
    unit += step
    step *= 2
  }
  for (; step >= 1; step >>= 1)
    if (unit + step <= last && firstPositions[unit + step]! <= position) unit += step
  return unit
}
