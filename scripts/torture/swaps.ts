#!/usr/bin/env node
import { Command, InvalidArgumentError } from 'commander'

import { swapUnderLoad } from './swapsRun.js'

const program = new Command('torture:swaps')
  .description(
    'Publish one generation after another while clients browse, search and stream: nobody may notice.',
  )
  .option('--swaps <number>', 'how many generations', wholeNumber, 100)
  .option('--clients <number>', 'how many clients at a time; every fourth streams', wholeNumber, 100)
  .parse()
const options = program.opts<{ swaps: number; clients: number }>()

const report = await swapUnderLoad({
  ...options,
  onSwap: (done, { answers, streams, failures, mixed }) => {
    if (done % 10 === 0)
      console.log(
        `${done} swaps: ${answers} answers, ${streams} streams, ${failures.length} failed, ${mixed.length} mixed`,
      )
  },
})
const { descriptors, complaints, served } = report
console.log(`generations served: ${served} of ${options.swaps}`)
if (descriptors)
  console.log(`open files and connections: ${descriptors.before} before, ${descriptors.after} after`)
for (const each of [...report.failures, ...report.mixed].slice(0, 20)) console.error(each)
if (complaints) console.error(complaints)
const isFine =
  report.failures.length + report.mixed.length === 0 &&
  served === options.swaps &&
  (descriptors === null || descriptors.after <= descriptors.before)
process.exitCode = isFine ? 0 : 1

function wholeNumber(text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.')
  return Number(text)
}
