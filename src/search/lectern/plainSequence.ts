import { PostingsBlocks } from './postingsBlocks.js'
import type { Segment } from './segment.js'

/** Beginnings that are looked at together. */
const BLOCK = 4096

/** Where phrases begin: parallel columns, in order. */
export interface Begins {
  /** On the axis of all positions. */
  positions: Uint32Array
  /** The units they lie in; while they are struck out, units near those. */
  units: Uint32Array
  count: number
}

/**
 * Where a phrase of plain words begins: one word at each position, each in one spelling of one position. Each place of
 * its rarest word is a beginning, and every other word strikes out those where it does not stand.
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
    const { positions, units, count } = begins
    for (let at = 0; at < count; at += 1) units[at] = unitNear(firstPositions, units[at]!, positions[at]!)
    receive(begins)
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
  readonly #positionBytes: Uint8Array
  readonly #blocks: PostingsBlocks
  readonly #offset: number
  /** The posting of the block at which it stands. */
  #posting = 0

  /** @param offset its position in the phrase */
  constructor({ firstPositions, postings }: Segment, term: number, offset: number) {
    this.#firstPositions = firstPositions
    this.#positionBytes = postings.positionBytes
    this.#blocks = new PostingsBlocks(postings, term)
    this.#offset = offset
  }

  /** About a block of further beginnings, those of whole units, where this word leads; none at the end. */
  nextBegins(begins: Begins): void {
    const [blocks, bytes, firstPositions, offset] = [
      this.#blocks,
      this.#positionBytes,
      this.#firstPositions,
      this.#offset,
    ]
    const first = firstPositions[0]!
    let count = 0
    while (count < BLOCK && blocks.next()) {
      const { units, positionsAt, size } = blocks
      const room = count + positionsAt[size]! - positionsAt[0]!
      if (room > begins.positions.length) {
        begins.positions = enlarged(begins.positions, 2 * room)
        begins.units = enlarged(begins.units, 2 * room)
      }
      const { positions, units: near } = begins
      for (let posting = 0; posting < size; posting += 1) {
        const unit = units[posting]!
        const end = positionsAt[posting + 1]!
        let position = firstPositions[unit]! - offset
        for (let at = positionsAt[posting]!; at < end; at += 1) {
          const byte = bytes[at]!
          position += byte
          // Before the first text there is nothing.
          if (byte === 255 || position < first) continue
          positions[count] = position
          near[count] = unit
          count += 1
        }
      }
    }
    begins.count = count
  }

  /** Keeps the beginnings from which this word stands where it should. */
  strikeOut(begins: Begins): void {
    const [blocks, bytes, firstPositions, offset] = [
      this.#blocks,
      this.#positionBytes,
      this.#firstPositions,
      this.#offset,
    ]
    const { positions, units: near, count } = begins
    const axisEnd = firstPositions[firstPositions.length - 1]!
    let { units, positionsAt, size } = blocks
    let posting = this.#posting
    let kept = 0
    for (let index = 0; index < count; index += 1) {
      const place = positions[index]! + offset
      if (place >= axisEnd) break
      const unit = unitNear(firstPositions, near[index]!, place)
      if (posting >= size || units[size - 1]! < unit) {
        if (!blocks.seek(unit)) break
        ;({ units, positionsAt, size } = blocks)
        posting = 0
      }
      while (posting < size && units[posting]! < unit) posting += 1
      if (posting >= size || units[posting] !== unit) continue
      let position = firstPositions[unit]!
      const end = positionsAt[posting + 1]!
      for (let at = positionsAt[posting]!; at < end && position <= place; at += 1) {
        const byte = bytes[at]!
        position += byte
        if (position !== place || byte === 255) continue
        positions[kept] = positions[index]!
        near[kept] = near[index]!
        kept += 1
        break
      }
    }
    this.#posting = posting
    begins.count = kept
  }
}

function enlarged(numbers: Uint32Array, length: number): Uint32Array {
  const larger = new Uint32Array(length)
  larger.set(numbers)
  return larger
}
