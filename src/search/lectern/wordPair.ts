import { type Begins, BLOCK, createBegins, reserve } from './begins.js'
import type { Postings } from './postings.js'
import type { Segment } from './segment.js'
import { type Leading, type PhraseWord, WordPlaces } from './wordPlaces.js'

/** Postings of the leading word after which time is asked for, whatever was found. */
const POSTINGS = 16_384

/** Where a term's postings are being read: one of its units, and what comes next. */
interface Reading {
  unit: number
  /** How often the term occurs in the unit, and where the bytes of its positions there begin. */
  count: number
  positionsAt: number
  /** Where the next posting begins, and where they end. */
  at: number
  readonly end: number
}

/**
 * The places of two words of a phrase that stand as they do there. Both are read side by side, which is quicker than to
 * look one up for the other where both are frequent. Each distance between places takes one byte.
 */
export class WordPair implements Leading {
  readonly #segment: Segment
  /** The other word's distance from the beginning, and from the leading word: it stands before that one. */
  readonly #otherOffset: number
  readonly #distance: number
  readonly #leading: Reading
  readonly #other: Reading
  /** The other word's unit before the one that is read, and how often it occurs there. */
  #past = { pastUnit: -1, pastCount: 0 }
  /** Where the other word would stand further before, in texts of few words: it is looked up. */
  readonly #crossing = createBegins()
  readonly #otherPlaces: WordPlaces

  constructor(segment: Segment, one: PhraseWord, two: PhraseWord) {
    const [other, leading] = one.offset < two.offset ? [one, two] : [two, one]
    this.#segment = segment
    this.#otherOffset = other.offset
    this.#distance = other.offset - leading.offset
    this.#leading = readingOf(segment.postings, leading.term)
    this.#other = readingOf(segment.postings, other.term)
    this.#otherPlaces = new WordPlaces(segment, other)
  }

  nextBegins(begins: Begins): boolean {
    begins.count = 0
    this.#crossing.count = 0
    const isEnd = this.#leading.at >= this.#leading.end
    for (let read = 0; begins.count < BLOCK && read < POSTINGS; read += BLOCK) this.#read(begins)
    this.#otherPlaces.strikeOut(this.#crossing)
    join(begins, this.#crossing)
    return !isEnd
  }

  /** The pairs of a number of postings of the leading word. */
  #read(begins: Begins): void {
    const { firstPositions, postings } = this.#segment
    const { unitBytes, positionBytes } = postings
    const [otherOffset, distance, crossing] = [this.#otherOffset, this.#distance, this.#crossing]
    let { positions, units } = begins
    const first = firstPositions[0]!
    const { end } = this.#leading
    let { unit, count, positionsAt, at } = this.#leading
    const { end: otherEnd } = this.#other
    let { unit: otherUnit, count: otherCount, positionsAt: otherPositionsAt, at: otherAt } = this.#other
    let { pastUnit, pastCount } = this.#past
    let found = begins.count
    for (let read = 0; read < BLOCK && at < end; read += 1) {
      positionsAt += count
      let byte = unitBytes[at++]!
      let value = byte & 127
      for (let shift = 7; byte > 127; shift += 7) {
        byte = unitBytes[at++]!
        value |= (byte & 127) << shift
      }
      unit += value >>> 1
      let several = value & 1
      byte = unitBytes[at]!
      at += several
      count = 1 + several * ((byte & 127) + 1)
      if (byte > 127 && several === 1)
        for (let shift = 7; byte > 127; shift += 7) {
          byte = unitBytes[at++]!
          count += (byte & 127) << shift
        }
      while (otherUnit < unit && otherAt < otherEnd) {
        pastUnit = otherUnit
        pastCount = otherCount
        otherPositionsAt += otherCount
        byte = unitBytes[otherAt++]!
        value = byte & 127
        for (let shift = 7; byte > 127; shift += 7) {
          byte = unitBytes[otherAt++]!
          value |= (byte & 127) << shift
        }
        otherUnit += value >>> 1
        several = value & 1
        byte = unitBytes[otherAt]!
        otherAt += several
        otherCount = 1 + several * ((byte & 127) + 1)
        if (byte > 127 && several === 1)
          for (let shift = 7; byte > 127; shift += 7) {
            byte = unitBytes[otherAt++]!
            otherCount += (byte & 127) << shift
          }
      }
      if (found + count > positions.length) {
        reserve(begins, found + count)
        ;({ positions, units } = begins)
      }
      let next = positionsAt
      const nextEnd = positionsAt + count
      let wanted = distance
      // For its first places the other word would stand in a text before.
      for (; next < nextEnd && wanted + positionBytes[next]! < 0; next += 1) {
        wanted += positionBytes[next]!
        const place = firstPositions[unit]! + wanted
        // Before the first text there is nothing.
        if (place - otherOffset < first) continue
        const inBefore = place - firstPositions[unit - 1]!
        if (inBefore < 0) cross(crossing, place - otherOffset, unit)
        else {
          const isPast = otherUnit >= unit
          const to = isPast ? otherPositionsAt : otherPositionsAt + otherCount
          const from = to - (isPast ? pastCount : otherCount)
          if ((isPast ? pastUnit : otherUnit) !== unit - 1 || !isAmong(inBefore, positionBytes, from, to))
            continue
          positions[found] = place - otherOffset
          units[found] = unit
          found += 1
        }
      }
      if (otherUnit !== unit) continue
      const otherNextEnd = otherPositionsAt + otherCount
      let otherNext = otherPositionsAt + 1
      let otherPlace = positionBytes[otherPositionsAt]!
      for (; next < nextEnd; next += 1) {
        wanted += positionBytes[next]!
        while (otherPlace < wanted && otherNext < otherNextEnd) otherPlace += positionBytes[otherNext++]!
        if (otherPlace !== wanted) continue
        const begin = firstPositions[unit]! + wanted - otherOffset
        if (begin < first) continue
        positions[found] = begin
        units[found] = unit
        found += 1
      }
    }
    begins.count = found
    this.#past = { pastUnit, pastCount }
    Object.assign(this.#leading, { unit, count, positionsAt, at })
    Object.assign(this.#other, {
      unit: otherUnit,
      count: otherCount,
      positionsAt: otherPositionsAt,
      at: otherAt,
    })
  }
}

function readingOf({ unitStarts, positionStarts }: Postings, term: number): Reading {
  return {
    unit: -1,
    count: 0,
    positionsAt: positionStarts[term]!,
    at: unitStarts[term]!,
    end: unitStarts[term + 1]!,
  }
}

/** Whether one of some distances leads to a position. */
function isAmong(position: number, bytes: Uint8Array, from: number, to: number): boolean {
  let place = 0
  for (let at = from; at < to && place <= position; at += 1) {
    place += bytes[at]!
    if (place === position) return true
  }
  return false
}

function cross(crossing: Begins, position: number, unit: number): void {
  reserve(crossing, crossing.count + 1)
  crossing.positions[crossing.count] = position
  crossing.units[crossing.count] = unit
  crossing.count += 1
}

/** Adds beginnings to others, in order. */
function join(begins: Begins, added: Begins): void {
  let one = begins.count - 1
  let other = added.count - 1
  begins.count += added.count
  reserve(begins, begins.count)
  for (let to = begins.count - 1; other >= 0; to -= 1) {
    const [from, place] =
      one >= 0 && begins.positions[one]! > added.positions[other]! ? [begins, one--] : [added, other--]
    begins.positions[to] = from.positions[place]!
    begins.units[to] = from.units[place]!
  }
}
