import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'

/** A file of the index by its content: SHA-256 in hex, and its size in bytes. */
export interface ObjectRef {
  readonly hash: string
  readonly bytes: number
}

/** The index's immutable files, named by what they hold and shared between generations. */
export interface ObjectStore {
  /** The absolute path an object has, whether it exists or not. */
  pathOf(hash: string): string
  /** Stores bytes, flushed to disk; writes nothing when they are stored already. */
  put(bytes: Uint8Array): Promise<ObjectRef>
  /**
   * The bytes of an object.
   * @throws when it is missing or its bytes are not what its name says.
   */
  read(ref: ObjectRef): Promise<Buffer>
  /** Whether an object is there in its full size. */
  holds(ref: ObjectRef): Promise<boolean>
  /** Removes every object that `keep` does not name, and whatever a killed ingest left half-written. */
  collect(keep: ReadonlySet<string>): Promise<void>
}

/** @param indexDir the index folder; objects live in `objects/ab/cdef…` below it */
export function createObjectStore(indexDir: string): ObjectStore {
  const root = path.resolve(indexDir, 'objects')
  const pathOf = (hash: string): string => {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error(`not an object name: ${JSON.stringify(hash)}`)
    return path.join(root, hash.slice(0, 2), hash.slice(2))
  }
  const holds = async (ref: ObjectRef): Promise<boolean> => {
    const found = await stat(pathOf(ref.hash)).catch(() => null)
    return found?.isFile() === true && found.size === ref.bytes
  }

  return {
    pathOf,
    holds,
    async put(bytes) {
      const ref = { hash: sha256(bytes), bytes: bytes.byteLength }
      // The same size is not the same bytes: what was damaged on the disk is mended here.
      const known = await readFile(pathOf(ref.hash)).catch(() => null)
      if (!known?.equals(bytes)) await writeFlushed(pathOf(ref.hash), bytes)
      return ref
    },
    async read(ref) {
      const bytes = await readFile(pathOf(ref.hash))
      if (sha256(bytes) !== ref.hash) {
        throw new Error(`index object ${ref.hash} is damaged; delete the index folder and run lectern ingest`)
      }
      return bytes
    },
    async collect(keep) {
      for (const prefix of await readdir(root).catch(() => [])) {
        const folder = path.join(root, prefix)
        for (const rest of await readdir(folder)) {
          if (!keep.has(prefix + rest)) await rm(path.join(folder, rest), { force: true })
        }
        if ((await readdir(folder)).length === 0) await rm(folder, { recursive: true })
      }
    },
  }
}

/** SHA-256 in hex. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Writes aside, flushes, then renames: a reader sees the whole file or none. */
async function writeFlushed(target: string, bytes: Uint8Array): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true })
  const aside = `${target}.${randomBytes(6).toString('hex')}.tmp`
  const file = await open(aside, 'wx')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(aside, target)
}
