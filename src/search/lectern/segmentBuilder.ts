import { MOMENT_KINDS, type Passage } from '../../archive/moment.js'
import { ANALYZER, analyze } from '../analyzer.js'
import { FOLLOWS, REPEATS } from '../engine.js'
import { follows, repeatsOf } from '../repeats.js'
import { ByteSink, WordSink } from './byteSink.js'
import { PostingsWriter } from './postingsWriter.js'
import { encodeRecords } from './records.js'
import { SEGMENT_VERSION, type SegmentFacts } from './segment.js'
import { writeSections, type Section } from './sections.js'

/** Terms beyond this in one unit are not told apart by BM25: no text of a page is that long. */
const LONGEST_UNIT = 65_535

/** Takes groups one after another and writes them as a segment. */
export class SegmentBuilder {
  readonly #columns = new SegmentColumns()
  readonly #numbers = new Map<string, number>()
  /** By term, the unit that held it last. */
  readonly #lastUnits: number[] = []
  #terms = new Uint32Array(1 << 16)
  #units = new Uint32Array(1 << 16)
  #positions = new Uint32Array(1 << 16)
  #spans = new Uint8Array(1 << 16)
  #count = 0

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
    const terms = [...this.#numbers.keys()]
    const order = terms.map((_, number) => number).sort((a, b) => compare(terms[a] ?? '', terms[b] ?? ''))
    const { starts, places } = this.#byTerm(terms.length)
    const writer = new PostingsWriter()
    for (const number of order) {
      const from = starts[number] ?? 0
      const to = starts[number + 1] ?? 0
      writer.begin(terms[number] ?? '', someSpan(places.spans, from, to))
      for (let at = from; at < to;) {
        const unit = places.units[at] ?? 0
        let end = at + 1
        while (end < to && places.units[end] === unit) end += 1
        writer.post(unit, { positions: places.positions, spans: places.spans, from: at, to: end })
        at = end
      }
      writer.end()
    }
    return this.#columns.finish(writer.finish())
  }

