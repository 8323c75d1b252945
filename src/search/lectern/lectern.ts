import { crc32 } from 'node:zlib'
import type { EngineKind, FileRef, IndexReader } from '../engine.js'
import { stemmersFor } from '../stems/stemmers.js'
import { lengthNorms } from './bm25.js'
import { createDictionary } from './dictionary.js'
import { findUnits, type Index } from './find.js'
import { readManifest } from './manifest.js'
import { openSegment, SEGMENT_VERSION } from './segment.js'
import { createTable } from './table.js'
import { updateIndex } from './update.js'

/**
 * Every word that was said, shown or written, in typed arrays: passages on one axis of integers, per word a stream of
 * gaps and places. It is opened without parsing and updated by segments. Its score is MiniSearch's BM25+.
 */
export const lecternEngine: EngineKind = {
  name: 'lectern',
  version: SEGMENT_VERSION,
  update: (groups, previous, files, purge = new Set()) => updateIndex(groups, previous, files, purge),
  open: async ({ main, whole }, files) => {
    // Begun before anything is waited for: whoever opens an index has other things to read meanwhile.
    const [named, contents] = await Promise.all([files.read(main), readAll(whole, files)])
    const manifest = readManifest(named)
    const opened = manifest.segments.map(({ file, crc32: sum, removed }) => {
      // Its own sum tells damage, so that its name, a slower one, need not be checked too.
      const bytes = contents.get(file.hash)
      if (!bytes || crc32(bytes) !== sum)
        throw new Error('The search index is damaged: run `lectern ingest` again.')
      return { segment: openSegment(bytes), removed }
    })
    const segments = opened.map(({ segment }) => segment)
    const table = createTable(manifest, segments, files)
    const sum = (of: (one: (typeof opened)[number]) => number): number =>
      opened.reduce((total, one) => total + of(one), 0)
    const units = sum(({ segment, removed }) => segment.facts.units - (removed?.units ?? 0))
    const length = sum(({ segment, removed }) => segment.facts.totalLength - (removed?.totalLength ?? 0))
    const statistics = { units, averageLength: length / Math.max(1, units) }
    let base = 0
    const placed = opened.map(({ segment, removed }) => {
      const one = { segment, base, isWhole: (removed?.units ?? 0) === 0, removed: new Map(removed?.words) }
      base += segment.facts.units
      return one
    })
    const dictionary = createDictionary(placed, table, stemmersFor(table.languages))
    const index: Index = {
      segments: placed,
      dictionary,
      statistics,
      norms: lengthNorms(
        statistics,
        table.lengths.reduce((a, b) => Math.max(a, b), 0),
      ),
      table,
    }
    return {
      name: 'lectern',
      passages: table,
      find: (query) => findUnits(index, query),
      passagesWith: (term) => dictionary.passagesWith(term),
      near: (term) => dictionary.near(term),
      forms: (term) => dictionary.withStem(term),
      complete: (prefix) => [
        ...(dictionary.passagesWith(prefix) > 0 ? [prefix] : []),
        ...dictionary.withPrefix(prefix),
      ],
    }
  },
}

async function readAll(refs: readonly FileRef[], files: IndexReader): Promise<Map<string, Uint8Array>> {
  return new Map(await Promise.all(refs.map(async (ref) => [ref.hash, await files.readWhole(ref)] as const)))
}
