import type { Sections } from './sections.js'

/**
 * The terms of a segment and where they occur. Per term:
 * - `unitBytes`: per unit that holds it, in order, `(gap << 1) | several` as a varint, the gap counted from the unit
 *   before (from -1 at first), then, where it occurs several times, their number less two as a varint;
 * - `positionBytes`: per occurrence one byte, its distance from the one before it in the unit (from 0 at first), 255
 *   standing for "255 and go on"; in a spanned term each is followed by the number of positions it covers;
 * - `skips`: now and then three numbers: the unit before a posting, and where its bytes begin in both streams, counted
 *   from the term's own.
 */
export interface Postings {
  readonly terms: number
  /** The dictionary: terms in order of their UTF-16 code units, back to back. */
  readonly text: Uint16Array
  readonly textStarts: Uint32Array
  /** Units that hold the term. */
  readonly frequencies: Uint32Array
  /** By term, `SPANNED` and `LONG`. */
  readonly traits: Uint8Array
  readonly unitBytes: Uint8Array
  readonly unitStarts: Uint32Array
  readonly positionBytes: Uint8Array
  readonly positionStarts: Uint32Array
  readonly skips: Uint32Array
  readonly skipStarts: Uint32Array
}

/** Trait of a term that covers more than one position somewhere. */
export const SPANNED = 1
/** Trait of a term with a distance that takes more than one byte. */
export const LONG = 2

/** @throws when a section is missing, or one does not fit the others */
export function readPostings(sections: Sections<unknown>): Postings {
  const frequencies = sections.words('frequencies')
  const postings: Postings = {
    terms: frequencies.length,
    text: sections.shorts('text'),
    textStarts: sections.words('textStarts'),
    frequencies,
    traits: sections.bytes('traits'),
    unitBytes: sections.bytes('unitBytes'),
    unitStarts: sections.words('unitStarts'),
    positionBytes: sections.bytes('positionBytes'),
    positionStarts: sections.words('positionStarts'),
    skips: sections.words('skips'),
    skipStarts: sections.words('skipStarts'),
  }
  const fits = (starts: Uint32Array, length: number): boolean =>
    starts.length === postings.terms + 1 && starts[postings.terms] === length
  if (
    !fits(postings.textStarts, postings.text.length) ||
    !fits(postings.unitStarts, postings.unitBytes.length) ||
    !fits(postings.positionStarts, postings.positionBytes.length) ||
    !fits(postings.skipStarts, postings.skips.length / 3) ||
    postings.traits.length !== postings.terms
  )
    throw new Error('The search index is damaged: run `lectern ingest` again.')
  return postings
}

/**
 * The first entry of the skip table in `[from, to)` that is not before a unit; `to` when there is none. Looked for in
 * steps that double: mostly it is one of the next.
 */
export function seekSkip({ skips }: Postings, unit: number, from: number, to: number): number {
  let low = from
  let step = 1
  while (low + step < to && skips[(low + step) * 3]! < unit) {
    low += step
    step *= 2
  }
  let high = Math.min(to, low + step)
  while (low < high) {
    const middle = (low + high) >> 1
    if (skips[middle * 3]! < unit) low = middle + 1
    else high = middle
  }
  return low
}

/** A term as text. */
export function termText({ text, textStarts }: Postings, term: number): string {
  let word = ''
  for (let at = textStarts[term] ?? 0; at < (textStarts[term + 1] ?? 0); at += 1)
    word += String.fromCharCode(text[at] ?? 0)
  return word
}

/** The first term that is not before a word: where it is, or would be. */
export function lowerBound(postings: Postings, word: string): number {
  let low = 0
  let high = postings.terms
  while (low < high) {
    const middle = (low + high) >> 1
    if (compareTerm(postings, middle, word) < 0) low = middle + 1
    else high = middle
  }
  return low
}

/** The number of a term, or -1. */
export function findTerm(postings: Postings, word: string): number {
  const term = lowerBound(postings, word)
  return term < postings.terms && compareTerm(postings, term, word) === 0 ? term : -1
}

/** The first term after all that begin with a prefix. */
export function prefixEnd(postings: Postings, prefix: string, from: number): number {
  let low = from
  let high = postings.terms
  while (low < high) {
    const middle = (low + high) >> 1
    if (startsWith(postings, middle, prefix)) low = middle + 1
    else high = middle
  }
  return low
}

function startsWith({ text, textStarts }: Postings, term: number, prefix: string): boolean {
  const start = textStarts[term] ?? 0
  if ((textStarts[term + 1] ?? 0) - start < prefix.length) return false
  for (let index = 0; index < prefix.length; index += 1)
    if (text[start + index] !== prefix.charCodeAt(index)) return false
  return true
}

function compareTerm({ text, textStarts }: Postings, term: number, word: string): number {
  const start = textStarts[term] ?? 0
  const length = (textStarts[term + 1] ?? 0) - start
  for (let index = 0; index < length && index < word.length; index += 1) {
    const difference = (text[start + index] ?? 0) - word.charCodeAt(index)
    if (difference !== 0) return difference
  }
  return length - word.length
}
