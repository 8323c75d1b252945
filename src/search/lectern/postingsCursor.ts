import { seekSkip, SPANNED, type Postings } from './postings.js'

/** The places of a term in one unit, as a cursor reads them; reused from one call to the next. */
export interface Places {
  count: number
  positions: Uint32Array
  spans: Uint8Array
}

/** Room for the places of a term in one unit. */
export function createPlaces(): Places {
  return { count: 0, positions: new Uint32Array(64), spans: new Uint8Array(64) }
}

/** Reads one term's postings in order. Positions are read only where they are asked for. */
export class PostingsCursor {
  /** The unit it stands on; -1 before the first. */
  unit = -1
  /** How often the term occurs in the unit. */
  count = 0
  readonly #postings: Postings
  readonly #unitStart: number
  readonly #unitEnd: number
  readonly #positionStart: number
  readonly #isSpanned: boolean
  readonly #skipFrom: number
  readonly #skipTo: number
  #at: number
  /** The first of the skips that no leap has passed. */
  #skipNext: number
  /** Where the next unread positions begin, and how many occurrences lie between there and the current unit's. */
  #positionAt: number
  #unread = 0

  constructor(postings: Postings, term: number) {
    this.#postings = postings
    this.#unitStart = postings.unitStarts[term]!
    this.#unitEnd = postings.unitStarts[term + 1]!
    this.#positionStart = postings.positionStarts[term]!
    this.#isSpanned = (postings.traits[term]! & SPANNED) !== 0
    this.#skipFrom = postings.skipStarts[term]!
    this.#skipTo = postings.skipStarts[term + 1]!
    this.#at = this.#unitStart
    this.#skipNext = this.#skipFrom
    this.#positionAt = this.#positionStart
  }

  /** To the next unit; false at the end. */
  next(): boolean {
    return this.#advance(this.unit + 1)
  }

  /** To the first unit that is not before `unit`, never back; false when there is none. */
  seek(unit: number): boolean {
    if (this.unit >= unit) return true
    this.#leap(unit)
    return this.#advance(unit)
  }

  /** Reads postings until one is not before a unit. */
  #advance(target: number): boolean {
    const bytes = this.#postings.unitBytes
    const end = this.#unitEnd
    let at = this.#at
    let { unit, count } = this
    let unread = this.#unread
    while (unit < target && at < end) {
      unread += count
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
      count = 1 + several * ((byte & 127) + 1)
      if (byte > 127 && several === 1)
        for (let shift = 7; byte > 127; shift += 7) {
          byte = bytes[at++]!
          count += (byte & 127) << shift
        }
    }
    this.#at = at
    this.unit = unit
    this.count = count
    this.#unread = unread
    return unit >= target
  }

  /** Moves on to the last place that the skip table names. */
  toLastSkip(): void {
    if (this.#skipTo > this.#skipFrom) this.#enter(this.#skipTo - 1)
  }

  /** The places in the current unit. */
  places(into: Places): Places {
    const bytes = this.#postings.positionBytes
    const isSpanned = this.#isSpanned
    let at = this.#positionAt
    let unread = this.#unread
    if (isSpanned)
      for (; unread > 0; unread -= 1) {
        while (bytes[at++] === 255);
        at += 1
      }
    else while (unread > 0) if (bytes[at++] !== 255) unread -= 1
    this.#unread = 0
    if (this.count > into.positions.length) {
      into.positions = new Uint32Array(this.count * 2)
      into.spans = new Uint8Array(this.count * 2)
    }
    // What was read stays unread for the next call: places may be asked for twice.
    this.#positionAt = at
    const { count } = this
    const { positions, spans } = into
    let position = 0
    for (let index = 0; index < count; index += 1) {
      let byte = bytes[at++]!
      while (byte === 255) {
        position += 255
        byte = bytes[at++]!
      }
      position += byte
      positions[index] = position
      spans[index] = isSpanned ? bytes[at++]! : 1
    }
    into.count = count
    return into
  }

  /** As far towards a unit as the skip table knows. */
  #leap(unit: number): void {
    const { skips } = this.#postings
    // Most leaps are short: nothing is looked up before the next place that the table names.
    const next = this.#skipNext
    if (next >= this.#skipTo || skips[next * 3]! >= unit) return
    const low = seekSkip(this.#postings, unit, next, this.#skipTo)
    this.#skipNext = low
    if (skips[(low - 1) * 3]! > this.unit) this.#enter(low - 1)
  }

  #enter(skip: number): void {
    const { skips } = this.#postings
    this.unit = skips[skip * 3]!
    this.#at = this.#unitStart + skips[skip * 3 + 1]!
    this.#positionAt = this.#positionStart + skips[skip * 3 + 2]!
    this.#unread = 0
    this.count = 0
  }
}