  #addText(text: string, unit: number): { length: number; positions: number } {
    const tokens = analyze(text)
    this.#reserve(tokens.length)
    const [numbers, lastUnits] = [this.#numbers, this.#lastUnits]
    const [terms, units, allPositions, spans] = [this.#terms, this.#units, this.#positions, this.#spans]
    let count = this.#count
    let different = 0
    let positions = 0
    for (const { term, position, span } of tokens) {
      let number = numbers.get(term)
      if (number === undefined) {
        number = numbers.size
        numbers.set(term, number)
        lastUnits.push(-1)
      }
      if (lastUnits[number] !== unit) {
        lastUnits[number] = unit
        different += 1
      }
      if (position + span > positions) positions = position + span
      terms[count] = number
      units[count] = unit
      allPositions[count] = position
      spans[count] = span > 255 ? 255 : span
      count += 1
    }
    this.#count = count
    return { length: Math.min(different, LONGEST_UNIT), positions }
  }

  /** Makes room for so many more words. */
  #reserve(more: number): void {
    const needed = this.#count + more
    if (needed <= this.#terms.length) return
    const size = Math.max(needed, this.#terms.length * 2)
    const grown = <T extends Uint32Array | Uint8Array>(column: T, larger: T): T => {
      larger.set(column)
      return larger
    }
    this.#terms = grown(this.#terms, new Uint32Array(size))
    this.#units = grown(this.#units, new Uint32Array(size))
    this.#positions = grown(this.#positions, new Uint32Array(size))
    this.#spans = grown(this.#spans, new Uint8Array(size))
  }

  /** All places sorted by term, those of a term in their order: a counting sort. */
  #byTerm(terms: number): {
    starts: Uint32Array
    places: { units: Uint32Array; positions: Uint32Array; spans: Uint8Array }
  } {
    const starts = new Uint32Array(terms + 1)
    for (let at = 0; at < this.#count; at += 1) {
      const next = this.#terms[at]! + 1
      starts[next] = starts[next]! + 1
    }
    for (let term = 0; term < terms; term += 1) starts[term + 1] = starts[term + 1]! + starts[term]!
    const free = starts.slice()
    const units = new Uint32Array(this.#count)
    const positions = new Uint32Array(this.#count)
    const spans = new Uint8Array(this.#count)
    for (let at = 0; at < this.#count; at += 1) {
      const term = this.#terms[at]!
      const to = free[term]!
      free[term] = to + 1
      units[to] = this.#units[at]!
      positions[to] = this.#positions[at]!
      spans[to] = this.#spans[at]!
    }
    return { starts, places: { units, positions, spans } }
  }
}

/** What is known of a unit beside its words. */
export interface UnitFacts {
  readonly kind: number
  readonly follows: boolean
  readonly language: string
  readonly length: number
  readonly positions: number
  readonly recordStart: number
  readonly repeats: readonly number[]
}

/** The columns of a segment while it is written. */
export class SegmentColumns {
  readonly #languages = new Map([['', 0]])
  readonly #kinds = new ByteSink()
  readonly #languageCodes = new ByteSink()
  readonly #lengths = new WordSink()
  readonly #firstPositions = new WordSink()
  readonly #recordStarts = new WordSink()
  readonly #repeats = new WordSink()
  readonly #groupStarts = new WordSink()
  readonly #groupBytes = new WordSink()
  #totalLength = 0
  #nextPosition = 0
  #groupStart = 0

  get units(): number {
    return this.#lengths.length
  }

  get groups(): number {
    return this.#groupBytes.length
  }

  addUnit(unit: UnitFacts): void {
    const number = this.units
    if (!unit.follows) this.#nextPosition += 1
    this.#kinds.reserve(1)
    this.#kinds.push(unit.kind | (unit.follows ? FOLLOWS : 0) | (unit.repeats.length > 0 ? REPEATS : 0))
    this.#languageCodes.reserve(1)
    this.#languageCodes.push(this.#codeOf(unit.language))
    this.#lengths.push(unit.length)
    this.#firstPositions.push(this.#nextPosition)
    this.#recordStarts.push(unit.recordStart)
    for (const target of unit.repeats) {
      this.#repeats.push(number)
      this.#repeats.push(target)
    }
    this.#totalLength += unit.length
    this.#nextPosition += unit.positions
  }

  /** @param recordBytes the bytes of the group's records */
  endGroup(recordBytes: number): void {
    this.#groupStarts.push(this.#groupStart)
    this.#groupBytes.push(recordBytes)
    this.#groupStart = this.units
  }

  finish(postings: Record<string, Section>): Uint8Array {
    this.#groupStarts.push(this.units)
    this.#firstPositions.push(this.#nextPosition)
    const facts: SegmentFacts = {
      version: SEGMENT_VERSION,
      analyzer: ANALYZER,
      units: this.units,
      groups: this.groups,
      totalLength: this.#totalLength,
      languages: [...this.#languages.keys()],
    }
    return writeSections(facts, {
      groupStarts: this.#groupStarts.written(),
      groupBytes: this.#groupBytes.written(),
      kinds: this.#kinds.written(),
      languages: this.#languageCodes.written(),
      lengths: Uint16Array.from(this.#lengths.written()),
      firstPositions: this.#firstPositions.written(),
      recordStarts: this.#recordStarts.written(),
      repeats: this.#repeats.written(),
      ...postings,
    })
  }

  #codeOf(language: string): number {
    let code = this.#languages.get(language)
    if (code === undefined) {
      code = this.#languages.size
      // One byte a unit: the 256th language of a segment is not told.
      if (code > 255) return 0
      this.#languages.set(language, code)
    }
    return code
  }
}

function someSpan(spans: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (spans[at] !== 1) return true
  return false
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
