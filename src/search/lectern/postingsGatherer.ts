import { BytePool } from './bytePool.js'
import { packPlace } from './postingsWriter.js'

/** What is known of a term, side by side, so that to look at it is to touch one line of the processor's cache. */
const STATE = 4
/** The unit that held it last, counted from 1, and its position there. */
const UNIT = 0
const POSITION = 1
/** Where its stream begins in the pool, and how long it is. */
const START = 2
const LENGTH = 3

/** Stands before an occurrence that covers several positions, and before their number: as if a unit came twice. */
const SPAN = 1
const LONGEST_SPAN = 255

/** All occurrences of a term: parallel columns, used again for the next term. */
export interface Occurrences {
  count: number
  units: Uint32Array
  /** Packed as `packPlace` does. */
  places: Uint32Array
  /** Whether any covers more than one position. */
  isSpanned: boolean
}

/** Room for the occurrences of a term. */
export function createOccurrences(): Occurrences {
  return { count: 0, units: new Uint32Array(1 << 12), places: new Uint32Array(1 << 12), isSpanned: false }
}

/**
 * Gathers the occurrences of all terms while words come in the order of the text. Each term has a stream of its own,
 * two bytes a word: so a whole archive fits into little memory, and nothing is left to be sorted but the terms.
 *
 * An occurrence is a varint: `(gap << 1) | 1` for the first in a unit, the gap counted from the unit before, and its
 * position as another; `distance << 1` for the next ones, counted from the one before.
 */
export class PostingsGatherer {
  readonly #pool = new BytePool()
  #states = new Int32Array(STATE << 12)

  /**
   * @param unit not before the last one; in one unit, positions of a term ascend
   * @returns whether it is the term's first in this unit
   */
  add(term: number, unit: number, position: number, span: number): boolean {
    const at = term * STATE
    if (at >= this.#states.length) this.#makeRoom(at)
    const states = this.#states
    if (span > 1) {
      this.#push(at, SPAN)
      this.#push(at, Math.min(span, LONGEST_SPAN))
    }
    const before = states[at + UNIT]!
    const isFirst = before !== unit + 1
    if (isFirst) {
      states[at + UNIT] = unit + 1
      this.#pushVarint(at, (unit + 1 - before) * 2 + 1)
      this.#pushVarint(at, position)
    } else this.#pushVarint(at, (position - states[at + POSITION]!) * 2)
    states[at + POSITION] = position
    return isFirst
  }

  /** All occurrences of a term, in order. */
  read(term: number, into: Occurrences): Occurrences {
    const { bytes } = this.#pool
    let at = this.#states[term * STATE + START]!
    const length = this.#states[term * STATE + LENGTH]!
    const end = at + length
    // Each takes a byte at least.
    if (length > into.units.length) {
      into.units = new Uint32Array(2 * length)
      into.places = new Uint32Array(2 * length)
    }
    const { units, places } = into
    let count = 0
    let unit = -1
    let span = 1
    into.isSpanned = false
    for (let position = 0; at < end;) {
      let byte = bytes[at++]!
      let value = byte & 127
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[at++]!
        value |= (byte & 127) << shift
      }
      if (value === SPAN) {
        span = bytes[at++]!
        into.isSpanned = true
        continue
      }
      if ((value & 1) === 1) {
        unit += value >>> 1
        byte = bytes[at++]!
        position = byte & 127
        for (let shift = 7; byte > 127; shift += 7) {
          byte = bytes[at++]!
          position |= (byte & 127) << shift
        }
      } else position += value >>> 1
      units[count] = unit
      places[count] = packPlace(position, span)
      count += 1
      span = 1
    }
    into.count = count
    return into
  }

  #pushVarint(at: number, value: number): void {
    let rest = value
    for (; rest > 127; rest >>>= 7) this.#push(at, (rest & 127) | 128)
    this.#push(at, rest)
  }

  #push(at: number, byte: number): void {
    const states = this.#states
    const length = states[at + LENGTH]!
    if ((length & (length - 1)) === 0) states[at + START] = this.#pool.grow(states[at + START]!, length)
    this.#pool.bytes[states[at + START]! + length] = byte
    states[at + LENGTH] = length + 1
  }

  #makeRoom(at: number): void {
    const larger = new Int32Array(Math.max(2 * this.#states.length, at + STATE))
    larger.set(this.#states)
    this.#states = larger
  }
}
