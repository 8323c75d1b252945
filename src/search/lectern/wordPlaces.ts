import { type Begins, BLOCK, reserve, unitNear } from './begins.js'
import { PostingsBlocks } from './postingsBlocks.js'
import type { Segment } from './segment.js'

/** A word of a phrase: its term in the segment, and its position in the phrase. */
export interface PhraseWord {
  readonly term: number
  readonly offset: number
}

/** What tells where a phrase may begin. */
export interface Leading {
  /** Replaces beginnings by about a block of further ones, those of whole units; false at the end. */
  nextBegins(begins: Begins): boolean
}

/** The places of one word of the phrase, read forwards. */
export class WordPlaces implements Leading {
  readonly #firstPositions: Uint32Array
  readonly #positionBytes: Uint8Array
  readonly #blocks: PostingsBlocks
  readonly #offset: number
  /** The posting of the block at which it stands. */
  #posting = 0

  constructor({ firstPositions, postings }: Segment, { term, offset }: PhraseWord) {
    this.#firstPositions = firstPositions
    this.#positionBytes = postings.positionBytes
    this.#blocks = new PostingsBlocks(postings, term)
    this.#offset = offset
  }

  /** Where this word leads, each of its places is a beginning. */
  nextBegins(begins: Begins): boolean {
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
      reserve(begins, room)
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
    return count > 0
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
