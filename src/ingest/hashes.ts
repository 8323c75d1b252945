import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'

import type { FoundFile } from './find.js'

/** SHA-256 of the organizer's files, hex; a file that looks untouched is not read again. */
export interface FileHashes {
  of(file: FoundFile): Promise<string>
  /** The hash where it is known without reading the file. */
  known(file: FoundFile): string | null
  /** Keeps what was learned; forgets files that are gone. Writes nothing when nothing changed. */
  save(): Promise<void>
}

type Known = Record<string, readonly [fingerprint: string, hash: string]>

/**
 * @param mediaRoot absolute path of the media folder
 * @param indexDir what is known lives in its `cache/hashes.json`
 * @param anew believe nothing that an earlier ingest kept
 */
export async function openHashes(mediaRoot: string, indexDir: string, anew = false): Promise<FileHashes> {
  const store = path.resolve(indexDir, 'cache', 'hashes.json')
  const before = await readFile(store, 'utf8').catch(() => '{}')
  const known = anew ? {} : parseKnown(before)
  const seen = new Map<string, readonly [string, string]>()

  const lookUp = (file: FoundFile): string | null => {
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
      const fresh = await hashFile(path.join(mediaRoot, file.path))
      seen.set(file.path, [file.fingerprint, fresh])
      return fresh
    },
    async save() {
      const entries = [...seen].sort(([a], [b]) => (a < b ? -1 : 1))
      const text = `${JSON.stringify(Object.fromEntries(entries), null, 1)}\n`
      if (text === before) return
      await mkdir(path.dirname(store), { recursive: true })
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
