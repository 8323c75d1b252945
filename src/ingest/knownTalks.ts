import { readFile } from 'node:fs/promises'
import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'

import type { ObjectStore } from '../store/objects.js'
import { makeFolder, removeFolder, sha256 } from '../store/objects.js'
import type { ExtractionCache } from './cache.js'
import type { ReadTalk } from './readTalk.js'

/** A talk as an earlier ingest read it to the end. */
export interface KnownTalk {
  /** Everything that the reading depends on: only under the same it is believed. */
  readonly state: string
  readonly read: ReadTalk
  /** The names of what the reading took from the cache or left there. */
  readonly entries: readonly string[]
  /** How many of its files were read. */
  readonly files: number
}

/** What is remembered of talks, so that an unchanged one costs a look at its files and no reading. */
export interface KnownTalks {
  /** The talk where nothing that it depends on has changed, and all that it refers to is there, objects untouched. */
  recall(id: string, state: string): Promise<KnownTalk | null>
  remember(id: string, talk: KnownTalk): void
  /** Keeps what was recalled and remembered, and forgets other talks. Writes nothing when nothing changed. */
  save(): Promise<void>
}

/**
 * @param store the file that keeps what is known
 * @param anew believe nothing that an earlier ingest kept
 */
export async function openKnownTalks(
  store: string,
  cache: Pick<ExtractionCache, 'holds'>,
  objects: Pick<ObjectStore, 'holds'>,
  anew = false,
): Promise<KnownTalks> {
  const before = await readFile(store, 'utf8').catch(() => '')
  const known = anew ? new Map<string, KnownTalk>() : parseKnown(before)
  const now = new Map<string, KnownTalk>()
  let isNew = false
  /** What the store holds, and of how many talks: an ingest may save twice. NaN, and the whole is compared. */
  let stored = before
  let size = known.size > 0 ? known.size : NaN

  const isWhole = async ({ read: { words, images }, entries }: KnownTalk): Promise<boolean> => {
    for (const ref of words ? [words.content, ...images] : images)
      if (!(await objects.holds(ref))) return false
    return cache.holds(entries)
  }
  return {
    async recall(id, state) {
      const talk = known.get(id)
      if (talk?.state !== state || !(await isWhole(talk))) return null
      now.set(id, talk)
      return talk
    },
    remember: (id, talk) => {
      isNew = true
      now.set(id, talk)
    },
    async save() {
      if (!isNew && now.size === size) return
      const text = JSON.stringify([...now.keys()].sort().map((id) => [id, now.get(id)]))
      const whole = `${sha256(text)}\n${text}`
      if (whole !== stored) {
        await makeFolder(path.dirname(store))
        await removeFolder(store)
        await writeFileAtomic(store, whole, { fsync: false })
      }
      stored = whole
      size = now.size
    },
  }
}

/** Only what was written here, whole, is believed. */
function parseKnown(whole: string): Map<string, KnownTalk> {
  const end = whole.indexOf('\n')
  const text = whole.slice(end + 1)
  if (end < 0 || whole.slice(0, end) !== sha256(text)) return new Map()
  return new Map(JSON.parse(text) as [string, KnownTalk][])
}
