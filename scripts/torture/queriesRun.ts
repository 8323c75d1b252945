import { hostileAddress, INJECTED } from './hostileQueries.js'
import { createRandom } from './random.js'

/** What became of hostile queries. */
export interface QueriesReport {
  readonly asked: number
  /** By status, how many answers. */
  readonly statuses: ReadonlyMap<number, number>
  /** Failures of the server, answers that hold markup of the visitor's, and answers that never came. */
  readonly failures: readonly string[]
  /** Milliseconds of the slowest answer. */
  readonly slowest: number
}

/** What a site says to an address. */
export type Ask = (
  address: string,
) => Promise<{ readonly status: number; readonly type: string; readonly text: string }>

/**
 * Sends queries that nobody would mean, some at a time.
 * @param talk the full id of a talk there is
 */
export async function sendHostileQueries(
  ask: Ask,
  { queries, seed, talk, atATime = 8 }: { queries: number; seed: string; talk: string; atATime?: number },
): Promise<QueriesReport> {
  const random = createRandom(seed)
  const statuses = new Map<number, number>()
  const failures: string[] = []
  let slowest = 0
  let asked = 0
  const send = async (): Promise<void> => {
    while (asked < queries) {
      asked += 1
      const address = hostileAddress(random, talk)
      const began = performance.now()
      try {
        const { status, type, text } = await ask(address)
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        if (status >= 500) failures.push(`${status} ${address}`)
        if (type.startsWith('text/html') && text.includes(INJECTED)) failures.push(`markup ${address}`)
      } catch (error) {
        failures.push(`${String(error)} ${address}`)
      }
      slowest = Math.max(slowest, performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: atATime }, send))
  return { asked, statuses, failures, slowest }
}
