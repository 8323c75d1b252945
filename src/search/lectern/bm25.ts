import type { Segment } from './segment.js'

/** Okapi BM25+ with MiniSearch's constants (Lv and Zhai, Lower-bounding term frequency normalization, CIKM 2011). */
const K = 1.2
const B = 0.7
const DELTA = 0.5

/** What BM25+ needs of the whole index. */
export interface Statistics {
  /** Units that are in the archive. */
  readonly units: number
  /** Different terms of a unit, on average. */
  readonly averageLength: number
}

/** The weight of a word that so many units hold. */
export function inverseFrequency(holders: number, { units }: Statistics): number {
  return Math.log(1 + (units - holders + 0.5) / (holders + 0.5))
}

/** By a unit's length, what its term frequencies are weighed against. */
export function lengthNorms({ averageLength }: Statistics, longest: number): Float64Array {
  return Float64Array.from(
    { length: longest + 1 },
    (_, length) => K * (1 - B + (B * length) / Math.max(averageLength, 1e-9)),
  )
}

/** Sums of scores by unit, with the words of the query that each unit answers. */
export class Scores {
  readonly scores: Float32Array
  readonly words: Uint32Array
  readonly #touched: Uint32Array
  #count = 0

  constructor(units: number) {
    this.scores = new Float32Array(units)
    this.words = new Uint32Array(units)
    this.#touched = new Uint32Array(units)
  }

  /** Adds a term's score to every unit that holds it. */
  addAll(segment: Segment, term: number, weight: number, norms: Float64Array, bits: number): void {
    const { unitBytes: bytes, unitStarts } = segment.postings
    const { lengths } = segment
    const { scores, words } = this
    const touched = this.#touched
    const end = unitStarts[term + 1]!
    let at = unitStarts[term]!
    let unit = -1
    let count = this.#count
    while (at < end) {
      let byte = bytes[at++]!
      let value = byte & 127
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[at++]!
        value |= (byte & 127) << shift
      }
      unit += value >>> 1
      let frequency = 1
      if ((value & 1) === 1) {
        byte = bytes[at++]!
        let more = byte & 127
        for (let shift = 7; byte > 127; shift += 7) {
          byte = bytes[at++]!
          more |= (byte & 127) << shift
        }
        frequency = more + 2
      }
      if (scores[unit] === 0) touched[count++] = unit
      const norm = norms[lengths[unit]!]!
      scores[unit] = scores[unit]! + weight * (DELTA + (frequency * (K + 1)) / (frequency + norm))
      words[unit] = words[unit]! | bits
    }
    this.#count = count
  }

  /** Adds a score to one unit. */
  add(unit: number, frequency: number, weight: number, norm: number, bits: number): void {
    if (this.scores[unit] === 0) this.#touched[this.#count++] = unit
    this.scores[unit] = this.scores[unit]! + weight * (DELTA + (frequency * (K + 1)) / (frequency + norm))
    this.words[unit] = this.words[unit]! | bits
  }

  /** Says that a unit with a score answers words; one without a score is left alone, as it is nobody's answer. */
  mark(unit: number, bits: number): void {
    if (this.scores[unit] !== 0) this.words[unit] = this.words[unit]! | bits
  }

  /** The units with a score, in order. */
  units(): Uint32Array {
    const touched = this.#touched.subarray(0, this.#count)
    if (this.#count < this.scores.length >> 6) return touched.sort()
    let count = 0
    for (let unit = 0; unit < this.scores.length; unit += 1)
      if (this.scores[unit] !== 0) touched[count++] = unit
    return touched
  }

  /** Forgets everything. */
  clear(): void {
    for (let index = 0; index < this.#count; index += 1) {
      const unit = this.#touched[index]!
      this.scores[unit] = 0
      this.words[unit] = 0
    }
    this.#count = 0
  }
}
