#!/usr/bin/env node
import { randomInt } from 'node:crypto'
import { Command, InvalidArgumentError } from 'commander'

import { tortureReaders, type Row } from './torture.js'

const program = new Command('torture:readers')
  .description(
    'Damage good files of every format and ingest them: each must be read or named, and nothing else lost.',
  )
  .option('--seed <text>', 'the run to repeat', String(randomInt(1_000_000)))
  .option('--count <number>', 'how many damaged files in all', wholeNumber, 1000)
  .option('--format <label>', 'only formats whose label begins so, e.g. vtt or pdf')
  .option('--office', 'let LibreOffice draw damaged decks too: seconds a file')
  .option('--keep <folder>', 'where files that failed are kept')
  .parse()

const options = program.opts<{
  seed: string
  count: number
  format?: string
  office?: boolean
  keep?: string
}>()
const line = (label: string, cells: readonly (string | number)[]): string =>
  label.padEnd(18) + cells.map((cell) => String(cell).padStart(9)).join('')
const cellsOf = ({ right, repaired, named, lost, took }: Row): (string | number)[] => [
  ...[right, repaired, named, lost],
  took.toFixed(1),
]

console.log(`seed ${options.seed}\n`)
console.log(line('format', ['right', 'repaired', 'named', 'lost', 'seconds']))
const { rows, failures, untried } = await tortureReaders({
  ...options,
  onRow: (row) => {
    console.log(line(row.label, cellsOf(row)))
  },
})
const sum = (key: Exclude<keyof Row, 'label'>): number => rows.reduce((total, row) => total + row[key], 0)
console.log(
  line(
    'all',
    cellsOf({
      label: '',
      right: sum('right'),
      repaired: sum('repaired'),
      named: sum('named'),
      lost: sum('lost'),
      took: sum('took'),
    }),
  ),
)
for (const each of untried) console.log(`not tried: ${each}`)
for (const failure of failures) console.error(`\nFAILED ${failure}`)
if (failures.length > 0) console.error(`\nseed ${options.seed}`)
process.exitCode = failures.length > 0 ? 1 : 0

function wholeNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.')
  return Number(text)
}
