import { createAddresses } from '../archive/addresses.js'
import { createCatalogue } from '../archive/catalogue.js'
import type { CatalogueRecord, TalkContent } from '../archive/event.js'
import { ANALYZER } from '../search/analyzer.js'
import { ENGINES } from '../search/engines.js'
import { createSearch } from '../search/search.js'
import { IndexUnusable, openStore, type Store, type StoredGeneration } from '../store/generations.js'
import type { ArchiveSource, IngestStatus, Snapshot } from './snapshot.js'

/** The archive as it is served: follows the index to each new generation without dropping a request. */
export interface LiveArchive extends ArchiveSource {
  /**
   * Looks for a new generation now and opens it.
   * @throws {IndexUnusable} when there is one that cannot be served; the one being served stays.
   */
  refresh(): Promise<void>
  setStatus(status: IngestStatus): void
  /** Stops following. */
  close(): void
}

const IDLE: IngestStatus = { running: false, notices: [], problems: { errors: 0, warnings: 0 } }
const FOLLOW_MS = 500
/** Talks whose words are kept in memory; the rest is read when asked for. */
const CONTENT_CACHE = 64

/** @param basePath the path all addresses of answers live under */
export function openLiveArchive(indexDir: string, basePath: string): LiveArchive {
  const store = openStore(indexDir)
  let snapshot: Snapshot | null = null
  let stamp: string | null = null
  let status = IDLE
  let refreshing: Promise<void> | null = null

  const look = async (): Promise<void> => {
    const found = await store.stamp()
    if (found === null || found === stamp) return
    const stored = await store.current()
    if (!stored) return
    snapshot = await openSnapshot(store, stored, basePath)
    stamp = stored.stamp
  }
  const refresh = (): Promise<void> => {
    refreshing ??= look().finally(() => {
      refreshing = null
    })
    return refreshing
  }
  const timer = setInterval(() => {
    // What is being served stays until something better can be opened.
    refresh().catch(() => undefined)
  }, FOLLOW_MS)
  timer.unref()

  return {
    current: () => snapshot,
    status: () => status,
    setStatus: (next) => {
      status = next
    },
    refresh,
    close: () => {
      clearInterval(timer)
    },
  }
}

async function openSnapshot(store: Store, stored: StoredGeneration, basePath: string): Promise<Snapshot> {
  const { generation } = stored
  const kind = ENGINES[generation.engine.name]
  if (kind?.version !== generation.engine.version || generation.analyzer.version !== ANALYZER.version) {
    throw new IndexUnusable(
      'the index was made by another version of Lectern. Make a new one with: lectern ingest',
    )
  }
  const catalogue = createCatalogue(
    JSON.parse(String(await store.objects.read(generation.catalogue))) as CatalogueRecord,
  )
  const engine = kind.open(await store.objects.read(generation.search))
  const images = new Set(generation.images.map((ref) => ref.hash))
  const content = rememberLast(CONTENT_CACHE, async (talkId: string): Promise<TalkContent | null> => {
    const ref = Object.hasOwn(generation.contents, talkId) ? generation.contents[talkId] : undefined
    return ref ? (JSON.parse(String(await store.objects.read(ref))) as TalkContent) : null
  })
  return {
    generation: stored.number,
    catalogue,
    search: createSearch({ catalogue, engine, content, addresses: createAddresses(basePath) }),
    content,
    object: (hash) => (images.has(hash) ? store.objects.pathOf(hash) : null),
  }
}

/** The same function, remembering its last answers; a failure is not remembered. */
function rememberLast<T>(size: number, read: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const kept = new Map<string, Promise<T>>()
  return (key) => {
    const known = kept.get(key)
    kept.delete(key)
    const value = known ?? read(key)
    kept.set(key, value)
    if (!known) value.catch(() => kept.delete(key))
    const oldest = kept.keys().next()
    if (kept.size > size && oldest.done === false) kept.delete(oldest.value)
    return value
  }
}
