import { WordSink } from './byteSink.js'

/** Spots of a block of the log. Blocks stay where they are: nothing is copied while the log grows. */
const BLOCK_BITS = 17
const BLOCK = 1 << BLOCK_BITS

/** Terms whose numbers fit into the log: those that come first, among them nearly all that come often. */
const MOST_TERMS = 0xffff

/** The bits of an occurrence that tell its position in the unit; those above tell the unit, the highest is a sign. */
export const POSITION_BITS = 12
const MOST_POSITIONS = 1 << POSITION_BITS
const MOST_UNITS = 1 << (31 - POSITION_BITS)

/** What is known of a term, side by side, so that to look at it is to touch one line of the processor's cache. */
const STATE = 2
/** How often it occurs. */
const COUNT = 0
/** The unit that held it last, counted from 1. */
const UNIT = 1

/** A word that stands beside the log, as it covers several positions, shares one, or does not fit: numbers side by side. */
const ODD = 4
const ODD_TERM = 0
const ODD_UNIT = 1
const ODD_POSITION = 2
const ODD_SPAN = 3

/** One place of a term. */
export interface Occurrence {
  readonly unit: number
  readonly position: number
  /** How many positions it covers. */
  readonly span: number
}

/** Where all terms occur. */
export interface Occurrences {
  /**
   * Those of each term in the order of the text, each term's together: unit and position packed; or, where that does not
   * tell it, a negative number that `occurrence` knows.
   */
  readonly packed: Int32Array
  /** By term, where its occurrences end; and how many they are. */
  readonly ends: Uint32Array
  count(term: number): number
  /** Terms some of whose occurrences are negative: all of theirs are to be asked for one by one. */
  readonly odd: ReadonlySet<number>
  /** Terms that cover more than one position somewhere. */
  readonly spanned: ReadonlySet<number>
  occurrence(packed: number): Occurrence
}

/** Occurrences on their way to their terms, spot by spot. */
interface Spreading {
  readonly starts: Uint32Array
  readonly packed: Int32Array
  /** By term, where its next one goes. */
  readonly ends: Uint32Array
  /** The unit that was reached. */
  unit: number
}

/**
 * Keeps the words of an archive as they come, one number for each position, and sorts them by term once, at the end. To
 * have a list of every term grow, word by word, takes several times as long: each touches memory far from the last.
 *
 * The positions of all units, one unit after the other, are "spots".
 */
export class WordLog {
  /** By spot, the number of the term that stands there, counted from 1. */
  readonly #blocks: Uint16Array[] = []
  readonly #odd = new WordSink()
  readonly #oddTerms = new Set<number>()
  readonly #spanned = new Set<number>()
  /** The spot of the last odd word. */
  #oddSpot = -1
  /** By unit its first spot; that of the unit that is read is apart. */
  readonly #starts = new WordSink()
  #start = 0
  #states = new Int32Array(STATE << 12)
  #words = 0

  /** Words held so far. */
  get words(): number {
    return this.#words
  }

