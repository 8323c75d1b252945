#!/usr/bin/env node
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Command, InvalidArgumentError } from 'commander'

import { serveMadeArchive } from '../bench/servedArchive.js'
import { sendHostileQueries } from './queriesRun.js'

const program = new Command('torture:queries')
  .description('Send queries that nobody would mean: no answer may be a failure, none may hold their markup.')
  .option('--queries <number>', 'how many', wholeNumber, 10_000)
  .option('--seed <text>', 'other queries for another seed', 'lectern')
  .parse()
const options = program.opts<{ queries: number; seed: string }>()

const folder = await mkdtemp(path.join(tmpdir(), 'lectern-queries-'))
try {
  const site = await serveMadeArchive(folder, { talks: 60, words: 600 })
  const report = await sendHostileQueries(
    async (address) => {
      const answer = await fetch(site.url + address, { redirect: 'manual' })
      return {
        status: answer.status,
        type: answer.headers.get('content-type') ?? '',
        text: await answer.text(),
      }
    },
    { ...options, talk: site.talk },
  )
  await site.close()
  const statuses = [...report.statuses]
    .sort(([a], [b]) => a - b)
    .map(([status, count]) => `${count} × ${status}`)
  console.log(
    `${report.asked} queries: ${statuses.join(', ')}; the slowest took ${report.slowest.toFixed(0)} ms`,
  )
  for (const failure of report.failures.slice(0, 20)) console.error(failure.slice(0, 300))
  process.exitCode = report.failures.length > 0 ? 1 : 0
} finally {
  await rm(folder, { recursive: true, force: true })
}

function wholeNumber(text: string): number {
  if (!/^\d{1,7}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.')
  return Number(text)
}
