import { FOLLOWS } from '../engine.js'
import { findPlainSequence, unitNear } from './plainSequence.js'
import { createPlaces, PostingsCursor } from './postingsCursor.js'
import type { Segment } from './segment.js'

/** A token of a phrase with the terms of a segment that stand for it. */
export interface SequenceToken {
  readonly position: number
  readonly span: number
  readonly terms: readonly number[]
}

/** A phrase to look for in a segment: tokens by position, alternatives side by side. */
export interface Sequence {
  readonly tokens: readonly SequenceToken[]
  /** How many positions it has. */
  readonly length: number
}

/** Where a phrase was found, in order: parallel columns. */
export interface SequenceMatches {
  /** The unit in which it begins, and the last one it touches. */
  readonly units: number[]
  readonly lastUnits: number[]
  /** Positions in the first unit; the end is exclusive and may lie beyond it. */
  readonly positions: number[]
  readonly ends: number[]
}

/** Positions that one token may cover in a text: `nearmemory` is one, `near-memory` two, and so on. */
const LONGEST_SPAN = 16
/** Windows that are looked at together. */
const BLOCK = 2048

/** Neighbouring units in which a phrase may lie, the ends included. */
interface Window {
  readonly from: number
  readonly to: number
}

/**
 * Finds every place of a phrase in a segment, also where it runs on from one unit into the next. The rarest words
 * choose the places that are looked at, the others strike out some of them, and positions decide.
 * @param isLate asked now and then; when true, what was found so far is returned
 */
export function findSequence(segment: Segment, sequence: Sequence, isLate: () => boolean): SequenceMatches {
  const matches: SequenceMatches = { units: [], lastUnits: [], positions: [], ends: [] }
  const plain = plainTerms(segment, sequence)
  if (plain) {
    findPlainSequence(segment, plain, isLate, (begin, unit) => {
      record(segment, unit, begin, begin + plain.length, matches)
    })
    return matches
  }
  const cuts = cutsOf(segment, sequence)
  const [driver, ...others] = cuts
  if (!driver || cuts.some((cut) => cut.cost === 0)) return matches
  const filters = others.map((cut) => cursorsOf(segment, cut.tokens))
  const readers = new Map(sequence.tokens.map((token) => [token, cursorsOf(segment, [token])]))
  let block: Window[] = []
  const finish = (): void => {
    let left = block
    for (const cursors of filters) left = left.filter((window) => touches(cursors, window))
    if (left.length > 0) matchBlock(segment, sequence, readers, unitsOf(left), matches)
    block = []
  }
  for (const window of windowsOf(segment, sequence, driver.tokens)) {
    const last = block.at(-1)
    // Cursors only go forward: a block ends where its windows touch no later one.
    if (block.length >= BLOCK && last && window.from > last.to) {
      finish()
      if (isLate()) return matches
    }
    block.push(window)
  }
  finish()
  return matches
}

/** The units in which a phrase begins, each once, in order. */
export function findBeginnings(segment: Segment, sequence: Sequence, isLate: () => boolean): number[] {
  const units: number[] = []
  const plain = plainTerms(segment, sequence)
  const add = (unit: number): void => {
    if (units.at(-1) !== unit) units.push(unit)
  }
  if (plain) {
    findPlainSequence(segment, plain, isLate, (_, unit) => {
      add(unit)
    })
  } else for (const unit of findSequence(segment, sequence, isLate).units) add(unit)
  return units
}

/** The one term at each position; null where a position has several, or one that covers more than it. */
function plainTerms({ postings }: Segment, { tokens, length }: Sequence): number[] | null {
  if (tokens.length !== length) return null
  const terms = new Array<number>(length).fill(-1)
  for (const token of tokens) {
    const [term, ...others] = token.terms
    if (term === undefined || others.length > 0 || token.span !== 1 || postings.spanned[term] === 1)
      return null
    terms[token.position] = term
  }
  return terms.includes(-1) ? null : terms
}

/** Tokens of which every spelling of the phrase has one. */
interface Cut {
  readonly tokens: readonly SequenceToken[]
  readonly cost: number
}

/** A cut through every position, the cheapest first. */
function cutsOf({ postings }: Segment, { tokens, length }: Sequence): Cut[] {
  const cuts = Array.from({ length }, (_, position): Cut => {
    const across = tokens.filter(
      (token) => token.position <= position && position < token.position + token.span,
    )
    const terms = across.flatMap((token) => token.terms)
    return { tokens: across, cost: terms.reduce((sum, term) => sum + (postings.frequencies[term] ?? 0), 0) }
  })
  return cuts.sort((a, b) => a.cost - b.cost)
}

function cursorsOf({ postings }: Segment, tokens: readonly SequenceToken[]): PostingsCursor[] {
  return [...new Set(tokens.flatMap((token) => token.terms))].map(
    (term) => new PostingsCursor(postings, term),
  )
}

/** Whether any cursor finds its term in a window; windows come in order of where they begin. */
function touches(cursors: readonly PostingsCursor[], { from, to }: Window): boolean {
  let found = false
  for (const cursor of cursors) if (cursor.seek(from) && cursor.unit <= to) found = true
  return found
}

