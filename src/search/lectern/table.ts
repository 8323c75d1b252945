import type { Passage } from '../../archive/moment.js'
import { NO_GROUP, type IndexReader, type PassageTable } from '../engine.js'
import { orderGroups } from '../groupOrder.js'
import type { Manifest } from './manifest.js'
import { decodeRecord } from './records.js'
import { recordExtent, type Extent, type Segment } from './segment.js'
import { LANGUAGE_SHIFT, MOST_LANGUAGES } from '../traits.js'

/** All segments' passages as one table. */
export function createTable(
  manifest: Manifest,
  segments: readonly Segment[],
  files: IndexReader,
): PassageTable {
  const bases: number[] = []
  let units = 0
  for (const { facts } of segments) {
    bases.push(units)
    units += facts.units
  }
  const groups = manifest.groups.length
  const table = {
    units,
    groups: manifest.groups.map(({ id }) => id),
    groupStarts: new Uint32Array(groups),
    groupEnds: new Uint32Array(groups),
    groupOf: new Uint32Array(units).fill(NO_GROUP),
    traits: new Uint16Array(units),
    lengths: new Uint16Array(units),
  }
  manifest.groups.forEach(({ segment: at, group }, index) => {
    const base = bases[at] ?? 0
    const start = base + (segments[at]?.groupStarts[group] ?? 0)
    const end = base + (segments[at]?.groupStarts[group + 1] ?? 0)
    table.groupStarts[index] = start
    table.groupEnds[index] = end
    table.groupOf.fill(index, start, end)
  })
  const languages = new Map([['', 0]])
  segments.forEach(({ facts, kinds, languages: codes, lengths }, at) => {
    const base = bases[at] ?? 0
    const known = facts.languages.map((language) => {
      if (!languages.has(language) && languages.size < MOST_LANGUAGES) languages.set(language, languages.size)
      return languages.get(language) ?? 0
    })
    for (let unit = 0; unit < facts.units; unit += 1) {
      table.traits[base + unit] = kinds[unit]! | (known[codes[unit]!]! << LANGUAGE_SHIFT)
    }
    table.lengths.set(lengths, base)
  })
  const placeOf = (unit: number): { segment: Segment; base: number } => {
    let at = segments.length - 1
    while (at > 0 && bases[at]! > unit) at -= 1
    const segment = segments[at]
    if (!segment) throw new Error(`the search index has no passage ${unit}`)
    return { segment, base: bases[at]! }
  }
  /** A moment is made of a passage and of those before and after it: they are read at once. */
  const readAround = (unit: number): Stretch => {
    const number = table.groupOf[unit] ?? NO_GROUP
    const group = manifest.groups[number]
    if (!group) throw new Error(`the search index has no passage ${unit}`)
    const { segment, base } = placeOf(unit)
    const extentOf = (one: number): Extent => recordExtent(segment, group.group, one - base)
    const first = Math.max(table.groupStarts[number]!, unit - 1)
    const end = Math.min(table.groupEnds[number]!, unit + 2)
    const from = extentOf(first).start
    const bytes = files.readAt(group.records, from, extentOf(end - 1).end)
    const recordOf = (one: number): Uint8Array => {
      const extent = extentOf(one)
      return bytes.subarray(extent.start - from, extent.end - from)
    }
    return { first, end, recordOf }
  }
  let lastRead: Stretch = { first: 0, end: 0, recordOf: () => new Uint8Array() }

  return {
    ...table,
    groupOrder: orderGroups(table),
    languages: [...languages.keys()],
    repeats: (unit) => {
      const { segment, base } = placeOf(unit)
      return repeatsOf(segment, unit - base, base)
    },
    read: rememberLast((unit) => {
      if (unit < lastRead.first || unit >= lastRead.end) lastRead = readAround(unit)
      return decodeRecord(lastRead.recordOf(unit))
    }),
  }
}

/** Records that stand together: of the units `[first, end)`. */
interface Stretch {
  readonly first: number
  readonly end: number
  recordOf(unit: number): Uint8Array
}

/**
 * What was read lately, so many at least and twice as many at most: a moment is made of a passage and its neighbours,
 * which the next one needs too, and while a query is typed the same ones are shown again and again.
 */
const REMEMBERED = 2048

function rememberLast(read: (unit: number) => Passage): (unit: number) => Passage {
  let before = new Map<number, Passage>()
  let kept = new Map<number, Passage>()
  return (unit) => {
    const known = kept.get(unit)
    if (known) return known
    if (kept.size >= REMEMBERED) {
      before = kept
      kept = new Map()
    }
    const passage = before.get(unit) ?? read(unit)
    kept.set(unit, passage)
    return passage
  }
}

function repeatsOf({ repeats }: Segment, unit: number, base: number): number[] {
  let low = 0
  let high = repeats.length / 2
  while (low < high) {
    const middle = (low + high) >> 1
    if (repeats[middle * 2]! < unit) low = middle + 1
    else high = middle
  }
  const targets: number[] = []
  for (; repeats[low * 2] === unit; low += 1) targets.push(base + repeats[low * 2 + 1]!)
  return targets
}
