import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'

import { makeFolder, removeFolder } from '../store/objects.js'
import type { FoundFile } from './find.js'

/** SHA-256 of files, hex; a file that looks untouched is not read again. */
export interface FileHashes {
  of(file: Traced): Promise<string>
  /** The hash where it is known without reading the file. */
  known(file: Traced): string | null
  /** Keeps what was learned; forgets files that are gone. Writes nothing when nothing changed. */
  save(): Promise<void>
}

type Traced = Pick<FoundFile, 'path' | 'fingerprint'>
type Known = Record<string, readonly [fingerprint: string, hash: string]>

/**
 * @param root absolute path of the folder that the files' paths begin at
 * @param store the file that keeps what is known
 * @param anew believe nothing that an earlier ingest kept
 */
export async function openHashes(root: string, store: string, anew = false): Promise<FileHashes> {
  const before = await readFile(store, 'utf8').catch(() => '{}')
  const known = anew ? {} : parseKnown(before)
  const seen = new Map<string, readonly [string, string]>()

  const lookUp = (file: Traced): string | null => {
    const [fingerprint, hash] = seen.get(file.path) ?? known[file.path] ?? []
    return hash !== undefined && fingerprint === file.fingerprint ? hash : null
  }

  return {
    known: lookUp,
    async of(file) {
      const hash = lookUp(file)
      if (hash !== null) {
        seen.set(file.path, [file.fingerprint, hash])
        return hash
      }
      const fresh = await hashFile(path.join(root, file.path))
      seen.set(file.path, [file.fingerprint, fresh])
      return fresh
    },
    async save() {
      const entries = [...seen].sort(([a], [b]) => (a < b ? -1 : 1))
      const text = `${JSON.stringify(Object.fromEntries(entries), null, 1)}\n`
      if (text === before) return
      await makeFolder(path.dirname(store))
      await removeFolder(store)
      await writeFileAtomic(store, text)
    },
  }
}

function parseKnown(text: string): Known {
  try {
    return z.record(z.string(), z.tuple([z.string(), z.string()])).parse(JSON.parse(text))
  } catch {
    return {}
  }
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash)
  return hash.digest('hex')
}
