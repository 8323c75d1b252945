import { termScore } from './bm25.js'
import { PostingsCursor } from './postingsCursor.js'
import { block, BLOCK, type Block, type Columns, NONE, type ScoredTerm, TermStream } from './scoreBlock.js'
import { areFew, scoreFew } from './scoreFew.js'
import type { Segment } from './segment.js'

/** Units, in order, that answer words though no term does so alone. */
export interface Marks {
  readonly units: readonly number[]
  readonly bits: number
}

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
  return areFew(segment, terms)
    ? scoreFew(segment, terms, marks, norms, isAnswer)
    : scoreBlocks(segment, terms, marks, norms, isAnswer, isLate)
}

/** The same, a block of units at a time. */
export function scoreBlocks(
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
  const streams = terms.map((term) => new TermStream(segment, term, norms))
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
  if (terms.length === 0) return columns
  const postings = terms.reduce((sum, { term }) => sum + segment.postings.frequencies[term]!, 0)
  const areMany = postings < SEEK * terms.length * units.length
  const unitNorms = new Float64Array(units.length)
  for (let place = 0; place < units.length; place += 1)
    unitNorms[place] = norms[segment.lengths[units[place]!]!]!
  for (const term of terms)
    if (areMany) new TermStream(segment, term, norms).addAmong(columns, unitNorms)
    else scoreBySeeking(segment, term, unitNorms, columns)
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
  unitNorms: Float64Array,
  { units, scores, words }: Columns,
): void {
  const cursor = new PostingsCursor(segment.postings, term)
  for (let place = 0; place < units.length; place += 1) {
    const unit = units[place]!
    if (!cursor.seek(unit)) break
    if (cursor.unit !== unit) continue
    scores[place]! += termScore(weight, cursor.count, unitNorms[place]!)
    words[place]! |= bits
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
