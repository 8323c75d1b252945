import { FOLLOWS } from '../traits.js'
import { SPANNED } from './postings.js'
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

/** Positions that one token may cover in a text: `nearmemory` is one, `near-memory` two, and so on. */
const LONGEST_SPAN = 16
/** Windows that are looked at together. */
const BLOCK = 2048

/** Neighbouring units in which a phrase may lie, the ends included. */
interface Window {
  readonly from: number
  readonly to: number
}

/** Gets a place on the axis of all positions, its end exclusive, and a unit that is not after it. */
type Receive = (begin: number, end: number, near: number) => void

/**
 * Where a phrase stands whose words have several spellings, or some that cover several positions. The rarest words choose
 * the places that are looked at, the others strike out some of them, and positions decide.
 * @param isLate asked now and then; when true, it ends
 */
export function findSpelledSequence(
  segment: Segment,
  sequence: Sequence,
  isLate: () => boolean,
  receive: Receive,
): void {
  const cuts = cutsOf(segment, sequence)
  const [driver, ...others] = cuts
  if (!driver || cuts.some((cut) => cut.cost === 0)) return
  const filters = others.map((cut) => cursorsOf(segment, cut.tokens))
  const readers = new Map(sequence.tokens.map((token) => [token, cursorsOf(segment, [token])]))
  let block: Window[] = []
  const finish = (): void => {
    let left = block
    for (const cursors of filters) left = left.filter((window) => touches(cursors, window))
    if (left.length > 0) matchBlock(segment, sequence, readers, unitsOf(left), receive)
    block = []
  }
  for (const window of windowsOf(segment, sequence, driver.tokens)) {
    const last = block.at(-1)
    // Cursors only go forward: a block ends where its windows touch no later one.
    if (block.length >= BLOCK && last && window.from > last.to) {
      finish()
      if (isLate()) return
    }
    block.push(window)
  }
  finish()
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
  const spanned = tokens.some((token) => token.terms.some((term) => (postings.traits[term]! & SPANNED) !== 0))
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
  receive: Receive,
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
  tell(inOrder(ways[length]!, ways[length]!.begins), units[0]!, receive)
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

/** Tells whole ways, in the order of where they begin; of those that begin alike, the shortest. */
function tell({ begins, at }: Ways, near: number, receive: Receive): void {
  for (let way = 0; way < begins.length; way += 1) {
    const begin = begins[way]!
    let end = at[way]!
    for (; begins[way + 1] === begin; way += 1) end = Math.min(end, at[way + 1]!)
    receive(begin, end, near)
  }
}
