import { seekSkip, type Postings } from './postings.js'

/** More postings than this do not stand between two entries of the skip table, but where segments were merged. */
const USUAL = 256

/** Blocks that are read together where one follows the other. */
const TOGETHER = 2

/**
 * A term's postings, some blocks of the skip table at a time, as columns: for whoever goes through many. The term covers one
 * position wherever it stands.
 */
export class PostingsBlocks {
  /** How many postings the block has. */
  size = 0
  /** By posting, its unit, and where its bytes begin among the positions; one more for where the last one's end. */
  units = new Uint32Array(USUAL)
  positionsAt = new Uint32Array(USUAL + 1)
  readonly #postings: Postings
  readonly #term: number
  readonly #skipFrom: number
  readonly #blocks: number
  #next = 0

  constructor(postings: Postings, term: number) {
    this.#postings = postings
    this.#term = term
    this.#skipFrom = postings.skipStarts[term]!
    this.#blocks = postings.skipStarts[term + 1]! - this.#skipFrom + 1
  }

  /** To the next blocks; false after the last. */
  next(): boolean {
    return this.#read(TOGETHER)
  }

  /** To the first block, from the next one on, in which a unit may be that is not before `unit`; false when there is none. */
  seek(unit: number): boolean {
    const next = this.#next
    if (next >= this.#blocks) return this.#read(0)
    // Entry n says where block n + 1 begins, and the unit before it.
    const first = this.#skipFrom
    this.#next = seekSkip(this.#postings, unit, first + next, first + this.#blocks - 1) - first
    return this.#read(this.#next === next ? TOGETHER : 1)
  }

  #read(most: number): boolean {
    this.size = 0
    const from = this.#next
    if (from >= this.#blocks) return false
    const to = Math.min(from + most, this.#blocks)
    this.#next = to
    const { skips, unitBytes: bytes, unitStarts, positionStarts } = this.#postings
    const entry = (this.#skipFrom + from - 1) * 3
    const endEntry = (this.#skipFrom + to - 1) * 3
    const isFirst = from === 0
    const isLast = to === this.#blocks
    const unitStart = unitStarts[this.#term]!
    const positionStart = positionStarts[this.#term]!
    let unit = isFirst ? -1 : skips[entry]!
    let at = unitStart + (isFirst ? 0 : skips[entry + 1]!)
    const end = isLast ? unitStarts[this.#term + 1]! : unitStart + skips[endEntry + 1]!
    const positions = positionStart + (isFirst ? 0 : skips[entry + 2]!)
    const positionsEnd = isLast ? positionStarts[this.#term + 1]! : positionStart + skips[endEntry + 2]!
    // No posting takes less than a byte.
    if (end - at > this.units.length) {
      this.units = new Uint32Array(end - at)
      this.positionsAt = new Uint32Array(end - at + 1)
    }
    const { units, positionsAt } = this
    let size = 0
    let position = positions
    while (at < end) {
      let byte = bytes[at++]!
      let value = byte & 127
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[at++]!
        value |= (byte & 127) << shift
      }
      unit += value >>> 1
      units[size] = unit
      positionsAt[size] = position
      size += 1
      // Whether there are several is as good as chance: to read on in any case is quicker than to ask.
      const several = value & 1
      byte = bytes[at]!
      at += several
      position += 1 + several * ((byte & 127) + 1)
      if (byte > 127 && several === 1)
        for (let shift = 7; byte > 127; shift += 7) {
          byte = bytes[at++]!
          position += (byte & 127) << shift
        }
    }
    positionsAt[size] = position
    this.size = size
    if (position !== positionsEnd) this.#pace(positions)
    return true
  }

  /** Where some distances take several bytes, they are counted one by one. */
  #pace(from: number): void {
    const { positionsAt, size } = this
    const bytes = this.#postings.positionBytes
    let at = from
    let first = positionsAt[0]!
    for (let posting = 0; posting < size; posting += 1) {
      const next = positionsAt[posting + 1]!
      positionsAt[posting] = at
      for (let left = next - first; left > 0; at += 1) if (bytes[at] !== 255) left -= 1
      first = next
    }
    positionsAt[size] = at
  }
}
