import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { StoredGeneration } from '../../store/generations.js'
import { IndexUnusable } from '../../store/unusable.js'
import { ownTurn } from '../turns.js'
import type {
  Answer,
  ArchiveSearch,
  FromThread,
  Question,
  SearchDocument,
  Session,
  SharedFile,
  ToThread,
} from './messages.js'
import { readDocument } from './searchDocument.js'
import { HttpError } from '../errors.js'
import { checkVersions } from './openSearch.js'

/** The search thread is being started again; the same request will be answered in a moment. */
export class SearchRestarting extends HttpError {
  constructor() {
    super(503, 'Search is being started again. Ask once more in a moment.')
  }
}

/** The index is gone or damaged: what it says cannot be read. */
export class IndexLost extends Error {
  override readonly name = 'IndexLost'
}

/** The search of one generation. It throws {SearchRestarting} while the thread is started again, {IndexLost} when the index fails. */
export interface ThreadSearch extends ArchiveSearch {
  /** No further request will come. */
  close(): void
}

/** One thread that searches, whatever generation it is asked for. */
export interface SearchThread {
  /**
   * Opens a generation's search.
   * @throws when it cannot be opened
   */
  open(stored: StoredGeneration): Promise<ThreadSearch>
  /** Ends the thread. */
  close(): Promise<void>
}

/** Longer than this, and the thread is stuck: a request's own budget is far less. Milliseconds. */
const STUCK = 5000
/** A thread that ends this soon after it was started is broken. Milliseconds. */
const SOON = 1000

interface Pending {
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: Error) => void
  readonly timer: NodeJS.Timeout
}

/** How the thread is run. */
export interface ThreadOptions {
  /** Milliseconds without an answer after which it is started anew. Default: 5000. */
  readonly stuckAfter?: number
  /** What it runs. Default: `thread.js`. */
  readonly script?: string
}

/** A thread for searching. It is started when it is needed, and again when it ends or is stuck. */
export function createSearchThread(
  indexDir: string,
  basePath: string,
  { stuckAfter = STUCK, script = threadScript() }: ThreadOptions = {},
): SearchThread {
  const sessions = new Map<number, Session>()
  const opening = new Map<number, { resolve: () => void; reject: (error: Error) => void }>()
  const pending = new Map<number, Pending>()
  /** Files in memory that both threads see; generations share most of them. */
  const shared = new Map<string, SharedFile>()
  let lastSession = 0
  let lastId = 0
  let worker: Worker | null = null
  let startedAt = -Infinity

  /** @throws {SearchRestarting} when it ended just after it was started: to try at once would only burn the processor */
  function running(): Worker {
    if (worker) return worker
    if (performance.now() - startedAt < SOON) throw new SearchRestarting()
    const started = new Worker(script)
    worker = started
    startedAt = performance.now()
    started.on('message', hear)
    for (const end of ['error', 'exit'] as const)
      started.on(end, () => {
        stop(started)
      })
    for (const session of sessions.values()) tell({ type: 'open', session })
    return started
  }

  function tell(message: ToThread): void {
    worker?.postMessage(message)
    hold()
  }

  /** A thread that could still search does not keep the process; one that owes an answer does. */
  function hold(): void {
    if (opening.size + pending.size > 0) worker?.ref()
    else worker?.unref()
  }

  /** Ends the thread; whoever needs it next starts it again. */
  function stop(from: Worker): void {
    if (from !== worker) return
    worker = null
    void from.terminate()
    for (const { reject } of opening.values()) reject(new IndexUnusable('the search thread ended'))
    opening.clear()
    giveUp()
  }

  /** Whoever waits is told to ask again. */
  function giveUp(): void {
    const lost = [...pending.values()]
    pending.clear()
    for (const { reject, timer } of lost) {
      clearTimeout(timer)
      reject(new SearchRestarting())
    }
  }

  function hear(message: FromThread): void {
    if (message.type === 'opened') {
      const waiting = opening.get(message.session)
      opening.delete(message.session)
      hold()
      if (message.error === undefined) waiting?.resolve()
      else waiting?.reject(new Error(message.error))
      return
    }
    const asked = pending.get(message.id)
    pending.delete(message.id)
    hold()
    if (!asked) return
    clearTimeout(asked.timer)
    if (message.type === 'answered') asked.resolve(message.answer)
    else asked.reject(message.unusable ? new IndexLost(message.error) : new Error(message.error))
  }

  /** Which answer belongs to which question is the thread's word: `Question` pairs them. */
  async function ask<A extends Answer>(session: number, question: Question): Promise<A> {
    const asked = running()
    return new Promise((resolve, reject) => {
      const id = (lastId += 1)
      const timer = setTimeout(() => {
        stop(asked)
      }, stuckAfter)
      pending.set(id, {
        resolve: (answer) => {
          resolve(answer as A)
        },
        reject,
        timer,
      })
      tell({ type: 'ask', id, session, question })
    })
  }

  /** The memory for a generation's files: that of earlier generations where they share them. */
  function share({ generation }: StoredGeneration): Map<string, SharedFile> {
    const whole = new Map<string, SharedFile>()
    for (const { hash, bytes } of generation.search.whole) {
      const file = shared.get(hash) ?? { memory: new SharedArrayBuffer(bytes), isFilled: false }
      shared.set(hash, file)
      whole.set(hash, file)
    }
    return whole
  }

  function forget(): void {
    const used = new Set([...sessions.values()].flatMap(({ whole }) => [...whole.keys()]))
    for (const hash of shared.keys()) if (!used.has(hash)) shared.delete(hash)
  }

  return {
    open: async (stored) => {
      checkVersions(stored.generation)
      const number = (lastSession += 1)
      const whole = share(stored)
      const session: Session = { number, generation: stored.generation, indexDir, basePath, whole }
      sessions.set(number, session)
      const drop = (): void => {
        sessions.delete(number)
        forget()
        tell({ type: 'close', session: number })
      }
      const opened = new Promise<void>((resolve, reject) => {
        opening.set(number, { resolve, reject })
      })
      try {
        // A thread that has just been started is told of all sessions.
        const isFresh = worker === null
        running()
        if (!isFresh) tell({ type: 'open', session })
        await opened
        for (const file of whole.values()) file.isFilled = true
      } catch (error) {
        opening.delete(number)
        drop()
        throw error
      }
      return {
        document: (request) => ask(number, { name: 'document', request }),
        answer: async (request) => {
          const document = await ask<SearchDocument>(number, { name: 'document', request })
          await ownTurn()
          return readDocument(document)
        },
        suggest: (request) => ask(number, { name: 'suggest', request }),
        list: (request) => ask(number, { name: 'list', request }),
        find: (request) => ask(number, { name: 'find', request }),
        close: drop,
      }
    },
    close: async () => {
      const last = worker
      if (last) stop(last)
      startedAt = -Infinity
      await last?.terminate()
    },
  }
}

/** The thread's script: beside this file, or, when this runs from its source (tests), among what was built from it. */
function threadScript(): string {
  const here = fileURLToPath(import.meta.url)
  const folder = path.dirname(here)
  return here.endsWith('.js')
    ? path.join(folder, 'thread.js')
    : path.resolve(folder, '../../../dist/src/web/search/thread.js')
}
