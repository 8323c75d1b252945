#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Command, InvalidArgumentError } from 'commander'

import { ingest } from '../../src/ingest/ingest.js'
import { writeArchive } from './pagesArchive.js'
import { measurePages, type PageCost } from './pagesRun.js'

/** Milliseconds of server time that these pages may take at half of all requests. */
const LIMIT = 10
const HELD_TO_IT = /^(?:home|event|search.*)$/

const program = new Command('bench:pages')
  .description(
    'Make an archive of many talks, serve it, and measure what each kind of page costs the server.',
  )
  .option('--talks <number>', 'how many talks', wholeNumber, 1000)
  .option('--words <number>', 'how many words are said in each', wholeNumber, 3600)
  .option('--seconds <number>', 'how long each page is asked for', wholeNumber, 3)
  .option('--folder <path>', 'where the archive is made; kept and used again when given')
  .parse()
const { talks, words, seconds, folder } = program.opts<{
  talks: number
  words: number
  seconds: number
  folder?: string
}>()

const root = path.resolve(folder ?? path.join(tmpdir(), `lectern-pages-${process.pid}`))
const [mediaDir, indexDir] = [
  path.join(root, `media-${talks}-${words}`),
  path.join(root, `index-${talks}-${words}`),
]
try {
  if (!existsSync(mediaDir)) await writeArchive(mediaDir, { talks, words })
  const began = performance.now()
  const { summary } = await ingest({ mediaDir, indexDir })
  console.log(
    `${talks} talks of ${words} words; ingested in ${((performance.now() - began) / 1000).toFixed(0)} s, ` +
      `${summary.errors} errors\n`,
  )
  console.log(line(['page', 'p50 ms', 'p99 ms', 'first ms', 'reads', 'req/s x10', 'kB']))
  const costs = await measurePages(indexDir, seconds, (cost) => {
    console.log(line(cellsOf(cost)))
  })
  const slow = costs.filter(({ name, p50 }) => HELD_TO_IT.test(name) && p50 > LIMIT)
  for (const { name, p50 } of slow) console.error(`\n${name}: ${p50.toFixed(1)} ms is above ${LIMIT} ms`)
  process.exitCode = slow.length > 0 ? 1 : 0
} finally {
  if (folder === undefined) await rm(root, { recursive: true, force: true })
}

function cellsOf({ name, p50, p99, first, reads, perSecond, bytes }: PageCost): string[] {
  const numbers = [p50.toFixed(2), p99.toFixed(2), first.toFixed(1), String(reads)]
  return [name, ...numbers, perSecond.toFixed(0), (bytes / 1000).toFixed(0)]
}

function line([name = '', ...cells]: readonly string[]): string {
  return name.padEnd(22) + cells.map((cell) => cell.padStart(11)).join('')
}

function wholeNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.')
  return Number(text)
}
