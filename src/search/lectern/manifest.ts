import type { Passage } from '../../archive/moment.js'
import { ANALYZER, analyze } from '../analyzer.js'
import type { FileRef } from '../engine.js'
import { SEGMENT_VERSION } from './segment.js'

/** What has left a segment since it was written: its words no longer count. */
export interface Removed {
  readonly units: number
  readonly totalLength: number
  /** By word, in how many of the units it was. */
  readonly words: readonly (readonly [word: string, units: number])[]
}

export interface ManifestSegment {
  readonly file: FileRef
  readonly units: number
  readonly crc32: number
  readonly removed?: Removed
}

export interface ManifestGroup {
  readonly id: string
  readonly key: string
  /** The segment it is in, and its number inside that. */
  readonly segment: number
  readonly group: number
  readonly records: FileRef
  readonly units: number
}

const FORMAT = 'lectern-passages'

/** The file that names the others: segments, and where each group is. A group it does not name is dead. */
export interface Manifest {
  readonly format: typeof FORMAT
  readonly version: number
  readonly analyzer: typeof ANALYZER
  readonly segments: readonly ManifestSegment[]
  readonly groups: readonly ManifestGroup[]
}

export function writeManifest(
  segments: readonly ManifestSegment[],
  groups: readonly ManifestGroup[],
): Uint8Array {
  const value: Manifest = {
    format: FORMAT,
    version: SEGMENT_VERSION,
    analyzer: { name: ANALYZER.name, version: ANALYZER.version },
    segments,
    groups,
  }
  return Buffer.from(JSON.stringify(value))
}

/**
 * Only its head is checked: it is read by the sum of its bytes, so that one of this version is as it was written. Raise
 * `SEGMENT_VERSION` when its shape changes.
 * @throws when it is not JSON, or of another version
 */
export function readManifest(bytes: Uint8Array): Manifest {
  let value: Partial<Manifest> | null
  try {
    value = JSON.parse(Buffer.from(bytes).toString('utf8')) as Partial<Manifest> | null
  } catch (cause) {
    throw new Error('The search index is damaged or cut short: run `lectern ingest` again.', { cause })
  }
  const { format, version, analyzer } = value ?? {}
  const isOurs = format === FORMAT && version === SEGMENT_VERSION
  if (!isOurs || analyzer?.name !== ANALYZER.name || analyzer.version !== ANALYZER.version)
    throw new Error('The search index was written by another version: run `lectern ingest` again.')
  return value as Manifest
}

/** What a segment loses with some passages, on top of what it has lost before. */
export function remove(passages: readonly Passage[], before: Removed | undefined): Removed {
  const words = new Map(before?.words)
  let totalLength = before?.totalLength ?? 0
  for (const { text } of passages) {
    const different = new Set(analyze(text).map(({ term }) => term))
    totalLength += different.size
    for (const word of different) words.set(word, (words.get(word) ?? 0) + 1)
  }
  return {
    units: (before?.units ?? 0) + passages.length,
    totalLength,
    words: [...words].sort(([a], [b]) => (a < b ? -1 : 1)),
  }
}
