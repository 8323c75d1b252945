import { parentPort, workerData } from 'node:worker_threads'

import { findFiles } from './find.js'

/** The thread of `findAhead.ts`: walks the media folder and says what lies there. */
const { mediaRoot, except } = workerData as { readonly mediaRoot: string; readonly except: string }
parentPort?.postMessage(await findFiles(mediaRoot, except))
