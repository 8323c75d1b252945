import { createCatalogue } from '../archive/catalogue.js'
import type { CatalogueRecord, TalkContent } from '../archive/event.js'
import { openStore, type Store, type StoredGeneration } from '../store/generations.js'
import { GenerationReplaced, HttpError } from './errors.js'
import { IndexLost, createSearchThread, type SearchThread } from './search/searchThread.js'
import type { ArchiveSource, IngestStatus, Snapshot, Trouble } from './snapshot.js'
import { withoutPaths } from './withoutPaths.js'

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
const GONE = 'the index is gone or damaged'
const MEND = 'Make it anew with: lectern ingest'
const FOLLOW_MS = 500
/** How often what could not be opened is tried again: opening costs, and only an ingest mends it. */
const RETRY_MS = 5000
/** Talks whose words are kept in memory; the rest is read when asked for. */
const CONTENT_CACHE = 64
/** How long after a swap a request may still search the generation with which it began. */
const LAST_REQUESTS = 30_000

/** A generation that is open. */
interface OpenSnapshot extends Snapshot {
  /** Lets go of what it holds; nobody asks any more. */
  readonly close: () => void
}

/**
 * @param basePath the path all addresses of answers live under
 * @param onFailure told once of each reason why the index, as it is followed, cannot be opened and no ingest mends it
 * @param thread searches what is served, and is closed with it
 */
export function openLiveArchive(
  indexDir: string,
  basePath: string,
  onFailure: (reason: string) => void = () => undefined,
  thread: SearchThread = createSearchThread(indexDir, basePath),
): LiveArchive {
  const store = openStore(indexDir)
  let snapshot: OpenSnapshot | null = null
  let stamp: string | null = null
  let status = IDLE
  let refreshing: Promise<void> | null = null
  let failure: string | null = null
  let told: string | null = null
  let triedAt = 0
  let isGone = false

  /** The files of the generation being served are not there any more. */
  const lost = (cause: unknown): void => {
    const why = cause instanceof Error ? cause.message : String(cause)
    if (!isGone) onFailure(`${GONE} (${why}). ${MEND}`)
    isGone = true
  }
  const look = async (): Promise<void> => {
    const found = await store.stamp()
    if (found === null && snapshot) lost('it has no generation any more')
    if (found === null || found === stamp) return
    const stored = await store.current()
    if (!stored) return
    const opened = await openSnapshot(store, stored, thread, async (cause) => {
      // The first may have begun before the generation was replaced.
      for (const look of [refresh, refresh]) {
        if (snapshot === opened) await look().catch(() => undefined)
      }
      if (snapshot !== opened) throw new GenerationReplaced()
      lost(cause)
    })
    const before = snapshot
    snapshot = opened
    if (before) setTimeout(before.close, LAST_REQUESTS).unref()
    stamp = stored.stamp
    isGone = false
  }
  const lookAgain = async (): Promise<void> => {
    triedAt = performance.now()
    try {
      // A generation may be collected just while it is being opened: then another one is current.
      await look().catch(look)
      failure = told = null
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error)
      throw error
    }
  }
  const tell = (): void => {
    if (failure === null || failure === told || status.running) return
    told = failure
    onFailure(failure)
  }
  const refresh = (): Promise<void> => {
    refreshing ??= lookAgain().finally(() => {
      refreshing = null
    })
    return refreshing
  }
  const timer = setInterval(() => {
    if (failure !== null && performance.now() - triedAt < RETRY_MS) return
    // What is being served stays until something better can be opened.
    refresh().catch(tell)
  }, FOLLOW_MS)
  timer.unref()

  return {
    current: () => snapshot,
    // An archive that cannot be opened is not an empty one.
    status: () =>
      failure !== null && !status.running ? { failed: withoutPaths(failure), ...status } : status,
    trouble: () => troubleOf(isGone, snapshot && failure),
    setStatus: (next) => {
      status = forVisitors(next)
    },
    refresh,
    close: () => {
      clearInterval(timer)
      void thread.close()
    },
  }
}

function troubleOf(isGone: boolean, failure: string | null): Trouble | null {
  if (isGone) return { kind: 'gone', message: `${GONE}. ${MEND}` }
  return failure === null ? null : { kind: 'refused', message: withoutPaths(failure) }
}

/** Everybody may read what is being done, but not where on this machine. */
function forVisitors(status: IngestStatus): IngestStatus {
  return {
    ...status,
    notices: status.notices.map(withoutPaths),
    ...(status.item !== undefined && { item: withoutPaths(status.item) }),
    ...(status.failed !== undefined && { failed: withoutPaths(status.failed) }),
  }
}

/**
 * @param lost is called when an object of the generation cannot be read any more
 * @throws {IndexUnusable} when the generation is not one that this version can serve.
 */
async function openSnapshot(
  store: Store,
  stored: StoredGeneration,
  thread: SearchThread,
  lost: (cause: unknown) => Promise<void>,
): Promise<OpenSnapshot> {
  const { generation } = stored
  const catalogue = createCatalogue(
    JSON.parse(String(await store.objects.read(generation.catalogue))) as CatalogueRecord,
  )
  const search = await thread.open(stored)
  const images = new Set(generation.images.map((ref) => ref.hash))
  const read = rememberLast(CONTENT_CACHE, async (talkId: string): Promise<TalkContent | null> => {
    const ref = Object.hasOwn(generation.contents, talkId) ? generation.contents[talkId] : undefined
    return ref ? (JSON.parse(String(await store.objects.read(ref))) as TalkContent) : null
  })
  const content = (talkId: string): Promise<TalkContent | null> =>
    read(talkId).catch(async (error: unknown) => {
      await lost(error)
      return null
    })
  return {
    generation: stored.number,
    catalogue,
    search: {
      answer: (request) => answerOr(lost, search.answer(request)),
      document: (request) => answerOr(lost, search.document(request)),
      suggest: (request) => answerOr(lost, search.suggest(request)),
      list: (request) => answerOr(lost, search.list(request)),
      find: (request) => answerOr(lost, search.find(request)),
    },
    content,
    object: (hash) => (images.has(hash) ? store.objects.pathOf(hash) : null),
    close: () => {
      search.close()
    },
  }
}

/** The answer of a search; when its index is lost, the generation's loss is looked into before anything is said. */
async function answerOr<A>(lost: (cause: unknown) => Promise<void>, answer: Promise<A>): Promise<A> {
  try {
    return await answer
  } catch (error) {
    if (!(error instanceof IndexLost)) throw error
    await lost(error)
    throw new HttpError(503, 'The search index is gone or damaged.')
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
