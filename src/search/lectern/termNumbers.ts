import { LONGEST_TERM } from '../analyzer.js'

/** Slots for one term, at least. */
const ROOM = 2
/** The bit that makes a capital ASCII letter a small one. */
const SMALL = 32
/** A letter in five bits: `a` is 1. Six of them are a third of a key. */
const LETTER_BITS = 5
const LETTER = 31
const THIRD = 6
const KEY = 3
/** Words of ASCII letters up to this length are told apart by their keys alone. */
const LONGEST_KEY = KEY * THIRD
const PLAIN = new RegExp(`^[a-z]{1,${LONGEST_KEY}}$`)

/**
 * Numbers different terms in the order in which they come. It is asked once for every word of an archive. Most are
 * short words of ASCII letters, which fit into three numbers: they are looked up in an open table of our own, read where
 * they stand, in a fraction of the time of strings in a `Map`. The others are in a `Map`.
 */
export class TermNumbers {
  readonly #terms: string[] = []
  /** By number, the thirds of a short word's key; 0 for others. */
  #keys = new Int32Array(KEY << 12)
  /**
   * 0 where a slot is empty; else a term's number, counted from 1, in the bits that choose a slot, and its hash in those
   * above, so that another term is seldom looked at. All in one number: the table must fit the processor's cache.
   */
  #slots = new Int32Array(ROOM << 12)
  readonly #others = new Map<string, number>()

  /** All terms by number. */
  get terms(): readonly string[] {
    return this.#terms
  }

  /** The number of a term, the next free one for a new term. */
  of(term: string): number {
    if (!PLAIN.test(term)) return this.#ofOther(term)
    const codes = Uint16Array.from(term, (letter) => letter.charCodeAt(0))
    return this.ofPlain(codes, 0, codes.length)
  }

  /** The number of a word of ASCII letters among a text's code units, as the analyzer makes it a term. */
  ofPlain(units: Uint16Array, start: number, end: number): number {
    if (end - start > LONGEST_KEY)
      return this.#ofOther(termOf(units, start, Math.min(end, start + LONGEST_TERM)))
    const first = keyPart(units, start, Math.min(end, start + THIRD))
    const second = keyPart(units, start + THIRD, Math.min(end, start + 2 * THIRD))
    const third = keyPart(units, start + 2 * THIRD, end)
    const slots = this.#slots
    const keys = this.#keys
    const mask = slots.length - 1
    const hash = hashOf(first, second, third)
    for (let place = hash & mask; ; place = (place + 1) & mask) {
      const slot = slots[place]!
      const number = slot & mask
      if (number === 0) {
        slots[place] = (hash & ~mask) | (this.#terms.length + 1)
        return this.#add(termOf(units, start, end), first, second, third)
      }
      if (((slot ^ hash) & ~mask) !== 0) continue
      const key = KEY * (number - 1)
      if (keys[key] === first && keys[key + 1] === second && keys[key + 2] === third) return number - 1
    }
  }

  #ofOther(term: string): number {
    const known = this.#others.get(term)
    if (known !== undefined) return known
    this.#others.set(term, this.#terms.length)
    return this.#add(term, 0, 0, 0)
  }

  #add(term: string, first: number, second: number, third: number): number {
    const number = this.#terms.push(term) - 1
    const key = KEY * number
    if (key === this.#keys.length) {
      const larger = new Int32Array(2 * this.#keys.length)
      larger.set(this.#keys)
      this.#keys = larger
    }
    this.#keys[key] = first
    this.#keys[key + 1] = second
    this.#keys[key + 2] = third
    if (this.#terms.length * ROOM >= this.#slots.length) this.#spread()
    return number
  }

  /** Over twice the slots. */
  #spread(): void {
    const slots = new Int32Array(this.#slots.length * 2)
    const mask = slots.length - 1
    for (let number = 0; number < this.#terms.length; number += 1) {
      const key = KEY * number
      const first = this.#keys[key]!
      if (first === 0) continue
      const hash = hashOf(first, this.#keys[key + 1]!, this.#keys[key + 2]!)
      let place = hash & mask
      while (slots[place] !== 0) place = (place + 1) & mask
      slots[place] = (hash & ~mask) | (number + 1)
    }
    this.#slots = slots
  }
}

function keyPart(units: Uint16Array, start: number, end: number): number {
  let part = 0
  for (let at = start; at < end; at += 1) part = (part << LETTER_BITS) | (units[at]! & LETTER)
  return part
}

/** The high bits of products are the good ones: they are mixed into the low ones, which choose the slot. */
function hashOf(first: number, second: number, third: number): number {
  const hash = Math.imul(first ^ Math.imul(second ^ Math.imul(third, 0x9e3779b1), 0xc2b2ae3d), 0x85ebca6b)
  return hash ^ (hash >>> 15)
}

function termOf(units: Uint16Array, start: number, end: number): string {
  let term = ''
  for (let at = start; at < end; at += 1) term += String.fromCharCode(units[at]! | SMALL)
  return term
}
