import { LONGEST_TERM } from '../analyzer.js'

/** Slots for one term, at least. */
const ROOM = 2
/** A slot: the thirds of a short word's key, then the term's number, counted from 1; 0 where the slot is empty. */
const SLOT_BITS = 2
const SLOT = 1 << SLOT_BITS
const NUMBER = 3
/** The bit that makes a capital ASCII letter a small one. */
const SMALL = 32
/**
 * A letter in five bits: `a` is 1. Letters are read two at a time, as they stand in memory, three pairs for each third of
 * a key: letters 1, 3 and 5 are in its lower half, 2, 4 and 6 in its upper one.
 */
const PAIR = 0x001f_001f
const LETTER_BITS = 5
const THIRD = 6
const KEY = 3
/** Words of ASCII letters up to this length are told apart by their keys alone. */
const LONGEST_KEY = KEY * THIRD
const PLAIN = new RegExp(`^[a-z]{1,${LONGEST_KEY}}$`)
/** By length of a word and third, the bits that are the word's: what follows it is read too, so as not to branch. */
const MASKS = Int32Array.from({ length: KEY * (LONGEST_KEY + 1) }, (_, at) => {
  let mask = 0
  for (let letter = 0; letter < Math.min(THIRD, Math.floor(at / KEY) - THIRD * (at % KEY)); letter += 1)
    mask |= 31 << (LETTER_BITS * (letter >> 1) + 16 * (letter & 1))
  return mask
})

/**
 * Numbers different terms in the order in which they come. It is asked once for every word of an archive. Most are
 * short words of ASCII letters, which fit into three numbers: they are looked up in an open table of our own, read where
 * they stand, in a fraction of the time of strings in a `Map`. The others are in a `Map`.
 */
export class TermNumbers {
  readonly #terms: string[] = []
  /** The short words. All of a slot is side by side, so that to look at it is to touch one line of the processor's cache. */
  #slots = new Int32Array((SLOT * ROOM) << 12)
  #short = 0
  readonly #others = new Map<string, number>()
  /** A word that comes as a string. */
  readonly #word = new Uint16Array(LONGEST_KEY)
  readonly #wordBytes = bytesOf(this.#word)
  /** The text that was read last, byte by byte. */
  #units: Uint16Array = this.#word
  #bytes: DataView = this.#wordBytes

  /** All terms by number. */
  get terms(): readonly string[] {
    return this.#terms
  }

  /** The number of a term, the next free one for a new term. */
  of(term: string): number {
    if (!PLAIN.test(term)) return this.#ofOther(term)
    for (let at = 0; at < term.length; at += 1) this.#word[at] = term.charCodeAt(at)
    return this.#ofShort(this.#wordBytes, this.#word, 0, term.length)
  }

  /**
   * The number of a word of ASCII letters among a text's code units, as the analyzer makes it a term.
   * @param units with room for a word after the text
   */
  ofPlain(units: Uint16Array, start: number, end: number): number {
    if (end - start > LONGEST_KEY)
      return this.#ofOther(termOf(units, start, Math.min(end, start + LONGEST_TERM)))
    if (units !== this.#units) {
      this.#units = units
      this.#bytes = bytesOf(units)
    }
    return this.#ofShort(this.#bytes, units, start, end)
  }

  #ofShort(bytes: DataView, units: Uint16Array, start: number, end: number): number {
    const length = end - start
    const first = sixLetters(bytes, 2 * start) & MASKS[KEY * length]!
    const second = sixLetters(bytes, 2 * (start + THIRD)) & MASKS[KEY * length + 1]!
    const third = sixLetters(bytes, 2 * (start + 2 * THIRD)) & MASKS[KEY * length + 2]!
    const slots = this.#slots
    const mask = slots.length - 1
    for (let at = slotOf(first, second, third) & mask; ; at = (at + SLOT) & mask) {
      if (slots[at] === first && slots[at + 1] === second && slots[at + 2] === third)
        return slots[at + NUMBER]! - 1
      if (slots[at + NUMBER] !== 0) continue
      const number = this.#terms.push(termOf(units, start, end))
      put(slots, at, first, second, third, number)
      this.#short += 1
      if (this.#short * ROOM * SLOT >= slots.length) this.#spread()
      return number - 1
    }
  }

  #ofOther(term: string): number {
    const known = this.#others.get(term)
    if (known !== undefined) return known
    const number = this.#terms.push(term) - 1
    this.#others.set(term, number)
    return number
  }

  /** Over twice the slots. */
  #spread(): void {
    const before = this.#slots
    const slots = new Int32Array(2 * before.length)
    const mask = slots.length - 1
    for (let from = 0; from < before.length; from += SLOT) {
      const number = before[from + NUMBER]!
      if (number === 0) continue
      const first = before[from]!
      const second = before[from + 1]!
      const third = before[from + 2]!
      let at = slotOf(first, second, third) & mask
      while (slots[at + NUMBER] !== 0) at = (at + SLOT) & mask
      put(slots, at, first, second, third, number)
    }
    this.#slots = slots
  }
}

function put(
  slots: Int32Array,
  at: number,
  first: number,
  second: number,
  third: number,
  number: number,
): void {
  slots[at] = first
  slots[at + 1] = second
  slots[at + 2] = third
  slots[at + NUMBER] = number
}

function bytesOf(units: Uint16Array): DataView {
  return new DataView(units.buffer, units.byteOffset, units.byteLength)
}

function sixLetters(bytes: DataView, at: number): number {
  return (
    (bytes.getInt32(at, true) & PAIR) |
    ((bytes.getInt32(at + 4, true) & PAIR) << LETTER_BITS) |
    ((bytes.getInt32(at + 8, true) & PAIR) << (2 * LETTER_BITS))
  )
}

/** Where to look first. The high bits of products are the good ones: they are mixed into the low ones. */
function slotOf(first: number, second: number, third: number): number {
  const hash = Math.imul(first ^ Math.imul(second ^ Math.imul(third, 0x9e3779b1), 0xc2b2ae3d), 0x85ebca6b)
  return (hash ^ (hash >>> 15)) << SLOT_BITS
}

function termOf(units: Uint16Array, start: number, end: number): string {
  let term = ''
  for (let at = start; at < end; at += 1) term += String.fromCharCode(units[at]! | SMALL)
  return term
}
