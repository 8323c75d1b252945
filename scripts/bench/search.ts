/**
 * How fast search answers, against other engines, on a made collection. At 1000 and 10000 talks it also writes its
 * section of docs/benchmarks.md. Exits 1 when an answer is wrong or a gate is missed.
 *
 *     npm ci --prefix scripts/bench                  once: the peers
 *     npm run bench:search -- --talks 1000           all engines; 10000: lectern and FTS5
 *       [--only lectern,fts5] [--queries 40] [--rounds 3] [--repeats 5] [--budget 5] [--no-updates] [--no-write]
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

import { createCorpus } from './speed/corpus.js'
import { writeSection } from './speed/document.js'
import { ALL_ENGINES, enginesFor } from './speed/engines.js'
import { checkAnswers } from './speed/gates.js'
import { judge, LARGE, type Measured, SMALL, verdictOf } from './speed/goals.js'
import type { Memory } from './speed/messages.js'
import type { BuildFacts } from './speed/peer.js'
import { buildPeer, openPeer, type PeerHandle } from './speed/peerHandle.js'
import { drawQueries } from './speed/queries.js'
import { reportMarkdown, reportText } from './speed/report.js'
import { type Column, timeAll } from './speed/timing.js'
import { timeUpdates } from './speed/update.js'

const { values: flags } = parseArgs({
  options: {
    talks: { type: 'string', default: '1000' },
    only: { type: 'string' },
    queries: { type: 'string', default: '40' },
    rounds: { type: 'string', default: '3' },
    repeats: { type: 'string', default: '5' },
    budget: { type: 'string', default: '5' },
    'no-updates': { type: 'boolean', default: false },
    'no-write': { type: 'boolean', default: false },
  },
})
const talks = wholeNumber('talks', 20)
const rounds = wholeNumber('rounds', 1)
/** Milliseconds for each kind and column. */
const WARM_UP = 2500
const queryCount = wholeNumber('queries', 10)
const budget = wholeNumber('budget', 1) * 1000
const only = flags.only?.split(',')
const engines = only ? ALL_ENGINES.filter(({ name }) => only.includes(name)) : enginesFor(talks)

const folder = mkdtempSync(path.join(tmpdir(), 'lectern-bench-'))
const peers: PeerHandle[] = []
process.once('exit', () => {
  rmSync(folder, { recursive: true, force: true })
})
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    // The peers' processes end with the channel to this one.
    process.exit(1)
  })
try {
  process.exitCode = await run()
} finally {
  for (const peer of peers) peer.end()
}

/** Build, open, check, time, measure, report. */
async function run(): Promise<number> {
  const corpus = createCorpus(talks)
  say(`drawing ${queryCount} queries of each kind`)
  const queries = drawQueries(corpus, queryCount)
  writeFileSync(path.join(folder, 'queries.json'), JSON.stringify([...queries]))

  const built = new Map<string, BuildFacts>()
  for (const { name, build, folder: shared } of engines) {
    if (!build || shared !== undefined) continue
    say(`building ${name}`)
    built.set(name, (await buildPeer(name, talks, folder)).facts)
  }
  const columns: Column[] = []
  const firstAnswer = new Map<string, number>()
  for (const { name, shapes } of engines) {
    say(`opening ${name}`)
    const peer = await openPeer(name, talks, folder)
    peers.push(peer)
    if (peer.ready.built) built.set(name, peer.ready.built)
    firstAnswer.set(name, peer.ready.firstAnswer)
    for (const shape of shapes) {
      const label = shape === 'top ten' && shapes.length > 1 ? `${name}, top ten` : name
      columns.push({ label, shape, peer })
    }
  }

  say('checking answers')
  const checked = await checkAnswers(corpus, queries, columns)
  for (const fault of checked.faults.slice(0, 20)) console.error(`FAULT  ${fault}`)
  if (checked.faults.length > 20) console.error(`FAULT  and ${checked.faults.length - 20} more`)

  const counts = new Map([...queries].map(([kind, asked]) => [kind, asked.length]))
  const timings = await timeAll(columns, counts, {
    rounds,
    repeats: wholeNumber('repeats', 0),
    warmUp: WARM_UP,
    budget,
    onPass: (pass, blocks) => {
      say(`pass ${pass}: ${blocks} blocks timed`)
    },
  })
  const memory = new Map<string, Memory>()
  for (const peer of peers) memory.set(peer.name, await peer.ask<'memory'>({ type: 'memory' }))
  for (const peer of peers.splice(0)) peer.end()
  if (!flags['no-updates']) say('ingesting, editing, adding')
  const updates = flags['no-updates'] ? null : await timeUpdates(corpus, folder)

  const measured: Measured = { talks, timings, built, memory, firstAnswer, overlap: checked.overlap, updates }
  const labels = columns.map(({ label }) => label)
  console.log(reportText(measured, checked, labels))
  // Another size, or not all engines, is for whoever works on it.
  if (!flags['no-write'] && !only && (talks === SMALL || talks === LARGE))
    writeSection(
      `bench:search ${talks}`,
      `Search at ${talks} talks`,
      reportMarkdown(measured, checked, labels),
    )
  const missed = judge(measured).filter((goal) => verdictOf(goal) === 'MISSED')
  if (checked.faults.length > 0) console.error('FAILED: answers are wrong, so the times mean nothing')
  if (missed.length > 0) console.error(`FAILED: ${missed.length} gates missed`)
  return checked.faults.length + missed.length > 0 ? 1 : 0
}

function say(what: string): void {
  console.error(`${process.uptime().toFixed(0).padStart(5)} s  ${what}`)
}

function wholeNumber(name: 'talks' | 'rounds' | 'repeats' | 'queries' | 'budget', least: number): number {
  const value = Number(flags[name])
  if (!Number.isInteger(value) || value < least)
    throw new Error(`--${name} takes a whole number from ${least}`)
  return value
}
