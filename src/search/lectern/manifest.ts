import { z } from 'zod'
import type { Passage } from '../../archive/moment.js'
import { ANALYZER, analyze } from '../analyzer.js'
import { SEGMENT_VERSION } from './segment.js'

const fileRef = z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.int().nonnegative() })

/** What has left a segment since it was written: its words no longer count. */
const removed = z.object({
  units: z.int().nonnegative(),
  totalLength: z.int().nonnegative(),
  /** By word, in how many of the units it was. */
  words: z.array(z.tuple([z.string(), z.int().positive()])),
})

const manifest = z.object({
  format: z.literal('lectern-passages'),
  version: z.literal(SEGMENT_VERSION),
  analyzer: z.object({ name: z.literal(ANALYZER.name), version: z.literal(ANALYZER.version) }),
  segments: z.array(z.object({ file: fileRef, units: z.int(), crc32: z.int(), removed: removed.optional() })),
  groups: z.array(
    z.object({
      id: z.string(),
      key: z.string(),
      segment: z.int().nonnegative(),
      /** Its number inside the segment. */
      group: z.int().nonnegative(),
      records: fileRef,
      units: z.int().nonnegative(),
    }),
  ),
})

/** The file that names the others: segments, and where each group is. A group it does not name is dead. */
export type Manifest = Readonly<z.infer<typeof manifest>>
export type ManifestGroup = Manifest['groups'][number]
export type ManifestSegment = Manifest['segments'][number]
export type Removed = Readonly<z.infer<typeof removed>>

export function writeManifest(
  segments: readonly ManifestSegment[],
  groups: readonly ManifestGroup[],
): Uint8Array {
  const value: Manifest = {
    format: 'lectern-passages',
    version: SEGMENT_VERSION,
    analyzer: { name: ANALYZER.name, version: ANALYZER.version },
    segments: [...segments],
    groups: [...groups],
  }
  return Buffer.from(JSON.stringify(value))
}

/** @throws when it is not a whole manifest of this version */
export function readManifest(bytes: Uint8Array): Manifest {
  let value: unknown
  try {
    value = JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch (cause) {
    throw new Error('The search index is damaged or cut short: run `lectern ingest` again.', { cause })
  }
  const parsed = manifest.safeParse(value)
  if (!parsed.success)
    throw new Error('The search index was written by another version: run `lectern ingest` again.')
  return parsed.data
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
