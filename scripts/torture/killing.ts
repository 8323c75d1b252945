#!/usr/bin/env node
import { randomInt } from 'node:crypto'
import path from 'node:path'
import { Command } from 'commander'

import { packageRoot } from '../../src/packageRoot.js'
import { tortureKills } from './kills.js'

const { seed, rounds } = new Command('torture:kills')
  .description(
    'Kill ingests at random moments under a running site: it must go on, and the next ingest complete.',
  )
  .option('--seed <text>', 'the run to repeat', String(randomInt(1_000_000)))
  .option('--rounds <number>', 'how many ingests are killed', '20')
  .parse()
  .opts<{ seed: string; rounds: string }>()

console.log(`seed ${seed}`)
const { failures } = await tortureKills({
  seed,
  rounds: Math.max(1, Number(rounds) || 20),
  program: path.join(packageRoot, 'dist/scripts/lectern.js'),
  onRound: ({ number, killedAfter, served }) => {
    const how = killedAfter === null ? 'had ended' : `killed after ${killedAfter} ms`
    console.log(`${String(number).padStart(3)}  ${how}, served the state ${served}`)
  },
})
for (const failure of failures) console.error(`FAILED ${failure}`)
process.exitCode = failures.length > 0 ? 1 : 0
