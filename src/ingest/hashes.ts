import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'

import type { FoundFile } from './find.js'
import { openKeptText } from './keptText.js'

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
  const kept = await openKeptText(store)
  const known: Known = anew ? new Map() : parseKnown(kept.before)
  const seen = new Map<string, readonly [string, string]>()

  /** Something was learnt that is not in the store. */
  let isNew = false
  /** Of how many files the store holds a hash; NaN, and what it holds is compared. */
  let size = known.size > 0 ? known.size : NaN

  const lookUp = (file: Traced): string | null => {
    const entry = seen.get(file.path) ?? known.get(file.path)
    if (entry?.[0] !== file.fingerprint) return null
    seen.set(file.path, entry)
    return entry[1]
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
      await kept.write(`${JSON.stringify(Object.fromEntries(seen))}\n`)
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
