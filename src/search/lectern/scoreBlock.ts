import { termScore } from './bm25.js'
import type { Segment } from './segment.js'

/** A term of a segment, what it is worth, and the words of the query that it answers, a bit each. */
export interface ScoredTerm {
  readonly term: number
  readonly weight: number
  readonly bits: number
}

/** Units that are scored together: what belongs to them stays near the processor. */
export const BLOCK = 8192
/** The unit of a stream that has ended: after all others. */
export const NONE = 0x7fff_ffff
/** Sums of scores of the units that are scored together; all zero but while they are. */
export interface Block {
  readonly scores: Float32Array
  readonly words: Uint32Array
  /** Those with a score, a bit each. */
  readonly touched: Uint32Array
}

/** One serves all: nothing else runs while units are scored. */
export const block: Block = {
  scores: new Float32Array(BLOCK),
  words: new Uint32Array(BLOCK),
  touched: new Uint32Array(BLOCK / 32),
}

/** Scored units, in order: parallel columns. */
export interface Columns {
  readonly units: Uint32Array
  readonly scores: Float32Array
  /** The words of the query that each answers. */
  readonly words: Uint32Array
}

/** A term's postings, read forwards: a block at a time, or all at once for some units. */
export class TermStream {
  /** The unit that comes next; `NONE` at the end. */
  unit = -1
  #frequency = 0
  #at: number
  readonly #end: number
  readonly #bytes: Uint8Array
  readonly #lengths: Uint16Array
  readonly #norms: Float64Array
  readonly #weight: number
  readonly #bits: number

  constructor({ postings, lengths }: Segment, { term, weight, bits }: ScoredTerm, norms: Float64Array) {
    this.#bytes = postings.unitBytes
    this.#at = postings.unitStarts[term]!
    this.#end = postings.unitStarts[term + 1]!
    this.#lengths = lengths
    this.#norms = norms
    this.#weight = weight
    this.#bits = bits
    this.addTo(block, -1)
  }

  /** Adds the term's score to every unit of the block that holds it. Reads as `PostingsCursor` does, without its calls. */
  addTo(into: Block, start: number): void {
    const { scores, words, touched } = into
    const [bytes, lengths, norms] = [this.#bytes, this.#lengths, this.#norms]
    const [end, weight, bits] = [this.#end, this.#weight, this.#bits]
    const limit = start < 0 ? 0 : start + BLOCK
    let [unit, frequency, at] = [this.unit, this.#frequency, this.#at]
    while (unit < limit) {
      if (unit >= 0) {
        const slot = unit - start
        touched[slot >> 5]! |= 1 << slot
        scores[slot]! += termScore(weight, frequency, norms[lengths[unit]!]!)
        words[slot]! |= bits
      }
      if (at >= end) {
        unit = NONE
        break
      }
      let byte = bytes[at++]!
      let value = byte & 127
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[at++]!
        value |= (byte & 127) << shift
      }
      unit += value >>> 1
      // Whether there are several is as good as chance: to read on in any case is quicker than to ask.
      const several = value & 1
      byte = bytes[at]!
      at += several
      frequency = 1 + several * ((byte & 127) + 1)
      if (byte > 127 && several === 1)
        for (let shift = 7; byte > 127; shift += 7) {
          byte = bytes[at++]!
          frequency += (byte & 127) << shift
        }
    }
    this.unit = unit
    this.#frequency = frequency
    this.#at = at
  }

  /**
   * Adds the term's score to the scores of those of some units, which ascend, that hold it, and uses the stream up. Reads as
   * `addTo` does: a call for each posting would take longer than to read it.
   * @param unitNorms by place among those units
   */
  addAmong({ units, scores, words }: Columns, unitNorms: Float64Array): void {
    const bytes = this.#bytes
    const [end, weight, bits] = [this.#end, this.#weight, this.#bits]
    let [unit, frequency, at] = [this.unit, this.#frequency, this.#at]
    for (let place = 0; place < units.length; place += 1) {
      const wanted = units[place]!
      while (unit < wanted && at < end) {
        let byte = bytes[at++]!
        let value = byte & 127
        for (let shift = 7; byte > 127; shift += 7) {
          byte = bytes[at++]!
          value |= (byte & 127) << shift
        }
        unit += value >>> 1
        const several = value & 1
        byte = bytes[at]!
        at += several
        frequency = 1 + several * ((byte & 127) + 1)
        if (byte > 127 && several === 1)
          for (let shift = 7; byte > 127; shift += 7) {
            byte = bytes[at++]!
            frequency += (byte & 127) << shift
          }
      }
      if (unit === wanted) {
        scores[place]! += termScore(weight, frequency, unitNorms[place]!)
        words[place]! |= bits
      } else if (unit < wanted) break
    }
    this.unit = NONE
  }
}
