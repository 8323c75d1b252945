import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import type { Problem } from '../../src/archive/problem.js'
import { findMediaTools } from '../../src/media/tools.js'
import { FORMATS, formatOf } from '../../src/readers/formats.js'
import { BATCH_FOLDER, layGround, runBatch, type Ground, type Verdict } from './batch.js'
import { mutate, type Mutated } from './mutations.js'
import { createRandom } from './random.js'
import { makeSamples, type Sample } from './samples.js'
import { startWatchdog, type Watchdog } from './watchdog.js'

export interface TortureOptions {
  readonly seed: string
  /** Mutated files in all, shared out evenly over the formats. */
  readonly count: number
  /** Only samples whose label begins so. */
  readonly format?: string
  /** Let LibreOffice draw decks too; without it the run is several times faster. */
  readonly office?: boolean
  /** Where files that failed are kept. */
  readonly keep?: string
  readonly onRow?: (row: Row) => void
}

/** What became of the mutated files of one format. */
export interface Row extends Readonly<Record<Verdict, number>> {
  readonly label: string
  /** Wall time of their ingests, seconds. */
  readonly took: number
}

export interface TortureResult {
  readonly rows: readonly Row[]
  /** In words, each with what is needed to see it again. */
  readonly failures: readonly string[]
  /** Formats that are read but were not tried, and good files that are not read. */
  readonly untried: readonly string[]
}

const BATCH = 20
const BATCH_SECONDS = 300
const HANG_SECONDS = 120

/** Damages good files of every format and ingests them in batches; see `runBatch` for what is asserted. */
export async function tortureReaders(options: TortureOptions): Promise<TortureResult> {
  const ground = layGround(options.office === true)
  const watchdog = startWatchdog(HANG_SECONDS)
  const failures: string[] = []
  try {
    const { samples, untried } = await readable(ground, options.format, watchdog)
    const rows: Row[] = []
    for (const [i, sample] of samples.entries()) {
      const count =
        Math.floor(((i + 1) * options.count) / samples.length) -
        Math.floor((i * options.count) / samples.length)
      const row = await tortureSample(sample, count, ground, options, watchdog, failures)
      options.onRow?.(row)
      rows.push(row)
    }
    return { rows, failures, untried }
  } finally {
    await watchdog.stop()
    ground.close()
  }
}

/** The good files that are read: only of these can be said what damage does. */
async function readable(
  ground: Ground,
  only: string | undefined,
  watchdog: Watchdog,
): Promise<{ samples: Sample[]; untried: string[] }> {
  const { ffmpeg } = await findMediaTools()
  const all = makeSamples(ffmpeg).filter((sample) => only === undefined || sample.label.startsWith(only))
  const known = all.filter(({ name }) => isManifest(name) || formatOf(name) !== null)
  const { verdicts } = await runBatch(ground, known, BATCH_SECONDS, (item) => {
    watchdog.hear(`the good files: ${item}`)
  })
  const samples = known.filter((_, n) => verdicts[n] === 'right' || verdicts[n] === 'repaired')
  const tried = new Set(all.map(({ name }) => formatOf(name)?.id))
  const untried = [
    ...all
      .filter((sample) => !samples.includes(sample))
      .map(({ label }) => `${label}: the good file is not read`),
    ...FORMATS.filter((row) => only === undefined && (row.read ?? row.readDeck) && !tried.has(row.id)).map(
      ({ id }) => `${id}: there is no good file to damage`,
    ),
  ]
  return { samples, untried }
}

async function tortureSample(
  sample: Sample,
  count: number,
  ground: Ground,
  { seed, keep }: TortureOptions,
  watchdog: Watchdog,
  failures: string[],
): Promise<Row> {
  const began = performance.now()
  const counts: Record<Verdict, number> = { right: 0, repaired: 0, named: 0, lost: 0 }
  // There is one archive.yaml in an archive.
  const size = sample.name === 'archive.yaml' ? 1 : BATCH
  for (let from = 0; from < count; from += size) {
    const mutated = Array.from({ length: Math.min(size, count - from) }, (_, i): Mutated => {
      const random = createRandom(`${seed}/${sample.label}/${from + i}`)
      return mutate(sample.bytes, sample.substance, random, ground.outside)
    })
    const entries = mutated.map(({ bytes }) => ({ name: sample.name, bytes }))
    const result = await runBatch(ground, entries, BATCH_SECONDS, (item) => {
      watchdog.hear(`${sample.label}, numbers ${from} to ${from + mutated.length - 1}: ${item}`)
    })
    const again = (n: number): string => `--seed ${seed} --format '${sample.label}', number ${n}`
    failures.push(
      ...result.failures.map(
        (failure) => `${failure} (${again(from)} and the ${mutated.length - 1} after it)`,
      ),
    )
    result.verdicts.forEach((verdict, i) => {
      counts[verdict]++
      const problem = unclear(result.problems[i] ?? [], ground)
      if (verdict !== 'lost' && problem === null) return
      const how = mutated[i]?.how.join(', then ') ?? ''
      failures.push(
        `${sample.name}: ${problem ?? 'neither read nor named'} after: ${how} (${again(from + i)})`,
      )
      if (keep !== undefined) keepFile(keep, `${sample.label}-${from + i}-${sample.name}`, mutated[i]?.bytes)
    })
  }
  return { label: sample.label, ...counts, took: (performance.now() - began) / 1000 }
}

/** A problem that shows where the archive lies, or a program's own words for a crash. */
function unclear(problems: readonly Problem[], ground: Ground): string | null {
  const texts = problems.map(({ message, hint }) => `${message} ${hint ?? ''}`)
  // A file may say where the one outside lies, whole or in part; where the archive lies it cannot know.
  const path = texts.find((text) => text.includes(`${ground.folder}/${BATCH_FOLDER}`))
  if (path !== undefined) return `a problem shows a folder of this machine: ${path.slice(0, 200)}`
  const crash = texts.find((text) =>
    /TypeError|RangeError|Cannot read propert|is not a function|undefined is not/.test(text),
  )
  return crash === undefined ? null : `a problem speaks of our own code: ${crash.slice(0, 200)}`
}

function isManifest(name: string): boolean {
  return name === 'event.yaml' || name === 'archive.yaml'
}

function keepFile(folder: string, name: string, bytes: Buffer | undefined): void {
  mkdirSync(folder, { recursive: true })
  if (bytes) writeFileSync(path.join(folder, name.replaceAll(' ', '-')), bytes)
}
