import { rm } from 'node:fs/promises'
import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'

import type { Problem, Reading } from '../archive/problem.js'
import { bytesOf, namesIn } from '../store/looks.js'
import { makeFolder, removeFolder, sha256 } from '../store/objects.js'

/** A reading, and whether it came from the cache. */
export interface Outcome<T> {
  readonly reading: Reading<T>
  readonly cached: boolean
}

/** What reading a file gave, kept by what the file holds and how it was read. */
export interface ExtractionCache {
  /**
   * The kept reading, else what `read` gives, which is then kept.
   * @param what the reader and its version, with everything else the result depends on
   * @param content SHA-256 of the file
   * @param name the file's present path: kept problems are told of it
   * @param usable refuses a kept value, e.g. when an image it names is gone
   */
  reading<T>(
    what: string,
    content: string,
    name: string,
    read: () => Promise<Reading<T>>,
    usable?: (value: T) => Promise<boolean>,
  ): Promise<Outcome<T>>
  /** The same entries, but nothing is read anew: what is not kept comes back as null, not cached. */
  readonly kept: Pick<ExtractionCache, 'reading'>
  /** The same cache, watched: what one talk asks of it. */
  watched(): WatchedCache
  /** Whether what a talk asked for is still there; then it is not collected. */
  holds(entries: readonly string[]): boolean
  /** Removes whatever this ingest did not ask for, so that withdrawn words leave the disk. */
  collect(): Promise<void>
}

/** A cache that remembers what was asked of it. */
export interface WatchedCache extends Pick<ExtractionCache, 'reading' | 'kept'> {
  /** The names of the entries used; null when one could not be kept, so that its file is to be read again next time. */
  entries(): readonly string[] | null
}

/** An entry, and what a killed ingest left of a file that was being written. */
const OURS = /^[0-9a-f]{64}\.json(\.\d+)?$|^(hashes|objects|talks)\.json\.\d+$/

/** Results that say more about the machine and its day than about the file: tried again next time. */
const TRANSIENT = /-(too-slow|too-much-memory|reader-crashed|needs-libreoffice|timeout)$/

/**
 * @param indexDir entries live in its `cache/`
 * @param anew believe nothing that an earlier ingest kept
 */
export function createCache(indexDir: string, anew = false): ExtractionCache {
  const root = path.resolve(indexDir, 'cache')
  const used = new Set<string>()
  const written = new Set<string>()
  /** Readings that are not kept, for the rest of this ingest. */
  const fleeting = new Map<string, Reading<unknown>>()
  /** The names of all that is kept: one look at the folder instead of one at each file. What a file holds is checked when it is read. */
  let names: Set<string> | undefined
  const there = (): Set<string> => (names ??= new Set(namesIn(root)))
  const entryName = (what: string, content: string): string => `${sha256(`${what}\n${content}`)}.json`

  const load = <T>(entry: string, name: string): Reading<T> | null => {
    used.add(entry)
    const again = fleeting.get(entry)
    // What stands under a name has the shape that its reader gave it.
    if (again) return again as Reading<T>
    if (anew && !written.has(entry)) return null
    try {
      const text = String(bytesOf(path.join(root, entry)) ?? '')
      const end = text.indexOf('\n')
      // Only what was written here, whole, is believed.
      if (text.slice(0, end) !== sha256(text.slice(end + 1))) return null
      const kept = JSON.parse(text.slice(end + 1)) as Reading<T>
      return { value: kept.value, problems: kept.problems.map((problem) => ({ ...problem, path: name })) }
    } catch {
      return null // of another shape: read again
    }
  }

  const recall = async <T>(
    entry: string,
    name: string,
    usable?: (value: T) => Promise<boolean>,
  ): Promise<Outcome<T>> => {
    const kept = load<T>(entry, name)
    if (kept && (kept.value === null || (await usable?.(kept.value)) !== false))
      return { reading: kept, cached: true }
    return { reading: { value: null, problems: [] }, cached: false }
  }

  const keep = async (entry: string, reading: Reading<unknown>): Promise<void> => {
    if (reading.problems.some(isTransient)) {
      fleeting.set(entry, reading)
      there().delete(entry)
      return
    }
    const text = JSON.stringify(reading)
    await makeFolder(root)
    await removeFolder(path.join(root, entry))
    // Half of it would not be believed, so it need not be flushed.
    await writeFileAtomic(path.join(root, entry), `${sha256(text)}\n${text}`, { fsync: false })
    written.add(entry)
    there().add(entry)
  }

  const readingOf =
    (asked: Set<string>): ExtractionCache['reading'] =>
    async (what, content, name, read, usable) => {
      const entry = entryName(what, content)
      asked.add(entry)
      const kept = await recall(entry, name, usable)
      if (kept.cached) return kept
      const reading = await read()
      await keep(entry, reading)
      return { reading, cached: false }
    }
  const keptOf =
    (asked: Set<string>): ExtractionCache['reading'] =>
    async (what, content, name, _read, usable) => {
      const entry = entryName(what, content)
      const kept = await recall(entry, name, usable)
      if (kept.cached) asked.add(entry)
      return kept
    }

  return {
    reading: readingOf(used),
    kept: { reading: keptOf(used) },
    watched() {
      const asked = new Set<string>()
      return {
        reading: readingOf(asked),
        kept: { reading: keptOf(asked) },
        entries() {
          const entries = [...asked].sort()
          return entries.every((entry) => there().has(entry)) ? entries : null
        },
      }
    },
    holds(entries) {
      if (anew || !entries.every((entry) => there().has(entry))) return false
      for (const entry of entries) used.add(entry)
      return true
    },
    async collect() {
      for (const name of namesIn(root)) {
        if (OURS.test(name) && !used.has(name))
          await rm(path.join(root, name), { force: true, recursive: true })
      }
    },
  }
}

function isTransient(problem: Problem): boolean {
  return TRANSIENT.test(problem.code)
}
