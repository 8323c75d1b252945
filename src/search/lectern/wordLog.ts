import { WordSink } from './byteSink.js'
import { UnitAxis } from './unitAxis.js'

/** Spots of a block of the log. Blocks stay where they are: nothing is copied while the log grows. */
const BLOCK_BITS = 16
const BLOCK = 1 << BLOCK_BITS

/** What is known of a term, side by side, so that to look at it is to touch one line of the processor's cache. */
const STATE = 2
/** How often it occurs. */
const COUNT = 0
/** The unit that held it last, counted from 1. */
const UNIT = 1

/** A word that its spot alone does not tell, as it covers several positions or shares one: three numbers. */
const ODD = 3
const TERM = 0
const SPOT = 1
const SPAN = 2
/** Marks an occurrence that is no spot: it tells where an odd word is found. */
const IS_ODD = 0x8000_0000

/** Where all terms occur. */
export interface Occurrences {
  readonly axis: UnitAxis
  /** Those of each term in the order of the text; a term's stand together. */
  readonly occurrences: Uint32Array
  /** By term, where its occurrences end; and how many they are. */
  readonly ends: Uint32Array
  count(term: number): number
  /** Terms that cover more than one position somewhere: their occurrences are to be asked for one by one. */
  readonly spanned: ReadonlySet<number>
  spotOf(occurrence: number): number
  spanOf(occurrence: number): number
}

/**
 * Keeps the words of an archive as they come, one number for each position, and sorts them by term once, at the end. To
 * have a list of every term grow, word by word, takes several times as long: each touches memory far from the last.
 */
export class WordLog {
  /** By spot, the number of the term that stands there, counted from 1. */
  readonly #blocks: Int32Array[] = []
  readonly #odd = new WordSink()
  /** The spot of the last odd word. */
  #oddSpot = -1
  readonly #spanned = new Set<number>()
  readonly #starts = new WordSink()
  #states = new Int32Array(STATE << 12)
  #words = 0
  /** Where the unit begins that is read. */
  #start = 0

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
    if (span === 1 && block[spot & (BLOCK - 1)] === 0 && spot !== this.#oddSpot)
      block[spot & (BLOCK - 1)] = term + 1
    else {
      this.#odd.push(term)
      this.#odd.push(spot)
      this.#odd.push(span)
      this.#oddSpot = spot
      if (span > 1) this.#spanned.add(term)
    }
    return this.#count(term)
  }

  /** The same for a word that covers one position and stands there alone. */
  addPlain(term: number, position: number): boolean {
    const spot = this.#start + position
    const block = this.#blocks[spot >>> BLOCK_BITS] ?? this.#grow(spot)
    block[spot & (BLOCK - 1)] = term + 1
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
  sort(order: readonly number[]): Occurrences {
    const states = this.#states
    const occurrences = new Uint32Array(this.#words)
    const ends = new Uint32Array(order.length)
    let start = 0
    for (const term of order) {
      ends[term] = start
      start += states[term * STATE + COUNT]!
    }
    const odd = this.#odd.written()
    let from = 0
    for (let at = 0; at < odd.length; at += ODD) {
      const term = odd[at + TERM]!
      const spot = odd[at + SPOT]!
      this.#spread(from, spot + 1, occurrences, ends)
      from = spot + 1
      occurrences[ends[term]!] = odd[at + SPAN]! > 1 ? at + IS_ODD : spot
      ends[term]! += 1
    }
    this.#spread(from, this.#start, occurrences, ends)
    this.#blocks.length = 0
    this.#starts.push(this.#start)
    return {
      axis: new UnitAxis(this.#starts.written()),
      occurrences,
      ends,
      count: (term) => states[term * STATE + COUNT]!,
      spanned: this.#spanned,
      spotOf: (one) => (one < IS_ODD ? one : odd[one - IS_ODD + SPOT]!),
      spanOf: (one) => (one < IS_ODD ? 1 : odd[one - IS_ODD + SPAN]!),
    }
  }

  /** Puts spots in `[from, to)` where the next of their terms' go. */
  #spread(from: number, to: number, occurrences: Uint32Array, ends: Uint32Array): void {
    for (let at = from; at < to;) {
      const block = this.#blocks[at >>> BLOCK_BITS]
      const end = Math.min(to, (at | (BLOCK - 1)) + 1)
      if (block)
        for (let spot = at; spot < end; spot += 1) {
          const term = block[spot & (BLOCK - 1)]! - 1
          if (term < 0) continue
          const place = ends[term]!
          occurrences[place] = spot
          ends[term] = place + 1
        }
      at = end
    }
  }

  #count(term: number): boolean {
    this.#words += 1
    const at = term * STATE
    if (at >= this.#states.length) this.#makeRoom(at)
    const states = this.#states
    states[at + COUNT]! += 1
    const unit = this.#starts.length + 1
    if (states[at + UNIT] === unit) return false
    states[at + UNIT] = unit
    return true
  }

  #grow(spot: number): Int32Array {
    while (this.#blocks.length <= spot >>> BLOCK_BITS) this.#blocks.push(new Int32Array(BLOCK))
    return this.#blocks[spot >>> BLOCK_BITS]!
  }

  #makeRoom(at: number): void {
    const larger = new Int32Array(Math.max(2 * this.#states.length, at + STATE))
    larger.set(this.#states)
    this.#states = larger
  }
}
