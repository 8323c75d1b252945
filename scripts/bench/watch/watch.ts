#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { Command, InvalidArgumentError } from 'commander'

import { measureLoad, measurePlaying, openSite } from './watchRun.js'
import { MADE_TALK, writeLongTalk } from './watchTalk.js'

/** Milliseconds of script that a change of the spoken sentence may take, and from which on a task is long. */
const LIMIT = { script: 4, task: 50 }

const program = new Command('bench:watch')
  .description('Make a talk of hours, open its page in Chromium, and measure the work of its scripts.')
  .option('--hours <number>', 'how long the talk is', wholeNumber, 3)
  .option('--cues <number>', 'how many captions it has', wholeNumber, 3600)
  .option('--slides <number>', 'how many pages its deck has', wholeNumber, 200)
  .option('--seconds <number>', 'how long it is played, at double speed', wholeNumber, 60)
  .option('--loads <number>', 'how often the page is loaded', wholeNumber, 5)
  .option('--browser <path>', 'the Chromium to use', process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium')
  .option('--folder <path>', 'where the talk is made; kept and used again when given')
  .parse()
const {
  hours,
  cues,
  slides,
  seconds,
  loads,
  browser: executablePath,
  folder,
} = program.opts<{
  hours: number
  cues: number
  slides: number
  seconds: number
  loads: number
  browser: string
  folder?: string
}>()

const root =
  folder === undefined ? await mkdtemp(path.join(tmpdir(), 'lectern-watch-')) : path.resolve(folder)
const mediaDir = path.join(root, `media-${hours}-${cues}-${slides}`)
try {
  if (!existsSync(mediaDir)) await writeLongTalk(mediaDir, { hours, cues, slides })
  const site = await openSite(mediaDir, path.join(root, `index-${hours}-${cues}-${slides}`))
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--mute-audio'],
  })
  try {
    const address = `${site.url}/events/${MADE_TALK}?t=${(hours * 3600) / 2}`
    console.log(`${hours} h, ${cues} captions, ${slides} slides; Chromium ${browser.version()}\n`)
    const load = await measureLoad(browser, address, loads)
    console.log(cells('', ['p50', 'p95', 'max']))
    console.log(row('script at load, ms', load.scripts))
    console.log(row('longest task at load, ms', load.longest))
    console.log(row('first paint with content, ms', load.painted))
    const playing = await measurePlaying(browser, address, seconds)
    console.log(row(`script per sentence (${playing.changes.length}), ms`, playing.changes))
    console.log(row('script of a second of playing, ms', playing.perSecond))
    console.log(row('longest task while playing, ms', [playing.longest]))
    const tooLong = playing.changes.filter((length) => length > LIMIT.script)
    if (tooLong.length > 0)
      console.error(`\n${tooLong.length} sentences took more than ${LIMIT.script} ms of script`)
    if (playing.longest > LIMIT.task) console.error('\nthere was a long task while playing')
    process.exitCode = tooLong.length > 0 || playing.longest > LIMIT.task ? 1 : 0
  } finally {
    await browser.close()
    await site.close()
  }
} finally {
  if (folder === undefined) await rm(root, { recursive: true, force: true })
}

/** A row of the table: the quantiles of measured numbers, with one decimal. */
function row(name: string, numbers: readonly number[]): string {
  const sorted = [...numbers].sort((a, b) => a - b)
  const at = (share: number): string => (sorted[Math.ceil(share * sorted.length) - 1] ?? NaN).toFixed(1)
  return cells(name, [at(0.5), at(0.95), at(1)])
}

function cells(name: string, texts: readonly string[]): string {
  return [name.padEnd(34), ...texts.map((text) => text.padStart(8))].join('')
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('it is a whole number above 0')
  return value
}
