import { termScore } from './bm25.js'
import { PostingsCursor } from './postingsCursor.js'
import type { Segment } from './segment.js'

/** A term of a segment, what it is worth, and the words of the query that it answers, a bit each. */
export interface ScoredTerm {
  readonly term: number
  readonly weight: number
  readonly bits: number
}

/** Units, in order, that answer words though no term does so alone. */
export interface Marks {
  readonly units: readonly number[]
  readonly bits: number
}

/** Scored units, in order: parallel columns. */
export interface Columns {
  readonly units: Uint32Array
  readonly scores: Float32Array
  /** The words of the query that each answers. */
  readonly words: Uint32Array
}

/** Units that are scored together: what belongs to them stays near the processor. */
const BLOCK = 8192
const NONE = 0x7fff_ffff
/** To look up a posting takes as long as to read so many. */
const SEEK = 4

/**
 * The units that answer words, with the sum of their terms' scores.
 * @param marks count only where a unit has a score
 * @param norms by a unit's length, what frequencies are weighed against
 * @param isAnswer what else a unit must be, if anything
 * @param isLate asked between blocks; when true, what was found so far is returned
 */
export function scoreUnits(
  segment: Segment,
  terms: readonly ScoredTerm[],
  marks: readonly Marks[],
  norms: Float64Array,
  isAnswer: ((unit: number) => boolean) | null,
  isLate: () => boolean,
): Columns {
  const { frequencies } = segment.postings
  const most = terms.reduce((sum, { term }) => sum + frequencies[term]!, 0)
  const found = new Found(Math.min(most, segment.facts.units))
  const streams = terms.map((term) => new Stream(segment, term, norms))
  const marking = marks.map(({ units, bits }) => ({ units, bits, at: 0 }))
  for (;;) {
    let next = NONE
    for (const { unit } of streams) next = Math.min(next, unit)
    if (next === NONE || isLate()) return found.columns()
    const start = next - (next % BLOCK)
    for (const stream of streams) stream.addTo(block, start)
    for (const mark of marking) {
      while (mark.units[mark.at]! < start) mark.at += 1
      for (; mark.units[mark.at]! < start + BLOCK; mark.at += 1) {
        const slot = mark.units[mark.at]! - start
        if (block.scores[slot] !== 0) block.words[slot]! |= mark.bits
      }
    }
    found.take(block, start, isAnswer)
  }
}

/** Scores of some units only, given in order: all of them are answers. */
export function scoreSome(
  segment: Segment,
  units: Uint32Array,
  terms: readonly ScoredTerm[],
  marks: readonly Marks[],
  norms: Float64Array,
): Columns {
  const columns = {
    units: units.slice(),
    scores: new Float32Array(units.length),
    words: new Uint32Array(units.length),
  }
  const postings = terms.reduce((sum, { term }) => sum + segment.postings.frequencies[term]!, 0)
  if (postings < SEEK * terms.length * units.length) scoreByBlocks(segment, terms, norms, columns)
  else for (const term of terms) scoreBySeeking(segment, term, norms, columns)
  for (const { units: marked, bits } of marks) {
    let at = 0
    units.forEach((unit, place) => {
      while (marked[at]! < unit) at += 1
      if (marked[at] === unit && columns.scores[place] !== 0) columns.words[place]! |= bits
    })
  }
  return columns
}

function scoreBySeeking(
  segment: Segment,
  { term, weight, bits }: ScoredTerm,
  norms: Float64Array,
  { units, scores, words }: Columns,
): void {
  const cursor = new PostingsCursor(segment.postings, term)
  for (let place = 0; place < units.length; place += 1) {
    const unit = units[place]!
    if (!cursor.seek(unit)) break
    if (cursor.unit !== unit) continue
    scores[place]! += termScore(weight, cursor.count, norms[segment.lengths[unit]!]!)
    words[place]! |= bits
  }
}

function scoreByBlocks(
  segment: Segment,
  terms: readonly ScoredTerm[],
  norms: Float64Array,
  { units, scores, words }: Columns,
): void {
  const streams = terms.map((term) => new Stream(segment, term, norms))
  let place = 0
  for (let start = 0; place < units.length; start += BLOCK) {
    for (const stream of streams) stream.addTo(block, start)
    for (; units[place]! < start + BLOCK; place += 1) {
      scores[place] = block.scores[units[place]! - start]!
      words[place] = block.words[units[place]! - start]!
    }
    block.scores.fill(0)
    block.words.fill(0)
    block.touched.fill(0)
  }
}

/** Sums of scores of the units that are scored together; all zero but while they are. */
interface Block {
  readonly scores: Float32Array
  readonly words: Uint32Array
  /** Those with a score, a bit each. */
  readonly touched: Uint32Array
}

/** One serves all: nothing else runs while units are scored. */
const block: Block = {
  scores: new Float32Array(BLOCK),
  words: new Uint32Array(BLOCK),
  touched: new Uint32Array(BLOCK / 32),
}

/** A term's postings, read forwards a block at a time. */
class Stream {
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
}

/** The columns of an answer while they grow. */
class Found {
  readonly #units: Uint32Array
  readonly #scores: Float32Array
  readonly #words: Uint32Array
  #count = 0

  /** @param most how many there can be */
  constructor(most: number) {
    this.#units = new Uint32Array(most)
    this.#scores = new Float32Array(most)
    this.#words = new Uint32Array(most)
  }

  /** Takes a block's answers over, and empties it. */
  take(block: Block, start: number, isAnswer: ((unit: number) => boolean) | null): void {
    const { scores, words, touched } = block
    const [ownUnits, ownScores, ownWords] = [this.#units, this.#scores, this.#words]
    let found = this.#count
    for (let some = 0; some < touched.length; some += 1) {
      for (let rest = touched[some]!; rest !== 0; rest &= rest - 1) {
        const slot = some * 32 + 31 - Math.clz32(rest & -rest)
        const answered = words[slot]!
        if (answered !== 0 && (isAnswer === null || isAnswer(start + slot))) {
          ownUnits[found] = start + slot
          ownScores[found] = scores[slot]!
          ownWords[found] = answered
          found += 1
        }
        scores[slot] = 0
        words[slot] = 0
      }
      touched[some] = 0
    }
    this.#count = found
  }

  columns(): Columns {
    const count = this.#count
    return {
      units: this.#units.subarray(0, count),
      scores: this.#scores.subarray(0, count),
      words: this.#words.subarray(0, count),
    }
  }
}
