import { Worker } from 'node:worker_threads'

import type { Found } from './find.js'

/** What lies in the media folder, for whoever asks; null where it could not be listed ahead. */
export type FoundAhead = () => Promise<Found | null>

/**
 * Begins to walk the media folder in a thread, while the caller loads what it needs: the folders of ten thousand talks
 * take half a second to list, and the modules of an ingest as long to load. Until somebody asks, the thread does not keep
 * the process from ending.
 * @param mediaRoot absolute
 * @param except the real path of a folder that is passed over
 * @returns asks for what `findFiles` finds; null when it fails, which the caller finds out by looking itself
 */
export function findAhead(mediaRoot: string, except: string): FoundAhead {
  const thread = startThread({ mediaRoot, except })
  if (thread === null) return () => Promise.resolve(null)
  const found = new Promise<Found | null>((resolve) => {
    thread.once('message', resolve)
    for (const end of ['error', 'exit'] as const)
      thread.once(end, () => {
        resolve(null)
      })
  })
  thread.unref()
  return () => {
    thread.ref()
    return found
  }
}

/** Null where no thread can be had: under a limit of processes, say. */
function startThread(workerData: object): Worker | null {
  try {
    return new Worker(new URL('./findThread.js', import.meta.url), { workerData })
  } catch {
    return null
  }
}
