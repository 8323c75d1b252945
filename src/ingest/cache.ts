import { readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'

import type { Problem, Reading } from '../archive/problem.js'
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
  /** Removes whatever this ingest did not ask for, so that withdrawn words leave the disk. */
  collect(): Promise<void>
}

/** An entry, and what a killed ingest left of one that was being written. */
const OURS = /^[0-9a-f]{64}\.json(\.\d+)?$/

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
  const entryName = (what: string, content: string): string => `${sha256(`${what}\n${content}`)}.json`

  const load = async <T>(entry: string, name: string): Promise<Reading<T> | null> => {
    used.add(entry)
    if (anew && !written.has(entry)) return null
    try {
      const text = await readFile(path.join(root, entry), 'utf8')
      const end = text.indexOf('\n')
      // Only what was written here, whole, is believed: it has the shape that its reader gave it.
      if (text.slice(0, end) !== sha256(text.slice(end + 1))) return null
      const kept = JSON.parse(text.slice(end + 1)) as Reading<T>
      return { value: kept.value, problems: kept.problems.map((problem) => ({ ...problem, path: name })) }
    } catch {
      return null // never written, or damaged: read again
    }
  }

  const recall = async <T>(
    entry: string,
    name: string,
    usable?: (value: T) => Promise<boolean>,
  ): Promise<Outcome<T>> => {
    const kept = await load<T>(entry, name)
    if (kept && (kept.value === null || (await usable?.(kept.value)) !== false))
      return { reading: kept, cached: true }
    return { reading: { value: null, problems: [] }, cached: false }
  }

  return {
    async reading(what, content, name, read, usable) {
      const entry = entryName(what, content)
      const kept = await recall(entry, name, usable)
      if (kept.cached) return kept
      const reading = await read()
      if (!reading.problems.some(isTransient)) {
        const text = JSON.stringify(reading)
        await makeFolder(root)
        await removeFolder(path.join(root, entry))
        await writeFileAtomic(path.join(root, entry), `${sha256(text)}\n${text}`)
        written.add(entry)
      }
      return { reading, cached: false }
    },
    kept: { reading: (what, content, name, _read, usable) => recall(entryName(what, content), name, usable) },
    async collect() {
      for (const name of await readdir(root).catch(() => [])) {
        if (OURS.test(name) && !used.has(name))
          await rm(path.join(root, name), { force: true, recursive: true })
      }
    },
  }
}

function isTransient(problem: Problem): boolean {
  return TRANSIENT.test(problem.code)
}