  /**
   * @param position in the unit; never less than that of the word before
   * @returns whether it is the term's first in this unit
   */
  add(term: number, position: number, span: number): boolean {
    const spot = this.#start + position
    const block = this.#blocks[spot >>> BLOCK_BITS] ?? this.#grow(spot)
    const isTaken = block[spot & (BLOCK - 1)] !== 0 || spot === this.#oddSpot
    if (span > 1 || isTaken || !this.#fits(term, position)) this.#addOdd(term, position, span)
    else block[spot & (BLOCK - 1)] = term + 1
    return this.#count(term)
  }

  /** The same for a word that covers one position and stands there alone. */
  addPlain(term: number, position: number): boolean {
    const spot = this.#start + position
    const block = this.#blocks[spot >>> BLOCK_BITS] ?? this.#grow(spot)
    if (this.#fits(term, position)) block[spot & (BLOCK - 1)] = term + 1
    else this.#addOdd(term, position, 1)
    return this.#count(term)
  }

  /** @param positions how many the unit has that was read */
  endUnit(positions: number): void {
    this.#starts.push(this.#start)
    this.#start += positions
  }

  /**
   * Sorts what it holds by term, and forgets it.
   * @param order all terms, as they are wanted
   */
  sort(order: Iterable<number>): Occurrences {
    const states = this.#states
    // One more, as the end of a term is told by looking beyond it.
    const packed = new Int32Array(this.#words + 1)
    const ends = new Uint32Array(states.length / STATE)
    let start = 0
    for (const term of order) {
      ends[term] = start
      start += states[term * STATE + COUNT]!
    }
    this.#starts.push(this.#start)
    const starts = this.#starts.written()
    const into = { starts, packed, ends, unit: 0 }
    const odd = this.#odd.written()
    let from = 0
    for (let at = 0; at < odd.length; at += ODD) {
      const term = odd[at + ODD_TERM]!
      const unit = odd[at + ODD_UNIT]!
      const position = odd[at + ODD_POSITION]!
      const next = starts[unit]! + position + 1
      this.#spread(from, next, into)
      from = next
      const isPacked = odd[at + ODD_SPAN] === 1 && position < MOST_POSITIONS && unit < MOST_UNITS
      packed[ends[term]!] = isPacked ? (unit << POSITION_BITS) | position : ~at
      ends[term]! += 1
      if (!isPacked) this.#oddTerms.add(term)
    }
    this.#spread(from, this.#start, into)
    this.#blocks.length = 0
    return {
      packed,
      ends,
      count: (term) => states[term * STATE + COUNT]!,
      odd: this.#oddTerms,
      spanned: this.#spanned,
      occurrence: (one) =>
        one < 0
          ? { unit: odd[~one + ODD_UNIT]!, position: odd[~one + ODD_POSITION]!, span: odd[~one + ODD_SPAN]! }
          : { unit: one >>> POSITION_BITS, position: one & (MOST_POSITIONS - 1), span: 1 },
    }
  }

  /** The unit that is read. */
  get #unit(): number {
    return this.#starts.length
  }

  #fits(term: number, position: number): boolean {
    return term < MOST_TERMS && position < MOST_POSITIONS && this.#unit < MOST_UNITS
  }

  /** Puts occurrences on spots in `[from, to)` where the next of their terms' go. */
  #spread(from: number, to: number, into: Spreading): void {
    const { starts, packed, ends } = into
    for (let at = from; at < to;) {
      while (starts[into.unit + 1]! <= at) into.unit += 1
      const block = this.#blocks[at >>> BLOCK_BITS]
      const end = Math.min(to, starts[into.unit + 1]!, (at | (BLOCK - 1)) + 1)
      const move = (into.unit << POSITION_BITS) - starts[into.unit]!
      if (block)
        for (let spot = at; spot < end; spot += 1) {
          const term = block[spot & (BLOCK - 1)]! - 1
          if (term < 0) continue
          const place = ends[term]!
          packed[place] = spot + move
          ends[term] = place + 1
        }
      at = end
    }
  }

  #addOdd(term: number, position: number, span: number): void {
    this.#odd.push(term)
    this.#odd.push(this.#unit)
    this.#odd.push(position)
    this.#odd.push(span)
    this.#oddSpot = this.#start + position
    if (span > 1) this.#spanned.add(term)
  }

  #count(term: number): boolean {
    this.#words += 1
    const at = term * STATE
    if (at >= this.#states.length) this.#makeRoom(at)
    const states = this.#states
    states[at + COUNT]! += 1
    const unit = this.#unit + 1
    if (states[at + UNIT] === unit) return false
    states[at + UNIT] = unit
    return true
  }

  #grow(spot: number): Uint16Array {
    while (this.#blocks.length <= spot >>> BLOCK_BITS) this.#blocks.push(new Uint16Array(BLOCK))
    return this.#blocks[spot >>> BLOCK_BITS]!
  }

  #makeRoom(at: number): void {
    const larger = new Int32Array(Math.max(2 * this.#states.length, at + STATE))
    larger.set(this.#states)
    this.#states = larger
  }
}
