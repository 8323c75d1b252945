import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Worker } from 'node:worker_threads'

import type { ServedArchive } from './servedArchive.js'

/** How late the event loop of the serving process was, milliseconds, and what visitors got meanwhile. */
export interface LoopDelay {
  readonly name: string
  readonly p50: number
  readonly p99: number
  readonly max: number
  readonly answers: number
  /** By status. */
  readonly statuses: Readonly<Record<string, number>>
}

const LONG_WORDS = 'embeddimg latencies recomendation personalizaton infrastucture benchmarcs quantisation'
const many = (length: number, word: (index: number) => string): string =>
  Array.from({ length }, (_, index) => word(index)).join(' ')

/** What costs a search most, by what it does. */
export const WORST: readonly (readonly [name: string, address: string])[] = [
  ['every word a typo', `/api/v1/search?q=${encodeURIComponent(LONG_WORDS.repeat(3))}`],
  [
    '24 one-letter words',
    `/search?q=${encodeURIComponent(many(24, (index) => String.fromCharCode(97 + index)))}`,
  ],
  ['one letter', '/search?q=a&limit=50'],
  ['stop words', '/search?q=the+of+to+and+in+a+is+that+it+for&limit=50'],
  ['a phrase of frequent words', '/search?q=%22the+of+the%22+%22of+the%22&limit=50'],
  ['all, sorted, far down', '/api/v1/search?q=e+t+a+o+i+n&sort=date&limit=50&offset=500'],
  ['a word without others', '/search?q=the+-latency+-memory&limit=50'],
  ['suggestions', '/api/v1/suggest?q=to&limit=20'],
  ['everything as CSV', '/search.csv?q=latency'],
]

/** Asks over and over, from a thread of its own, for some time; says how often it got which status. */
const CLIENT = `
const { parentPort, workerData } = require('node:worker_threads')
const { addresses, atATime, seconds } = workerData
const statuses = {}
const until = performance.now() + seconds * 1000
let next = 0
async function ask() {
  while (performance.now() < until) {
    const answer = await fetch(addresses[next++ % addresses.length])
    await answer.arrayBuffer()
    statuses[answer.status] = (statuses[answer.status] ?? 0) + 1
  }
}
Promise.all(Array.from({ length: atATime }, ask)).then(() => parentPort.postMessage(statuses))
`

/** Measures this process's event loop while visitors ask for something. */
export async function measureLoop(
  site: ServedArchive,
  name: string,
  addresses: readonly string[],
  { seconds, atATime }: { readonly seconds: number; readonly atATime: number },
): Promise<LoopDelay> {
  const ask = (time: number): Promise<Record<string, number>> =>
    new Promise((resolve, reject) => {
      const workerData = { addresses: addresses.map((address) => site.url + address), atATime, seconds: time }
      const client = new Worker(CLIENT, { eval: true, workerData })
      client.once('message', resolve)
      client.once('error', reject)
    })
  // The first answers compile templates and code.
  await ask(1)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const statuses = await ask(seconds)
  delay.disable()
  // A timer of 1 ms is never early: what is measured holds that millisecond.
  const ms = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - 1)
  return {
    name,
    p50: ms(delay.percentile(50)),
    p99: ms(delay.percentile(99)),
    max: ms(delay.max),
    answers: Object.values(statuses).reduce((sum, count) => sum + count, 0),
    statuses,
  }
}
