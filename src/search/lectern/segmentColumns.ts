import { ANALYZER } from '../analyzer.js'
import { FOLLOWS, REPEATS } from '../traits.js'
import { ByteSink, WordSink } from './byteSink.js'
import { SEGMENT_VERSION, type SegmentFacts } from './segment.js'
import { writeSections, type Section } from './sections.js'

/** What is known of a unit beside its words. */
interface UnitFacts {
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
