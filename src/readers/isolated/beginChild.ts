import { Worker } from 'node:worker_threads'

import { leaveNetwork } from './noNetwork.js'
import type { ChildOrder } from './runChild.js'

/** What a child was asked, and its way to answer. */
export interface ChildSide<Request, Message> {
  readonly request: Request
  /** Resolves when the message has left. */
  readonly say: (message: Message) => Promise<void>
}

/**
 * The beginning of every child: reads its order, leaves the network, sets a watch on itself, and keeps its standard
 * output for its messages. The child ends itself with `process.exit`.
 */
export function beginChild<Request, Message>(): ChildSide<Request, Message> {
  const { request, memoryMb } = JSON.parse(process.argv[2] ?? '') as ChildOrder<Request>
  leaveNetwork()
  // Whoever reads us is gone: there is nothing left to do.
  process.stdout.on('error', () => process.exit(1))
  // What libraries print must not get between the messages.
  console.log = console.info = console.debug = console.warn = console.error
  const watch = new Worker(new URL('./watch.js', import.meta.url), { workerData: { memoryMb } })
  // Without its watch the child still reads; the parent watches too.
  watch.on('error', () => undefined)
  return {
    request,
    say: (message) =>
      new Promise((resolve) =>
        process.stdout.write(`${JSON.stringify(message)}\n`, () => {
          resolve()
        }),
      ),
  }
}

/** What an error says, short enough for a message. */
export function detailOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 300)
}
