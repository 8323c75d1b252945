import { execFile } from 'node:child_process'
import { createRequire, syncBuiltinESMExports } from 'node:module'
import type { AddressInfo } from 'node:net'
import { createServer, type Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { createApp } from '../../src/web/app.js'
import { openLiveArchive } from '../../src/web/liveArchive.js'
import { pagesOf } from './pagesArchive.js'

/** What a page costs. Times are milliseconds. */
export interface PageCost {
  readonly name: string
  /** Of one request after another: from the request's arrival to the end of its answer, inside the server. */
  readonly p50: number
  readonly p99: number
  /** The same for the first request of all, and how many files of the index it reads. */
  readonly first: number
  readonly reads: number
  /** Requests a second with ten at a time. */
  readonly perSecond: number
  readonly bytes: number
}

/** @param seconds how long each page is asked for, once alone and once with others */
export async function measurePages(
  indexDir: string,
  seconds: number,
  onPage: (cost: PageCost) => void,
): Promise<readonly PageCost[]> {
  const reads = countReads(indexDir)
  const archive = openLiveArchive(indexDir, '')
  await archive.refresh()
  const app = createApp({ source: archive, mediaRoot: null, basePath: '', version: 'bench' })
  let took: number[] = []
  const server = await start(
    createServer((req, res) => {
      const began = performance.now()
      res.once('finish', () => took.push(performance.now() - began))
      app(req, res)
    }),
  )
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const costs: PageCost[] = []
  for (const [name, address] of pagesOf()) {
    const before = reads()
    took = []
    const answer = await fetch(root + address)
    const bytes = (await answer.arrayBuffer()).byteLength
    if (answer.status !== 200) throw new Error(`${address} answered ${answer.status}`)
    const [first = NaN] = took
    const read = reads() - before
    await load(root + address, 1, 1)
    took = []
    await load(root + address, 1, seconds)
    const sorted = took.sort((a, b) => a - b)
    const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? NaN
    const [p50, p99] = [at(0.5), at(0.99)]
    const perSecond = await load(root + address, 10, seconds)
    const cost = { name, p50, p99, first, reads: read, perSecond, bytes }
    costs.push(cost)
    onPage(cost)
  }
  archive.close()
  server.closeAllConnections()
  server.close()
  return costs
}

/**
 * From a process of its own: writing requests costs time too.
 * @returns requests a second
 */
async function load(url: string, connections: number, duration: number): Promise<number> {
  const program = fileURLToPath(import.meta.resolve('autocannon'))
  const flags = ['--json', '--connections', String(connections), '--duration', String(duration), url]
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...flags])
  const { requests, non2xx, errors } = JSON.parse(stdout) as LoadResult
  if (non2xx + errors > 0) throw new Error(`${url}: ${non2xx} refusals, ${errors} errors`)
  return requests.average
}

/** The part of autocannon's result that is looked at. */
interface LoadResult {
  readonly requests: { readonly average: number }
  readonly non2xx: number
  readonly errors: number
}

function start(server: Server): Promise<Server> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(server)
    })
  })
}

/** Counts what this process reads of a folder from now on. */
function countReads(folder: string): () => number {
  const files = createRequire(import.meta.url)('node:fs/promises') as {
    readFile: (name: unknown, ...rest: unknown[]) => Promise<unknown>
  }
  const { readFile } = files
  let count = 0
  files.readFile = (name, ...rest) => {
    // `current` is looked at by the clock, whoever asks for what.
    if (String(name).startsWith(`${folder}/objects/`)) count += 1
    return readFile(name, ...rest)
  }
  syncBuiltinESMExports()
  return () => count
}
