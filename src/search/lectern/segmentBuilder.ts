import { MOMENT_KINDS, type Passage } from '../../archive/moment.js'
import { readWords, type WordReceiver } from '../analyzer.js'
import { follows, repeatsOf } from '../repeats.js'
import { packPlace, PostingsWriter } from './postingsWriter.js'
import { encodeRecords } from './records.js'
import { SegmentColumns } from './segmentColumns.js'
import { TermNumbers } from './termNumbers.js'
import { WordLog, type Occurrences } from './wordLog.js'

/** Terms beyond this in one unit are not told apart by BM25: no text of a page is that long. */
const LONGEST_UNIT = 65_535

/** Takes groups one after another and writes them as a segment. */
export class SegmentBuilder {
  readonly #columns = new SegmentColumns()
  readonly #numbers = new TermNumbers()
  readonly #log = new WordLog()
  /** What is known so far of the text that is read. */
  #different = 0
  #positions = 0
  readonly #receiver: WordReceiver = {
    plain: (start, end, position, { units }) => {
      if (this.#log.addPlain(this.#numbers.ofPlain(units, start, end), position)) this.#different += 1
      this.#positions = position + 1
    },
    token: ({ term, position, span }) => {
      if (this.#log.add(this.#numbers.of(term), position, span)) this.#different += 1
      if (position + span > this.#positions) this.#positions = position + span
    },
  }

  /** Words held so far. */
  get words(): number {
    return this.#log.words
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
      const { length, positions } = this.#addText(passage.text)
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
    writer.expect(this.words)
    const sorted = this.#log.sort(order)
    for (const number of order) {
      const to = sorted.ends[number]!
      const from = to - sorted.count(number)
      writer.begin(terms[number]!, sorted.spanned.has(number))
      if (sorted.odd.has(number)) postOdd(writer, sorted, from, to)
      else writer.postPacked(sorted.packed, from, to)
      writer.end()
    }
    return this.#columns.finish(writer.finish())
  }

  #addText(text: string): { length: number; positions: number } {
    this.#different = 0
    this.#positions = 0
    readWords(text, this.#receiver)
    this.#log.endUnit(this.#positions)
    return { length: Math.min(this.#different, LONGEST_UNIT), positions: this.#positions }
  }
}

/** Posts all occurrences of a term some of which are odd. */
function postOdd(writer: PostingsWriter, sorted: Occurrences, from: number, to: number): void {
  const { packed } = sorted
  const places = new Uint32Array(to - from)
  let one = sorted.occurrence(packed[from]!)
  for (let at = from; at < to;) {
    const { unit } = one
    const first = at
    while (at < to && one.unit === unit) {
      places[at - from] = packPlace(one.position, one.span)
      at += 1
      one = sorted.occurrence(packed[at]!)
    }
    writer.post(unit, places, first - from, at - from)
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
