import { hash, randomBytes } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { mkdir, open, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import pLimit from 'p-limit'

import { namesIn, statsOf } from './looks.js'
import { readInto } from './readInto.js'
import { IndexUnusable } from './unusable.js'

/** A file of the index by its content: SHA-256 in hex, and its size in bytes. */
export interface ObjectRef {
  readonly hash: string
  readonly bytes: number
}

/** The index's immutable files, named by what they hold and shared between generations. */
export interface ObjectStore {
  /** The absolute path an object has, whether it exists or not. */
  pathOf(hash: string): string
  /** Stores bytes; writes nothing when they are stored already. They outlast a loss of power after `flush`. */
  put(bytes: Uint8Array): Promise<ObjectRef>
  /** Has everything that was put written to the disk itself: many files together cost little more than one. */
  flush(): Promise<void>
  /**
   * The bytes of an object.
   * @throws {IndexUnusable} when it is missing or its bytes are not what its name says.
   */
  read(ref: ObjectRef): Promise<Buffer>
  /**
   * All bytes of a large object, read beside whatever else is done and not checked; they lie at the beginning of their
   * memory.
   * @throws {IndexUnusable} when it is missing or cut short
   */
  readWhole(ref: ObjectRef): Promise<Uint8Array>
  /**
   * Some bytes of an object, read at once and not checked; `end` is exclusive.
   * @throws {IndexUnusable} when it is missing or does not hold them
   */
  readAt(ref: ObjectRef, start: number, end: number): Buffer
  /** Whether an object is there in its full size. */
  holds(ref: ObjectRef): boolean | Promise<boolean>
  /**
   * Removes every object that `keep` does not name, and whatever a killed ingest left half-written. Files that were
   * never ours stay.
   */
  collect(keep: ReadonlySet<string>): Promise<void>
}

/** Objects, those that are being written too, and the folders they lie in. */
const OUR_FILE = /^[0-9a-f]{62}(\.[0-9a-f]+\.tmp)?$/
const OUR_FOLDER = /^[0-9a-f]{2}$/
/** Files that are flushed at a time. */
const FLUSHED_AT_ONCE = 16

/** @param indexDir the index folder; objects live in `objects/ab/cdef…` below it */
export function createObjectStore(indexDir: string): ObjectStore {
  const root = path.resolve(indexDir, 'objects')
  const pathOf = (hash: string): string => {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error(`not an object name: ${JSON.stringify(hash)}`)
    return `${root}${path.sep}${hash.slice(0, 2)}${path.sep}${hash.slice(2)}`
  }
  /** Put and perhaps not on the disk itself yet. */
  const unflushed = new Set<string>()

  return {
    pathOf,
    holds({ hash, bytes }) {
      const found = statsOf(pathOf(hash))
      return found?.isFile() === true && found.size === BigInt(bytes)
    },
    async put(bytes) {
      const ref = { hash: sha256(bytes), bytes: bytes.byteLength }
      // The same size is not the same bytes: what was damaged on the disk is mended here.
      const known = await readFile(pathOf(ref.hash)).catch(() => null)
      if (!known?.equals(bytes)) await writeWhole(pathOf(ref.hash), bytes)
      // Also what was there: it may be of an ingest that was killed before it flushed.
      unflushed.add(ref.hash)
      return ref
    },
    async flush() {
      await pLimit(FLUSHED_AT_ONCE).map(unflushed, async (hash) => {
        const file = await open(pathOf(hash), 'r+')
        try {
          await file.sync()
        } finally {
          await file.close()
        }
      })
      unflushed.clear()
    },
    async read(ref) {
      const bytes = await readFile(pathOf(ref.hash)).catch(() => null)
      if (!bytes) throw new IndexUnusable(`${pathOf(ref.hash)} is missing or cannot be read`)
      if (sha256(bytes) !== ref.hash) throw new IndexUnusable(`${pathOf(ref.hash)} is damaged`)
      return bytes
    },
    async readWhole({ hash, bytes }) {
      const memory = new Uint8Array(bytes)
      await readInto(memory, pathOf(hash))
      return memory
    },
    readAt: ({ hash }, start, end) => readPart(pathOf(hash), start, end),
    async collect(keep) {
      for (const prefix of namesIn(root)) {
        if (!OUR_FOLDER.test(prefix)) continue
        const folder = path.join(root, prefix)
        const names = namesIn(folder)
        const gone = names.filter((name) => OUR_FILE.test(name) && !keep.has(prefix + name))
        for (const name of gone) await rm(path.join(folder, name), { force: true, recursive: true })
        if (gone.length === names.length) await rmdir(folder).catch(() => undefined)
      }
    },
  }
}

/** The file that was read in part last, left open: what is read together mostly lies in one. */
let lastRead: { readonly file: string; readonly handle: number } | null = null

function readPart(file: string, start: number, end: number): Buffer {
  const bytes = Buffer.allocUnsafe(end - start)
  try {
    if (lastRead?.file !== file) {
      forgetLastRead()
      lastRead = { file, handle: openSync(file, 'r') }
    }
    for (let at = 0; at < bytes.length;) {
      const read = readSync(lastRead.handle, bytes, at, bytes.length - at, start + at)
      if (read === 0) throw new Error('cut short')
      at += read
    }
    return bytes
  } catch (cause) {
    forgetLastRead()
    throw new IndexUnusable(`${file} is missing or cut short`, { cause })
  }
}

function forgetLastRead(): void {
  if (lastRead) closeSync(lastRead.handle)
  lastRead = null
}

/** SHA-256 in hex. */
export function sha256(bytes: Uint8Array | string): string {
  return hash('sha256', bytes, 'hex')
}

/**
 * Writes aside, then renames: a reader sees the whole file or none. What stands in the way under one of our own names, a
 * file for a folder or a folder for a file, goes.
 */
async function writeWhole(target: string, bytes: Uint8Array): Promise<void> {
  const aside = `${target}.${randomBytes(6).toString('hex')}.tmp`
  try {
    await writeFile(aside, bytes, { flag: 'wx' })
  } catch {
    for (const folder of [path.dirname(path.dirname(target)), path.dirname(target)]) await makeFolder(folder)
    await writeFile(aside, bytes)
  }
  await removeFolder(target)
  await rename(aside, target)
}

/** Makes a folder of the index, also where a file has its name. */
export async function makeFolder(folder: string): Promise<void> {
  if ((await stat(folder).catch(() => null))?.isDirectory() === false) await rm(folder)
  await mkdir(folder, { recursive: true })
}

/** Removes a folder that has the name of a file of the index; a file stays. */
export async function removeFolder(file: string): Promise<void> {
  if ((await stat(file).catch(() => null))?.isDirectory()) await rm(file, { recursive: true })
}
