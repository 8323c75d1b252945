import { Worker } from 'node:worker_threads'

import type { Found } from './find.js'

/**
 * Walks the media folder in a thread, while the caller loads what it needs: the folders of ten thousand talks take half
 * a second to list, and the modules of an ingest as long to load.
 * @param mediaRoot absolute
 * @param except the real path of a folder that is passed over
 * @returns what `findFiles` finds; null when it fails, which the caller finds out by looking itself
 */
export function findAhead(mediaRoot: string, except: string): Promise<Found | null> {
  return new Promise((resolve) => {
    const thread = new Worker(new URL('./findThread.js', import.meta.url), {
      workerData: { mediaRoot, except },
    })
    thread.once('message', (found: Found) => {
      resolve(found)
    })
    for (const end of ['error', 'exit'] as const)
      thread.once(end, () => {
        resolve(null)
      })
  })
}
