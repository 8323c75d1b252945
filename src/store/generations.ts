import { readdir, readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'

import { type Generation, objectsOf, parseGeneration, serialize } from './generation.js'
import { createObjectStore, makeFolder, removeFolder, type ObjectStore } from './objects.js'
import { IndexUnusable } from './unusable.js'

/** A generation and where it stands. */
export interface StoredGeneration {
  readonly number: number
  readonly generation: Generation
  /** Differs whenever what is served differs, even when `--compact` reuses a number. */
  readonly stamp: string
}

/** With the text of its file. */
interface ReadGeneration extends StoredGeneration {
  readonly text: string
}

/** The index folder as a whole. */
export interface Store {
  readonly objects: ObjectStore
  /**
   * A cheap value that changes when another generation is current; null without an index.
   * @throws {IndexUnusable} when it cannot be told.
   */
  stamp(): Promise<string | null>
  /**
   * The generation being served, or null when nothing was ever published here.
   * @throws {IndexUnusable} when it is of another format or cannot be read.
   */
  current(): Promise<StoredGeneration | null>
  /**
   * Makes a generation current, after checking that all objects that the one before does not name are there, and
   * flushing what is new.
   * Writes nothing when it says the same as the current one.
   */
  publish(generation: Generation): Promise<{ number: number; changed: boolean }>
  /**
   * Removes generations and objects that are no longer needed.
   * @param keepPrevious keep one generation back, for a server that is still serving it
   */
  collect(options: { keepPrevious: boolean }): Promise<void>
  /** Makes the current generation number 1 and removes all others. */
  renumber(): Promise<number>
}

/** @param indexDir created on the first publish */
export function openStore(indexDir: string): Store {
  const root = path.resolve(indexDir)
  const objects = createObjectStore(root)
  const currentFile = path.join(root, 'current')
  const folder = path.join(root, 'generations')
  const fileOf = (number: number): string => path.join(folder, `${String(number).padStart(6, '0')}.json`)

  const currentNumber = async (): Promise<number | null> => {
    const text = await readFile(currentFile, 'utf8').catch((error: unknown) =>
      isMissing(error) ? null : 'unreadable',
    )
    if (text === null) return null
    if (!/^\d{1,9}\n?$/.test(text)) throw new IndexUnusable(`${currentFile} does not hold a number`)
    return Number(text)
  }
  const numbers = async (): Promise<number[]> => {
    const names = await readdir(folder).catch(() => [])
    return names
      .flatMap((name) => (/^\d{6,9}\.json$/.test(name) ? [parseInt(name, 10)] : []))
      .sort((a, b) => a - b)
  }
  /** The last two: a large archive's takes a while to parse, and an ingest looks at the current one and the one before. */
  const known = new Map<number, ReadGeneration>()
  const remember = (read: ReadGeneration): ReadGeneration => {
    known.delete(read.number)
    for (const number of [...known.keys()].slice(0, -1)) known.delete(number)
    known.set(read.number, read)
    return read
  }
  const read = async (number: number): Promise<ReadGeneration> => {
    const stamp = await stampOf(number)
    const before = known.get(number)
    if (before?.stamp === stamp) return before
    const text = await readFile(fileOf(number), 'utf8').catch(() => null)
    if (text === null) throw new IndexUnusable(`${fileOf(number)} is missing or cannot be read`)
    return remember({ number, generation: parseGeneration(text, fileOf(number)), text, stamp })
  }
  const stampOf = async (number: number): Promise<string> => {
    const found = await stat(fileOf(number)).catch(() => null)
    if (!found) throw new IndexUnusable(`${fileOf(number)} is missing or cannot be read`)
    return `${number}-${found.ino}-${found.mtimeMs}`
  }
  const write = async (number: number, text: string): Promise<void> => {
    await makeFolder(folder)
    await removeFolder(fileOf(number))
    await writeFileAtomic(fileOf(number), text)
  }
  const makeCurrent = async (number: number): Promise<void> => {
    await removeFolder(currentFile)
    await writeFileAtomic(currentFile, `${String(number).padStart(6, '0')}\n`)
  }
  const current = async (): Promise<ReadGeneration | null> => {
    const number = await currentNumber()
    return number === null ? null : read(number)
  }

  return {
    objects,
    current,
    async stamp() {
      const number = await currentNumber()
      return number === null ? null : stampOf(number)
    },
    async publish(generation) {
      const now = await current().catch(() => null)
      const served = new Set(now && objectsOf(now.generation).map((ref) => ref.hash))
      for (const ref of objectsOf(generation)) {
        if (!served.has(ref.hash) && !(await objects.holds(ref)))
          throw new Error(`cannot publish: object ${ref.hash} was not written`)
      }
      const text = serialize(generation)
      if (now?.text === text) return { number: now.number, changed: false }
      await objects.flush()
      // Only now: one that a killed ingest left here would be taken for the one before.
      const number = ((await numbers()).at(-1) ?? 0) + 1
      await write(number, text)
      await makeCurrent(number)
      remember({ number, generation, text, stamp: await stampOf(number) })
      return { number, changed: true }
    },
    async collect({ keepPrevious }) {
      const now = await current()
      if (!now) return
      const kept = [now.generation]
      const older = (await numbers()).filter((number) => number !== now.number)
      const previous = keepPrevious ? older.pop() : undefined
      if (previous !== undefined) {
        const stored = await read(previous).catch(() => null)
        if (stored) kept.push(stored.generation)
        else older.push(previous)
      }
      for (const number of older) await rm(fileOf(number), { force: true, recursive: true })
      await removeHalfWritten(root, /^current\.\d+$/)
      await removeHalfWritten(folder, /^\d{6,9}\.json\.\d+$/)
      await objects.collect(new Set(kept.flatMap(objectsOf).map((ref) => ref.hash)))
    },
    async renumber() {
      const now = await current()
      if (!now) throw new Error('nothing to compact: no generation was published')
      if (now.number !== 1) {
        await write(1, now.text)
        await makeCurrent(1)
      }
      for (const number of await numbers())
        if (number !== 1) await rm(fileOf(number), { force: true, recursive: true })
      return 1
    },
  }
}

/** What a killed ingest left of files that were to be replaced as a whole. */
async function removeHalfWritten(folder: string, form: RegExp): Promise<void> {
  for (const name of await readdir(folder).catch(() => []))
    if (form.test(name)) await rm(path.join(folder, name), { force: true })
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT'
}
