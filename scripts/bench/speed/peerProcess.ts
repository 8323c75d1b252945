/**
 * One engine in a process of its own, so that no other's heap disturbs it: builds its index, or opens it and answers
 * orders, one at a time. Started by `search.ts`.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

import { calibrate } from './calibration.js'
import { createCorpus } from './corpus.js'
import { ALL_ENGINES } from './engines.js'
import type { BenchQuery, Kind } from './kinds.js'
import type { Block, Memory, Order, Ready } from './messages.js'
import type { Found, Opened, Peer, PeerKind, Shape } from './peer.js'

const [mode, name = '', talks = '0', folder = '.'] = process.argv.slice(2)
const engine = ALL_ENGINES.find((one) => one.name === name)
if (!engine || process.send === undefined) throw new Error('this file is started by scripts/bench/search.ts')
const own = path.join(folder, engine.folder ?? engine.name)
mkdirSync(own, { recursive: true })
const send = process.send.bind(process)
if (mode === 'build') {
  const facts = await engine.build?.(createCorpus(Number(talks)), own)
  send({ ok: facts })
  process.disconnect()
} else await serve(engine)

async function serve(kind: PeerKind): Promise<void> {
  const queries = new Map(
    JSON.parse(readFileSync(path.join(folder, 'queries.json'), 'utf8')) as [Kind, readonly BenchQuery[]][],
  )
  const openIt = (): Promise<Opened> => kind.open(() => createCorpus(Number(talks)), own)
  const began = performance.now()
  let opened = await openIt()
  const ready = performance.now() - began
  const [first] = queries.get('common') ?? []
  if (first) for (const peer of Object.values(opened.shapes).slice(0, 1)) await peer.ask(first)
  const shapes: Partial<Record<Shape, Kind[]>> = {}
  for (const shape of ['whole answer', 'top ten'] as const) {
    const peer = opened.shapes[shape]
    if (peer) shapes[shape] = [...peer.kinds]
  }
  const facts: Ready = {
    shapes,
    opened: ready,
    firstAnswer: performance.now() - began,
    ...(opened.built ? { built: opened.built } : {}),
  }
  send({ ok: facts })

  const peerOf = (shape: Shape): Peer => {
    const peer = opened.shapes[shape]
    if (!peer) throw new Error(`${name} has no ${shape}`)
    return peer
  }
  const obey = async (order: Exclude<Order, { type: 'end' }>): Promise<unknown> => {
    if (order.type === 'answers') return answers(peerOf(order.shape), queries.get(order.kind) ?? [])
    if (order.type === 'warm') return warm(peerOf(order.shape), queries.get(order.kind) ?? [], order.budget)
    if (order.type === 'time') return time(peerOf(order.shape), queries.get(order.kind) ?? [], order.budget)
    if (order.type === 'base') {
      const { base } = peerOf('whole answer')
      if (!base) throw new Error(`${name} has no base scores`)
      return Promise.all(order.words.map(base))
    }
    const before = await memory()
    if (kind.build === undefined) return before
    const next = await openIt()
    for (const peer of Object.values(next.shapes)) if (first) await peer.ask(first)
    opened = next
    return { ...before, swapPeak: (await memory()).peak }
  }
  process.on('message', (order: Order) => {
    if (order.type === 'end') {
      process.disconnect()
      return
    }
    obey(order).then(
      (ok) => send({ ok }),
      (error: unknown) => send({ error: String(error instanceof Error ? (error.stack ?? error) : error) }),
    )
  })
}

async function answers(peer: Peer, queries: readonly BenchQuery[]): Promise<Found[]> {
  const found: Found[] = []
  for (const query of queries) found.push(await peer.ask(query))
  return found
}

/** Asks over and over until so many milliseconds are over. */
async function warm(peer: Peer, queries: readonly BenchQuery[], budget: number): Promise<number> {
  const began = performance.now()
  let asked = 0
  while (queries.length > 0)
    for (const query of queries) {
      await peer.ask(query)
      asked += 1
      if (performance.now() - began > budget) return asked
    }
  return asked
}

async function time(peer: Peer, queries: readonly BenchQuery[], budget: number): Promise<Block> {
  const before = calibrate()
  const times: number[] = []
  const began = performance.now()
  for (const query of queries) {
    const asked = performance.now()
    await peer.ask(query)
    const answered = performance.now()
    times.push(answered - asked)
    if (answered - began > budget) break
  }
  return { calibration: Math.max(before, calibrate()), times }
}

async function memory(): Promise<Memory> {
  for (let turn = 0; turn < 3; turn += 1) {
    globalThis.gc?.()
    await wait(300)
  }
  return { settled: process.memoryUsage.rss(), peak: process.resourceUsage().maxRSS * 1024 }
}
