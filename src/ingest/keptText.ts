import { readFile } from 'node:fs/promises'
import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'

import { makeFolder, removeFolder } from '../store/objects.js'

/** A file in which an ingest leaves what the next one need not find out again. */
export interface KeptText {
  /** What it held when it was opened; nothing where it could not be read. */
  readonly before: string
  /** Makes it hold a text; nothing is written where it does already. An ingest may do so twice. */
  write(text: string): Promise<void>
}

/** @param file its folder is made when something is written */
export async function openKeptText(file: string): Promise<KeptText> {
  const before = await readFile(file, 'utf8').catch(() => '')
  let held = before
  return {
    before,
    async write(text) {
      if (text === held) return
      await makeFolder(path.dirname(file))
      await removeFolder(file)
      // Half of it would not be believed, so it need not be flushed.
      await writeFileAtomic(file, text, { fsync: false })
      held = text
    },
  }
}
