import { setImmediate } from 'node:timers/promises'

let last: Promise<void> = Promise.resolve()

/**
 * Waits for a turn of the event loop that nobody else has who asks here. Answers to one query of several visitors come at
 * the same moment: made into pages one after the other, they would hold up everything else for all of their time.
 */
export function ownTurn(): Promise<void> {
  last = last.then(() => setImmediate())
  return last
}
