import { spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { ingest } from '../../src/ingest/ingest.js'
import { packageRoot } from '../../src/packageRoot.js'
import { recordingOf, writeGeneration } from './swapsArchive.js'
import { ask, browse, stream, type Seen } from './swapsClients.js'

/** What came of it. */
export interface SwapReport extends Seen {
  /** Generations that the server took up, of those that were published. */
  readonly served: number
  /** Files and connections the server held before and after; null where the system does not tell. */
  readonly descriptors: { readonly before: number; readonly after: number } | null
  /** What the server wrote to standard error. */
  readonly complaints: string
}

/** @param onSwap told of every generation that the server has taken up */
export async function swapUnderLoad(options: {
  readonly swaps: number
  readonly clients: number
  readonly onSwap?: (done: number, seen: Seen) => void
}): Promise<SwapReport> {
  const folder = await mkdtemp(path.join(tmpdir(), 'lectern-swaps-'))
  const [mediaDir, indexDir] = [path.join(folder, 'media'), path.join(folder, 'index')]
  const seen: Seen = { answers: 0, streams: 0, failures: [], mixed: [] }
  let server: Served | null = null
  try {
    await writeGeneration(mediaDir, 0)
    await ingest({ mediaDir, indexDir })
    server = await serve(mediaDir, indexDir)
    const recording = await readFile(recordingOf(mediaDir))
    const target = {
      port: server.port,
      recording: { sha256: createHash('sha256').update(recording).digest('hex'), bytes: recording.length },
    }
    // The search thread keeps the file open that it read last: let there be one.
    await fetch(`http://127.0.0.1:${server.port}/search?q=a`)
    const before = await settledDescriptors(server.process)
    let isOver = false
    const clients = Array.from({ length: options.clients }, (_each, place) =>
      (place % 4 === 3 ? stream : browse)(target, place, seen, () => isOver),
    )
    let served = 0
    for (let generation = 1; generation <= options.swaps; generation += 1) {
      const last = await generationOf(server.port)
      await writeGeneration(mediaDir, generation)
      await ingest({ mediaDir, indexDir })
      for (let tries = 0; tries < 200 && (await generationOf(server.port)) === last; tries += 1)
        await sleep(50)
      if ((await generationOf(server.port)) !== last) served += 1
      options.onSwap?.(generation, seen)
    }
    isOver = true
    await Promise.all(clients)
    const after = await settledDescriptors(server.process, before)
    return {
      ...seen,
      served,
      descriptors: before === null || after === null ? null : { before, after },
      complaints: server.complaints(),
    }
  } finally {
    server?.process.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  }
}

interface Served {
  readonly process: ChildProcess
  readonly port: number
  complaints(): string
}

async function serve(mediaDir: string, indexDir: string): Promise<Served> {
  const port = await freePort()
  const program = path.join(packageRoot, 'dist/scripts/lectern.js')
  const flags = [
    'serve',
    '--media',
    mediaDir,
    '--index',
    indexDir,
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
  ]
  const child = spawn(process.execPath, [program, ...flags], { stdio: ['ignore', 'ignore', 'pipe'] })
  let complaints = ''
  child.stderr.on('data', (part: Buffer) => {
    complaints += part.toString()
  })
  for (let tries = 0; tries < 200; tries += 1) {
    if ((await generationOf(port)) !== null) return { process: child, port, complaints: () => complaints }
    await sleep(50)
  }
  child.kill('SIGKILL')
  throw new Error(`the server did not start: ${complaints}`)
}

/** Null while the server does not answer. */
async function generationOf(port: number): Promise<number | null> {
  const { status, body } = await ask(port, '/healthz', {}, false)
  return status === 200 ? (JSON.parse(body.toString()) as { generation: number }).generation : null
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => {
        resolve(port)
      })
    })
  })
}

/** What a process holds open once its connections are closed: waits until no more than `wanted`, or some seconds. */
async function settledDescriptors(
  { pid = 0 }: ChildProcess,
  wanted: number | null = null,
): Promise<number | null> {
  if (process.platform !== 'linux') return null
  const count = (): number => readdirSync(`/proc/${pid}/fd`).length
  for (let tries = 0; tries < 40 && (wanted === null ? tries < 10 : count() > wanted); tries += 1)
    await sleep(200)
  return count()
}
