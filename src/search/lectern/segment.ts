import { ANALYZER } from '../analyzer.js'
import { readPostings, type Postings } from './postings.js'
import { readSections } from './sections.js'

/** Raised whenever the bytes of a segment, or of the records beside it, change their meaning. */
export const SEGMENT_VERSION = 4

/** What a segment says of itself. */
export interface SegmentFacts {
  readonly version: number
  readonly analyzer: { readonly name: string; readonly version: number }
  readonly units: number
  readonly groups: number
  /** Different terms of all units, summed: what BM25's average length is made of. */
  readonly totalLength: number
  /** Languages by the code that units have for them; '' for none. */
  readonly languages: readonly string[]
}

/**
 * An immutable part of the passage index: some talks and events ("groups"), each with its passages ("units") in the
 * order of reading, numbered through. Everything is laid over one piece of memory.
 */
export interface Segment {
  readonly facts: SegmentFacts
  readonly postings: Postings
  /** Per group its first unit, and the number of units at the end. */
  readonly groupStarts: Uint32Array
  /** Per group the bytes of its records. */
  readonly groupBytes: Uint32Array
  /** Per unit its kind and flags: its traits without the language. */
  readonly kinds: Uint8Array
  readonly languages: Uint8Array
  /** Per unit its different terms. */
  readonly lengths: Uint16Array
  /** Per unit its first position on the axis of all words, where speech runs on and nothing else touches; and the end. */
  readonly firstPositions: Uint32Array
  /** Per unit where its record begins among its group's. */
  readonly recordStarts: Uint32Array
  /** Pairs of a unit and an earlier one that says the same, in order. */
  readonly repeats: Uint32Array
}

/**
 * Opens a segment's bytes.
 * @throws when they are not a whole segment of this version
 */
export function openSegment(file: Uint8Array): Segment {
  const sections = readSections<SegmentFacts>(file)
  const { facts } = sections
  if (
    facts.version !== SEGMENT_VERSION ||
    facts.analyzer?.name !== ANALYZER.name ||
    facts.analyzer.version !== ANALYZER.version
  )
    throw new Error('The search index was written by another version: run `lectern ingest` again.')
  const segment: Segment = {
    facts: facts as SegmentFacts,
    postings: readPostings(sections),
    groupStarts: sections.words('groupStarts'),
    groupBytes: sections.words('groupBytes'),
    kinds: sections.bytes('kinds'),
    languages: sections.bytes('languages'),
    lengths: sections.shorts('lengths'),
    firstPositions: sections.words('firstPositions'),
    recordStarts: sections.words('recordStarts'),
    repeats: sections.words('repeats'),
  }
  const { units, groups } = segment.facts
  const perUnit = [segment.kinds, segment.languages, segment.lengths, segment.recordStarts]
  if (
    segment.firstPositions.length !== units + 1 ||
    perUnit.some((column) => column.length !== units) ||
    segment.groupStarts.length !== groups + 1 ||
    segment.groupStarts[groups] !== units ||
    segment.groupBytes.length !== groups
  )
    throw new Error('The search index is damaged: run `lectern ingest` again.')
  return segment
}

/** Bytes of a file: `[start, end)`. */
export interface Extent {
  readonly start: number
  readonly end: number
}

/** Where a unit's record lies among its group's records, in bytes; `end` is exclusive. */
export function recordExtent(segment: Segment, group: number, unit: number): Extent {
  const isLast = unit + 1 === segment.groupStarts[group + 1]
  const end = isLast ? segment.groupBytes[group] : segment.recordStarts[unit + 1]
  return { start: segment.recordStarts[unit] ?? 0, end: end ?? 0 }
}
