import { MOMENT_KINDS, type Passage } from '../../archive/moment.js'
import { readWords, type WordReceiver } from '../analyzer.js'
import { follows, repeatsOf } from '../repeats.js'
import { isSingle, packPlace, PostingsWriter } from './postingsWriter.js'
import { encodeRecords } from './records.js'
import { SegmentColumns } from './segmentColumns.js'
import { TermNumbers } from './termNumbers.js'

/** Terms beyond this in one unit are not told apart by BM25: no text of a page is that long. */
const LONGEST_UNIT = 65_535

/** Takes groups one after another and writes them as a segment. */
export class SegmentBuilder {
  readonly #columns = new SegmentColumns()
  readonly #numbers = new TermNumbers()
  /** By term, the unit that held it last, counted from 1. */
  #lastUnits = new Uint32Array(1 << 12)
  #terms = new Uint32Array(1 << 16)
  #units = new Uint32Array(1 << 16)
  #places = new Uint32Array(1 << 16)
  #count = 0
  /** What is known so far of the text that is read. */
  #unit = 0
  #different = 0
  #positions = 0
  readonly #receiver: WordReceiver = {
    plain: (start, end, position, { units }) => {
      this.#addWord(this.#numbers.ofPlain(units, start, end), position, 1)
    },
    token: ({ term, position, span }) => {
      this.#addWord(this.#numbers.of(term), position, span)
    },
  }

  /** Words held so far. */
  get words(): number {
    return this.#count
  }

  get groups(): number {
    return this.#columns.groups
  }

  /**
   * Adds a talk's or an event's passages, in the order of reading.
   * @returns their records, to be stored beside the segment
   */
  add(passages: readonly Passage[]): Uint8Array {
    const records = encodeRecords(passages)
    const first = this.#columns.units
    const repeats = repeatsOf(passages)
    passages.forEach((passage, index) => {
      const unit = first + index
      const { length, positions } = this.#addText(passage.text, unit)
      this.#columns.addUnit({
        kind: MOMENT_KINDS.indexOf(passage.kind),
        follows: follows(passages[index - 1], passage),
        language: passage.lang ?? '',
        length,
        positions,
        recordStart: records.starts[index] ?? 0,
        repeats: (repeats[index] ?? []).map((target) => first + target),
      })
    })
    this.#columns.endGroup(records.bytes.byteLength)
    return records.bytes
  }

  /** The segment's bytes. */
  finish(): Uint8Array {
    const { terms } = this.#numbers
    const order = terms.map((_, number) => number).sort((a, b) => compare(terms[a]!, terms[b]!))
    const { starts, units, places } = this.#byTerm(terms.length)
    const writer = new PostingsWriter()
    for (const number of order) {
      const from = starts[number]!
      const to = starts[number + 1]!
      writer.begin(terms[number]!, someSpan(places, from, to))
      for (let at = from; at < to;) {
        const unit = units[at]!
        let end = at + 1
        while (end < to && units[end] === unit) end += 1
        writer.post(unit, places, at, end)
        at = end
      }
      writer.end()
    }
    return this.#columns.finish(writer.finish())
  }

  #addText(text: string, unit: number): { length: number; positions: number } {
    this.#unit = unit
    this.#different = 0
    this.#positions = 0
    readWords(text, this.#receiver)
    return { length: Math.min(this.#different, LONGEST_UNIT), positions: this.#positions }
  }

  #addWord(number: number, position: number, span: number): void {
    const count = this.#count
    if (count === this.#terms.length) {
      this.#terms = doubled(this.#terms)
      this.#units = doubled(this.#units)
      this.#places = doubled(this.#places)
    }
    if (number >= this.#lastUnits.length) this.#lastUnits = doubled(this.#lastUnits)
    if (this.#lastUnits[number] !== this.#unit + 1) {
      this.#lastUnits[number] = this.#unit + 1
      this.#different += 1
    }
    if (position + span > this.#positions) this.#positions = position + span
    this.#terms[count] = number
    this.#units[count] = this.#unit
    this.#places[count] = packPlace(position, span)
    this.#count = count + 1
  }

  /** All places sorted by term, those of a term in their order: a counting sort. */
  #byTerm(terms: number): { starts: Uint32Array; units: Uint32Array; places: Uint32Array } {
    const [ownTerms, ownUnits, ownPlaces, count] = [this.#terms, this.#units, this.#places, this.#count]
    const starts = new Uint32Array(terms + 1)
    for (let at = 0; at < count; at += 1) starts[ownTerms[at]! + 1]! += 1
    for (let term = 0; term < terms; term += 1) starts[term + 1]! += starts[term]!
    const free = starts.slice()
    const units = new Uint32Array(count)
    const places = new Uint32Array(count)
    for (let at = 0; at < count; at += 1) {
      const term = ownTerms[at]!
      const to = free[term]!
      free[term] = to + 1
      units[to] = ownUnits[at]!
      places[to] = ownPlaces[at]!
    }
    return { starts, units, places }
  }
}

function someSpan(places: Uint32Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (!isSingle(places[at]!)) return true
  return false
}

function doubled(column: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(column.length * 2)
  larger.set(column)
  return larger
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
