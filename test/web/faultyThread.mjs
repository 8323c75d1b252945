import { parentPort } from 'node:worker_threads'
import '../../dist/src/web/search/thread.js'

/* The search thread as it was built, with faults: a query says which. They come before its answer, which takes a turn. */
parentPort.on('message', ({ question }) => {
  if (question?.request.q === 'fault:ends') process.exit(1)
  if (question?.request.q === 'fault:throws') throw new Error('out of memory, say')
  if (question?.request.q === 'fault:hangs') for (;;);
})
