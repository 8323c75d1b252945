import { ByteSink, WordSink } from './byteSink.js'
import { PostingsCursor } from './postingsCursor.js'
import type { Section } from './sections.js'
import { LONG, SPANNED, type Postings } from './postings.js'
import { POSITION_BITS } from './wordLog.js'

/** Postings between two entries of the skip table. */
const SKIP = 64

/** The bits of a packed place that tell how many positions it covers. */
const SPAN_BITS = 8
const LONGEST_SPAN = 255
/** Bytes that a number takes at most. */
const VARINT = 5
/** What takes more than two. */
const TWO_BYTES = 1 << 14

/** A place of a term in one number: its position in the unit, and how many positions it covers there, 255 at most. */
export function packPlace(position: number, span: number): number {
  return position * (LONGEST_SPAN + 1) + (span > LONGEST_SPAN ? LONGEST_SPAN : span)
}

/**
 * Writes terms in the order of the dictionary (UTF-16 code units), each with its postings in the order of units.
 * The layout is told in `postings.ts`.
 */
export class PostingsWriter {
  readonly #units = new ByteSink()
  readonly #positions = new ByteSink()
  readonly #skips = new WordSink()
  readonly #frequencies = new WordSink()
  readonly #unitStarts = new WordSink()
  readonly #positionStarts = new WordSink()
  readonly #skipStarts = new WordSink()
  readonly #traits = new ByteSink()
  readonly #textStarts = new WordSink()
  readonly #texts: string[] = []
  #textLength = 0
  #last = -1
  #written = 0
  #isSpanned = false
  #isLong = false

  /** Makes room for so many words at once: to grow on the way is to touch twice the memory. What is not needed is not touched. */
  expect(words: number): void {
    this.#units.reserve(3 * words)
    this.#positions.reserve(2 * words)
  }

  /** @param spanned whether any occurrence covers more than one position */
  begin(term: string, spanned: boolean): void {
    this.#texts.push(term)
    this.#textStarts.push(this.#textLength)
    this.#textLength += term.length
    this.#unitStarts.push(this.#units.length)
    this.#positionStarts.push(this.#positions.length)
    this.#skipStarts.push(this.#skips.length / 3)
    this.#last = -1
    this.#written = 0
    this.#isSpanned = spanned
    this.#isLong = false
  }

