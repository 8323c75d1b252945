import { type ObjectStore, sha256 } from '../store/objects.js'
import type { ExtractionCache } from './cache.js'
import { openKeptText } from './keptText.js'
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
  const kept = await openKeptText(store)
  const known = anew ? new Map<string, KnownTalk>() : parseKnown(kept.before)
  const now = new Map<string, KnownTalk>()
  let isNew = false
  /** Of how many talks the store holds something; NaN, and what it holds is compared. */
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
      await kept.write(`${sha256(text)}\n${text}`)
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
