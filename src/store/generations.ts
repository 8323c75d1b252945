import { readdir, readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'

import { createObjectStore, makeFolder, removeFolder, type ObjectRef, type ObjectStore } from './objects.js'
import { IndexUnusable } from './unusable.js'

/** Raised whenever what is stored changes its shape: an index of another format is refused, not guessed at. */
export const INDEX_FORMAT = 2

const HASH = /^[0-9a-f]{64}$/

/** What made a part of an index, and in which version. */
interface Versioned {
  readonly name: string
  readonly version: number
}

/** One state of the archive: a small file that names every object it uses by checksum. */
export interface Generation {
  readonly format: typeof INDEX_FORMAT
  readonly analyzer: Versioned
  readonly engine: Versioned
  readonly catalogue: ObjectRef
  /** The search index: its main file, those opened whole, and those read in parts. */
  readonly search: {
    readonly main: ObjectRef
    readonly whole: readonly ObjectRef[]
    readonly parts: readonly ObjectRef[]
  }
  /** By full talk id. */
  readonly contents: Readonly<Record<string, ObjectRef>>
  readonly images: readonly ObjectRef[]
}

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

/** Every object a generation refers to. */
export function objectsOf(generation: Generation): ObjectRef[] {
  return [
    generation.catalogue,
    generation.search.main,
    ...generation.search.whole,
    ...generation.search.parts,
    ...Object.values(generation.contents),
    ...generation.images,
  ]
}

/** The same generation always gives the same bytes, whatever the order of its own keys. */
function serialize({ format, analyzer, engine, catalogue, search, contents, images }: Generation): string {
  const inOrder = { format, analyzer, engine, catalogue, search, contents, images }
  return `${JSON.stringify(inOrder, null, 1)}\n`
}

function parseGeneration(text: string, file: string): Generation {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new IndexUnusable(`${file} is damaged`)
  }
  if (!isObject(value) || value['format'] !== INDEX_FORMAT)
    throw new IndexUnusable('it was made by another version of Lectern')
  if (!isGeneration(value)) throw new IndexUnusable(`${file} is damaged`)
  return value
}

/** By hand: there may be tens of thousands of references, which a schema would look at for several times as long. */
function isGeneration(value: Loose): value is Loose & Generation {
  const { analyzer, engine, catalogue, search, contents, images } = value
  return (
    [analyzer, engine].every(isVersioned) &&
    isRef(catalogue) &&
    isObject(search) &&
    isRef(search['main']) &&
    [search['whole'], search['parts'], images].every((list) => Array.isArray(list) && list.every(isRef)) &&
    isObject(contents) &&
    Object.values(contents).every(isRef)
  )
}

function isVersioned(value: unknown): value is Versioned {
  return isObject(value) && typeof value['name'] === 'string' && Number.isInteger(value['version'])
}

function isRef(value: unknown): value is ObjectRef {
  if (!isObject(value)) return false
  const { hash, bytes } = value
  return typeof hash === 'string' && HASH.test(hash) && Number.isSafeInteger(bytes) && Number(bytes) >= 0
}

type Loose = Readonly<Record<string, unknown>>

function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What a killed ingest left of files that were to be replaced as a whole. */
async function removeHalfWritten(folder: string, form: RegExp): Promise<void> {
  for (const name of await readdir(folder).catch(() => []))
    if (form.test(name)) await rm(path.join(folder, name), { force: true })
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT'
}