  /** @param places packed, ascending: those in `[from, to)` are the term's in this unit */
  post(unit: number, places: Uint32Array, from: number, to: number): void {
    if (this.#written > 0 && this.#written % SKIP === 0) this.#skip()
    const count = to - from
    this.#gap(unit, count > 1)
    if (count > 1) this.#units.pushVarint(count - 2)
    const positions = this.#positions
    const isSpanned = this.#isSpanned
    let before = 0
    for (let index = from; index < to; index += 1) {
      const place = places[index]!
      const position = place >>> SPAN_BITS
      let rest = position - before
      before = position
      positions.reserve(Math.floor(rest / 255) + 2)
      while (rest >= 255) {
        positions.push(255)
        this.#isLong = true
        rest -= 255
      }
      positions.push(rest)
      if (isSpanned) positions.push(place & LONGEST_SPAN)
    }
    this.#written += 1
    this.#last = unit
  }

  /**
   * Posts all occurrences of a term that covers one position everywhere: as `post` does with each unit, but in one loop,
   * without calls. It is run for every word of an archive.
   * @param packed those in `[from, to)` are the term's, ascending, each as a `WordLog` packs them
   */
  postPacked(packed: Int32Array, from: number, to: number): void {
    // At most so many: five bytes for a gap and for a count, and an escape for each 255 positions of a unit.
    this.#units.reserve(VARINT * (to - from) + 2)
    this.#positions.reserve((1 + (1 << POSITION_BITS) / 255) * (to - from))
    const units = this.#units.bytes
    const positions = this.#positions.bytes
    let unitEnd = this.#units.length
    let positionEnd = this.#positions.length
    let last = -1
    let written = 0
    for (let at = from; at < to;) {
      if (written > 0 && written % SKIP === 0) {
        this.#last = last
        this.#units.length = unitEnd
        this.#positions.length = positionEnd
        this.#skip()
      }
      let one = packed[at]!
      const unit = one >> POSITION_BITS
      const first = at
      let before = unit << POSITION_BITS
      do {
        let rest = one - before
        for (; rest >= 255; rest -= 255) {
          positions[positionEnd++] = 255
          this.#isLong = true
        }
        positions[positionEnd++] = rest
        before = one
        at += 1
        one = packed[at]!
      } while (at < to && one >> POSITION_BITS === unit)
      const count = at - first
      // Whether there are several, and whether the gap takes two bytes, is as good as chance: nothing is asked.
      const several = (1 - count) >>> 31
      let rest = (unit - last) * 2 + several
      for (; rest >= TWO_BYTES; rest >>>= 7) units[unitEnd++] = (rest & 127) | 128
      const more = (127 - rest) >>> 31
      units[unitEnd] = (rest & 127) | (more << 7)
      units[unitEnd + 1] = rest >>> 7
      unitEnd += 1 + more
      for (rest = count - 2; rest > 127; rest >>>= 7) units[unitEnd++] = (rest & 127) | 128
      units[unitEnd] = rest
      unitEnd += several
      last = unit
      written += 1
    }
    this.#units.length = unitEnd
    this.#positions.length = positionEnd
    this.#last = last
    this.#written = written
  }

  /**
   * Appends all postings of a term of another set of the same `spanned`, its units moved up: bytes are copied, not read.
   */
  append(from: Postings, term: number, shift: number): void {
    const count = from.frequencies[term] ?? 0
    const start = from.unitStarts[term] ?? 0
    const end = from.unitStarts[term + 1] ?? 0
    if (count === 0) return
    if (this.#written > 0) this.#skip()
    if ((from.traits[term]! & LONG) !== 0) this.#isLong = true
    const first = new PostingsCursor(from, term)
    first.next()
    const unitBase = this.#units.length - (this.#unitStarts.words[this.#unitStarts.length - 1] ?? 0)
    const positionBase =
      this.#positions.length - (this.#positionStarts.words[this.#positionStarts.length - 1] ?? 0)
    const before = this.#units.length
    this.#gap(first.unit + shift, first.count > 1)
    const moved = this.#units.length - before - varintLength(from.unitBytes, start)
    this.#units.append(from.unitBytes.subarray(start + varintLength(from.unitBytes, start), end))
    this.#positions.append(
      from.positionBytes.subarray(from.positionStarts[term], from.positionStarts[term + 1]),
    )
    for (let skip = from.skipStarts[term] ?? 0; skip < (from.skipStarts[term + 1] ?? 0); skip += 1) {
      this.#skips.push((from.skips[skip * 3] ?? 0) + shift)
      this.#skips.push((from.skips[skip * 3 + 1] ?? 0) + unitBase + moved)
      this.#skips.push((from.skips[skip * 3 + 2] ?? 0) + positionBase)
    }
    this.#last = lastUnit(from, term) + shift
    this.#written += count
  }

  end(): void {
    this.#frequencies.push(this.#written)
    this.#traits.reserve(1)
    this.#traits.push((this.#isSpanned ? SPANNED : 0) | (this.#isLong ? LONG : 0))
  }

  finish(): Record<string, Section> {
    this.#unitStarts.push(this.#units.length)
    this.#positionStarts.push(this.#positions.length)
    this.#skipStarts.push(this.#skips.length / 3)
    this.#textStarts.push(this.#textLength)
    const text = new Uint16Array(this.#textLength)
    let at = 0
    for (const term of this.#texts)
      for (let index = 0; index < term.length; index += 1) {
        text[at] = term.charCodeAt(index)
        at += 1
      }
    return {
      unitBytes: this.#units.written(),
      positionBytes: this.#positions.written(),
      skips: this.#skips.written(),
      frequencies: this.#frequencies.written(),
      unitStarts: this.#unitStarts.written(),
      positionStarts: this.#positionStarts.written(),
      skipStarts: this.#skipStarts.written(),
      traits: this.#traits.written(),
      textStarts: this.#textStarts.written(),
      text,
    }
  }

  #gap(unit: number, several: boolean): void {
    this.#units.reserve(16)
    this.#units.pushVarint((unit - this.#last) * 2 + (several ? 1 : 0))
  }

  /** Notes where the next posting begins, and the unit that its gap counts from. */
  #skip(): void {
    this.#skips.push(this.#last)
    this.#skips.push(this.#units.length - (this.#unitStarts.words[this.#unitStarts.length - 1] ?? 0))
    this.#skips.push(
      this.#positions.length - (this.#positionStarts.words[this.#positionStarts.length - 1] ?? 0),
    )
  }
}

function varintLength(bytes: Uint8Array, at: number): number {
  let length = 1
  while ((bytes[at + length - 1] ?? 0) > 127) length += 1
  return length
}

function lastUnit(from: Postings, term: number): number {
  const cursor = new PostingsCursor(from, term)
  cursor.toLastSkip()
  while (cursor.next());
  return cursor.unit
}
