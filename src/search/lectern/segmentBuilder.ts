import { MOMENT_KINDS, type Passage } from '../../archive/moment.js'
import { readWords, type WordReceiver } from '../analyzer.js'
import { follows, repeatsOf } from '../repeats.js'
import { createOccurrences, PostingsGatherer } from './postingsGatherer.js'
import { PostingsWriter } from './postingsWriter.js'
import { encodeRecords } from './records.js'
import { SegmentColumns } from './segmentColumns.js'
import { TermNumbers } from './termNumbers.js'

/** Terms beyond this in one unit are not told apart by BM25: no text of a page is that long. */
const LONGEST_UNIT = 65_535

/** Takes groups one after another and writes them as a segment. */
export class SegmentBuilder {
  readonly #columns = new SegmentColumns()
  readonly #numbers = new TermNumbers()
  readonly #postings = new PostingsGatherer()
  #words = 0
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
    return this.#words
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
    const writer = new PostingsWriter()
    const occurrences = createOccurrences()
    for (const number of order) {
      const { count, units, places, isSpanned } = this.#postings.read(number, occurrences)
      writer.begin(terms[number]!, isSpanned)
      for (let at = 0; at < count;) {
        const unit = units[at]!
        let end = at + 1
        while (end < count && units[end] === unit) end += 1
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

  #addWord(term: number, position: number, span: number): void {
    this.#words += 1
    if (this.#postings.add(term, this.#unit, position, span)) this.#different += 1
    if (position + span > this.#positions) this.#positions = position + span
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