/** The units around each that holds one of the tokens, as far as the phrase could reach. */
function* windowsOf(
  segment: Segment,
  { tokens, length }: Sequence,
  driver: readonly SequenceToken[],
): Generator<Window> {
  const { kinds, firstPositions, postings } = segment
  const spanned = tokens.some((token) => token.terms.some((term) => postings.spanned[term] === 1))
  const reach = spanned ? length * LONGEST_SPAN : length
  const places = createPlaces()
  const cursors = cursorsOf(segment, driver).filter((cursor) => cursor.next())
  while (cursors.length > 0) {
    const unit = cursors.reduce((least, cursor) => Math.min(least, cursor.unit), Infinity)
    const start = firstPositions[unit]!
    let first = Infinity
    let last = 0
    for (let index = cursors.length - 1; index >= 0; index -= 1) {
      const cursor = cursors[index]!
      if (cursor.unit !== unit) continue
      const { positions, count } = cursor.places(places)
      first = Math.min(first, start + positions[0]!)
      last = Math.max(last, start + positions[count - 1]!)
      if (!cursor.next()) cursors.splice(index, 1)
    }
    let from = unit
    while ((kinds[from]! & FOLLOWS) !== 0 && first - firstPositions[from]! < reach) from -= 1
    let to = unit
    while (((kinds[to + 1] ?? 0) & FOLLOWS) !== 0 && firstPositions[to + 1]! - last <= reach) to += 1
    yield { from, to }
  }
}

/** The units of some windows, each once, in order. */
function unitsOf(windows: readonly Window[]): number[] {
  const units: number[] = []
  let next = 0
  for (const { from, to } of windows) {
    for (let unit = Math.max(from, next); unit <= to; unit += 1) units.push(unit)
    next = Math.max(next, to + 1)
  }
  return units
}

/** Ways into the phrase, in columns: where each began in the text, and how far it has come. */
interface Ways {
  readonly begins: number[]
  readonly at: number[]
}

function matchBlock(
  segment: Segment,
  { tokens, length }: Sequence,
  readers: ReadonlyMap<SequenceToken, readonly PostingsCursor[]>,
  units: readonly number[],
  matches: SequenceMatches,
): void {
  const ways = Array.from({ length: length + 1 }, (): Ways => ({ begins: [], at: [] }))
  for (const token of [...tokens].sort((a, b) => a.position - b.position)) {
    const from = ways[token.position]!
    const to = ways[token.position + token.span]!
    if (token.position > 0 && from.at.length === 0) continue
    const found = occurrences(segment, readers.get(token) ?? [], units)
    if (token.position > 0) join(inOrder(from, from.at), found, to)
    else
      for (let index = 0; index < found.begins.length; index += 1) {
        to.begins.push(found.begins[index]!)
        to.at.push(found.at[index]!)
      }
  }
  recordWays(segment, inOrder(ways[length]!, ways[length]!.begins), units[0]!, matches)
}

const places = createPlaces()

/** Where a token stands in some units, on the axis of all positions, and where each place ends. */
function occurrences(
  { firstPositions }: Segment,
  cursors: readonly PostingsCursor[],
  units: readonly number[],
): Ways {
  const found: Ways = { begins: [], at: [] }
  for (const cursor of cursors) {
    for (const unit of units) {
      if (!cursor.seek(unit)) break
      if (cursor.unit !== unit) continue
      const start = firstPositions[unit]!
      const { positions, spans, count } = cursor.places(places)
      for (let index = 0; index < count; index += 1) {
        const begin = start + positions[index]!
        found.begins.push(begin)
        found.at.push(begin + spans[index]!)
      }
    }
  }
  return cursors.length > 1 ? inOrder(found, found.begins) : found
}

/** Ways in the order of one of their columns. */
function inOrder(ways: Ways, column: readonly number[]): Ways {
  let sorted = true
  for (let index = 1; sorted && index < column.length; index += 1)
    sorted = column[index - 1]! <= column[index]!
  if (sorted) return ways
  const order = column.map((_, index) => index).sort((a, b) => column[a]! - column[b]!)
  return { begins: order.map((index) => ways.begins[index]!), at: order.map((index) => ways.at[index]!) }
}

/** Takes every way that has come to where the token is, one token further. */
function join({ begins, at }: Ways, found: Ways, to: Ways): void {
  let first = 0
  for (let index = 0; index < found.begins.length; index += 1) {
    const here = found.begins[index]!
    while (first < at.length && at[first]! < here) first += 1
    for (let way = first; way < at.length && at[way] === here; way += 1) {
      to.begins.push(begins[way]!)
      to.at.push(found.at[index]!)
    }
  }
}

/** Adds whole ways, in the order of where they begin; of those that begin alike, the shortest. */
function recordWays(segment: Segment, { begins, at }: Ways, near: number, matches: SequenceMatches): void {
  let unit = near
  for (let way = 0; way < begins.length; way += 1) {
    const begin = begins[way]!
    let end = at[way]!
    for (; begins[way + 1] === begin; way += 1) end = Math.min(end, at[way + 1]!)
    unit = unitNear(segment.firstPositions, unit, begin)
    record(segment, unit, begin, end, matches)
  }
}

function record(
  { firstPositions }: Segment,
  unit: number,
  begin: number,
  end: number,
  matches: SequenceMatches,
): void {
  const start = firstPositions[unit]!
  matches.units.push(unit)
  matches.lastUnits.push(unitNear(firstPositions, unit, end - 1))
  matches.positions.push(begin - start)
  matches.ends.push(end - start)
}
