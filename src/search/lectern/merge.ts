import { FOLLOWS, KIND_BITS } from '../traits.js'
import { createPlaces, PostingsCursor } from './postingsCursor.js'
import { SPANNED, termText, type Postings } from './postings.js'
import { packPlace, PostingsWriter } from './postingsWriter.js'
import type { Segment } from './segment.js'
import { SegmentColumns } from './segmentColumns.js'

/** A segment that goes into a merge, and which of its groups are still wanted. */
export interface MergeInput {
  readonly segment: Segment
  readonly isAlive: (group: number) => boolean
}

/** A merged segment, and where each group that was alive came from, in its new order. */
export interface Merged {
  readonly bytes: Uint8Array
  readonly groups: readonly { readonly input: number; readonly group: number }[]
}

/** An input with its units' new numbers: -1 for those left out; `shift` where all move alike. */
interface Moved {
  readonly postings: Postings
  readonly units: Int32Array
  readonly shift: number | null
}

/**
 * Makes one segment of several, leaving out what is dead. Where nothing is, a term's bytes are copied, so that a merge
 * costs little more than reading its inputs.
 */
export function mergeSegments(inputs: readonly MergeInput[]): Merged {
  const columns = new SegmentColumns()
  const groups: { input: number; group: number }[] = []
  const moved = inputs.map(({ segment, isAlive }, input): Moved => {
    const first = columns.units
    const units = new Int32Array(segment.facts.units).fill(-1)
    for (let group = 0; group < segment.facts.groups; group += 1) {
      if (!isAlive(group)) continue
      copyGroup(segment, group, columns, units)
      groups.push({ input, group })
    }
    const whole = columns.units - first === segment.facts.units
    return { postings: segment.postings, units, shift: whole ? first : null }
  })
  const writer = new PostingsWriter()
  for (const { text, holders } of dictionaries(inputs.map(({ segment }) => segment.postings))) {
    const spanned = holders.some(({ input, term }) => isSpanned(inputs[input]?.segment.postings, term))
    const alive = holders.some(({ input, term }) => hasAlive(moved[input], term))
    if (!alive) continue
    writer.begin(text, spanned)
    for (const { input, term } of holders) {
      const from = moved[input]
      if (!from) continue
      if (from.shift !== null && isSpanned(from.postings, term) === spanned)
        writer.append(from.postings, term, from.shift)
      else rewrite(writer, from, term)
    }
    writer.end()
  }
  return { bytes: columns.finish(writer.finish()), groups }
}

function copyGroup(segment: Segment, group: number, columns: SegmentColumns, units: Int32Array): void {
  const from = segment.groupStarts[group] ?? 0
  const to = segment.groupStarts[group + 1] ?? 0
  let repeat = lowerPair(segment.repeats, from)
  for (let unit = from; unit < to; unit += 1) {
    const repeats: number[] = []
    for (; segment.repeats[repeat * 2] === unit; repeat += 1)
      repeats.push(units[segment.repeats[repeat * 2 + 1] ?? 0] ?? 0)
    units[unit] = columns.units
    const kind = segment.kinds[unit] ?? 0
    const next = segment.firstPositions[unit + 1] ?? 0
    const isLast = unit + 1 === segment.facts.units
    const touches = isLast || ((segment.kinds[unit + 1] ?? 0) & FOLLOWS) !== 0
    columns.addUnit({
      kind: kind & KIND_BITS,
      follows: (kind & FOLLOWS) !== 0,
      language: segment.facts.languages[segment.languages[unit] ?? 0] ?? '',
      length: segment.lengths[unit] ?? 0,
      positions: next - (segment.firstPositions[unit] ?? 0) - (touches ? 0 : 1),
      recordStart: segment.recordStarts[unit] ?? 0,
      repeats,
    })
  }
  columns.endGroup(segment.groupBytes[group] ?? 0)
}

/** The first pair of a unit that is not before one. */
function lowerPair(pairs: Uint32Array, unit: number): number {
  let low = 0
  let high = pairs.length / 2
  while (low < high) {
    const middle = (low + high) >> 1
    if ((pairs[middle * 2] ?? 0) < unit) low = middle + 1
    else high = middle
  }
  return low
}

/** All terms in order, each with the inputs that have it. */
function* dictionaries(
  inputs: readonly Postings[],
): Generator<{ text: string; holders: { input: number; term: number }[] }> {
  const at = inputs.map((postings, input) => ({
    input,
    postings,
    term: 0,
    text: postings.terms > 0 ? termText(postings, 0) : null,
  }))
  for (;;) {
    let least: string | null = null
    for (const { text } of at) if (text !== null && (least === null || text < least)) least = text
    if (least === null) return
    const holders = []
    for (const one of at) {
      if (one.text !== least) continue
      holders.push({ input: one.input, term: one.term })
      one.term += 1
      one.text = one.term < one.postings.terms ? termText(one.postings, one.term) : null
    }
    yield { text: least, holders }
  }
}

function isSpanned(postings: Postings | undefined, term: number): boolean {
  return ((postings?.traits[term] ?? 0) & SPANNED) !== 0
}

function hasAlive(from: Moved | undefined, term: number): boolean {
  if (!from) return false
  if (from.shift !== null) return true
  const cursor = new PostingsCursor(from.postings, term)
  while (cursor.next()) if ((from.units[cursor.unit] ?? -1) >= 0) return true
  return false
}

const places = createPlaces()
let packed = new Uint32Array(64)

function rewrite(writer: PostingsWriter, from: Moved, term: number): void {
  const cursor = new PostingsCursor(from.postings, term)
  while (cursor.next()) {
    const unit = from.units[cursor.unit] ?? -1
    if (unit < 0) continue
    const { positions, spans, count } = cursor.places(places)
    if (count > packed.length) packed = new Uint32Array(count * 2)
    for (let at = 0; at < count; at += 1) packed[at] = packPlace(positions[at]!, spans[at]!)
    writer.post(unit, packed, 0, count)
  }
}
