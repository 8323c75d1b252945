import { LONGEST_TERM } from '../analyzer.js'

/** Slots for one term, at least. */
const ROOM = 2
/** The bit that makes a capital ASCII letter a small one. */
const SMALL = 32
/** What a slot holds, side by side, so that to look at it is to touch one line of the processor's cache. */
const SLOT = 4
const HASH = 0
/** Counted from 1: 0 is an empty slot. */
const NUMBER = 1
const START = 2
const LENGTH = 3

/**
 * Numbers different terms in the order in which they come. It is asked once for every word of an archive: an open
 * table over hashes of our own, which reads words where they stand, takes a fraction of the time of strings in a `Map`.
 */
export class TermNumbers {
  readonly #terms: string[] = []
  #slots = new Int32Array(SLOT << 13)
  #scratch = new Uint16Array(LONGEST_TERM)
  /** The terms back to back. */
  #text = new Uint16Array(1 << 15)
  #length = 0

  /** All terms by number. */
  get terms(): readonly string[] {
    return this.#terms
  }

  /** The number of a term, the next free one for a new term. */
  of(term: string): number {
    if (term.length > this.#scratch.length) this.#scratch = new Uint16Array(2 * term.length)
    for (let at = 0; at < term.length; at += 1) this.#scratch[at] = term.charCodeAt(at)
    return this.#numberOf(this.#scratch, 0, term.length, 0)
  }

  /** The number of a word of ASCII letters among a text's code units, as the analyzer makes it a term. */
  ofPlain(units: Uint16Array, start: number, end: number): number {
    return this.#numberOf(units, start, Math.min(end, start + LONGEST_TERM), SMALL)
  }

  /** @param fold bits that are set in every code unit */
  #numberOf(units: Uint16Array, start: number, end: number, fold: number): number {
    // FNV-1a over UTF-16 code units, its high bits mixed into the low ones, which choose the slot.
    let hash = 0x811c9dc5
    for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (units[at]! | fold), 0x01000193)
    hash ^= hash >>> 15
    const [slots, text, length] = [this.#slots, this.#text, end - start]
    const mask = slots.length / SLOT - 1
    for (let place = hash & mask; ; place = (place + 1) & mask) {
      const slot = SLOT * place
      const number = slots[slot + NUMBER]!
      if (number === 0) return this.#add(termOf(units, start, end, fold), hash, slot)
      if (slots[slot + HASH] !== hash || slots[slot + LENGTH] !== length) continue
      const from = slots[slot + START]! - start
      let at = start
      while (at < end && text[from + at] === (units[at]! | fold)) at += 1
      if (at === end) return number - 1
    }
  }

  #add(term: string, hash: number, slot: number): number {
    const [slots, start] = [this.#slots, this.#length]
    const end = start + term.length
    if (end > this.#text.length) {
      const larger = new Uint16Array(2 * end)
      larger.set(this.#text)
      this.#text = larger
    }
    for (let at = 0; at < term.length; at += 1) this.#text[start + at] = term.charCodeAt(at)
    this.#length = end
    const number = this.#terms.push(term)
    slots[slot + HASH] = hash
    slots[slot + NUMBER] = number
    slots[slot + START] = start
    slots[slot + LENGTH] = term.length
    if (number * ROOM * SLOT > slots.length) this.#spread()
    return number - 1
  }

  /** Over twice the slots. */
  #spread(): void {
    const before = this.#slots
    const slots = new Int32Array(before.length * 2)
    const mask = slots.length / SLOT - 1
    for (let from = 0; from < before.length; from += SLOT) {
      if (before[from + NUMBER] === 0) continue
      let place = before[from + HASH]! & mask
      while (slots[SLOT * place + NUMBER] !== 0) place = (place + 1) & mask
      slots.set(before.subarray(from, from + SLOT), SLOT * place)
    }
    this.#slots = slots
  }
}

function termOf(units: Uint16Array, start: number, end: number, fold: number): string {
  let term = ''
  for (let at = start; at < end; at += 1) term += String.fromCharCode(units[at]! | fold)
  return term
}
