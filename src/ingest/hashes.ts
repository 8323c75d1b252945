import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import writeFileAtomic from 'write-file-atomic'

import { makeFolder, removeFolder } from '../store/objects.js'
import type { FoundFile } from './find.js'

/** SHA-256 of files, hex; a file that looks untouched is not read again. */
export interface FileHashes {
  of(file: Traced): Promise<string>
  /** The hash where it is known without reading the file. */
  known(file: Traced): string | null
  /** Takes a hash that was reckoned elsewhere. */
  learn(file: Traced, hash: string): void
  /** Keeps what was learned, in no order; forgets files that are gone. Writes nothing when nothing changed. */
  save(): Promise<void>
}

type Traced = Pick<FoundFile, 'path' | 'fingerprint'>
type Known = ReadonlyMap<string, readonly [fingerprint: string, hash: string]>

/**
 * @param root absolute path of the folder that the files' paths begin at
 * @param store the file that keeps what is known
 * @param anew believe nothing that an earlier ingest kept
 */
export async function openHashes(root: string, store: string, anew = false): Promise<FileHashes> {
  const before = await readFile(store, 'utf8').catch(() => '{}')
  const known: Known = anew ? new Map() : parseKnown(before)
  const seen = new Map<string, readonly [string, string]>()

  /** Something was learnt that is not in the store. */
  let isNew = false
  /** What the store holds, and of how many files: an ingest may save twice. NaN, and the whole is compared. */
  let stored = before
  let size = known.size > 0 ? known.size : NaN

  const lookUp = (file: Traced): string | null => {
    const kept = seen.get(file.path) ?? known.get(file.path)
    if (kept?.[0] !== file.fingerprint) return null
    seen.set(file.path, kept)
    return kept[1]
  }

  const learn = (file: Traced, hash: string): void => {
    if (lookUp(file) === hash) return
    isNew = true
    seen.set(file.path, [file.fingerprint, hash])
  }

  return {
    known: lookUp,
    learn,
    async of(file) {
      const hash = lookUp(file)
      if (hash !== null) return hash
      const fresh = await hashFile(path.join(root, file.path))
      learn(file, fresh)
      return fresh
    },
    async save() {
      if (!isNew && seen.size === size) return
      const text = `${JSON.stringify(Object.fromEntries(seen))}\n`
      if (text !== stored) {
        await makeFolder(path.dirname(store))
        await removeFolder(store)
        // Half of it would not be believed, so it need not be flushed.
        await writeFileAtomic(store, text, { fsync: false })
      }
      stored = text
      size = seen.size
    },
  }
}

function parseKnown(text: string): Known {
  try {
    const entries = Object.entries(JSON.parse(text) as Record<string, unknown>)
    return new Map(entries.filter((entry): entry is [string, [string, string]] => isKnown(entry[1])))
  } catch {
    return new Map()
  }
}

function isKnown(value: unknown): value is [fingerprint: string, hash: string] {
  return Array.isArray(value) && value.length === 2 && value.every((each) => typeof each === 'string')
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash)
  return hash.digest('hex')
}
