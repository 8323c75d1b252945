import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { createRandom } from './random.js'

export interface KillsOptions {
  readonly seed: string
  readonly rounds: number
  /** The command line's own file, as it is built. */
  readonly program: string
  readonly onRound?: (round: Round) => void
}

/** One killed ingest. */
export interface Round {
  readonly number: number
  /** When it was killed after it began, milliseconds; null when it had ended by then. */
  readonly killedAfter: number | null
  /** What the site served then: the state before, or that which the killed ingest had just published. */
  readonly served: 'before' | 'after' | 'neither'
}

export interface KillsResult {
  readonly rounds: readonly Round[]
  /** What must never happen, in words; empty when all is well. */
  readonly failures: readonly string[]
}

const TALKS = 40
/** One ingest of the archive takes about so long, milliseconds; it is measured first. */
const AT_LEAST = 200

/**
 * Kills ingests at random moments while a site serves their index. The site must go on with a whole state, old or new,
 * and the next ingest must complete and leave nothing of the killed one behind.
 */
export async function tortureKills(options: KillsOptions): Promise<KillsResult> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lectern-kills-'))
  const place = { ...options, folder, failures: [] as string[] }
  let site: Site | null = null
  try {
    write(folder, 'word0')
    const began = performance.now()
    runWhole(place)
    const usual = Math.max(AT_LEAST, performance.now() - began)
    site = await openSite(place)
    const rounds: Round[] = []
    for (let number = 1; number <= options.rounds; number++) {
      const random = createRandom(`${options.seed}/${number}`)
      const round = await killOne(place, site, number, random.below(usual))
      options.onRound?.(round)
      rounds.push(round)
    }
    if (site.output().includes('cannot be used')) place.failures.push(`the site complained: ${site.output()}`)
    return { rounds, failures: place.failures }
  } finally {
    site?.child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Place {
  readonly folder: string
  readonly program: string
  readonly failures: string[]
}

interface Site {
  readonly child: ChildProcess
  readonly url: string
  output(): string
}

async function killOne(place: Place, site: Site, number: number, after: number): Promise<Round> {
  const [before, now] = [`word${number - 1}`, `word${number}`]
  write(place.folder, now)
  const child = spawn(process.execPath, [place.program, 'ingest'], {
    cwd: place.folder,
    env,
    stdio: 'ignore',
  })
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
  await Promise.race([sleep(after), ended])
  child.kill('SIGKILL')
  const [, signal] = await ended

  const [old, fresh] = await settled(site, before, now)
  const served = old === TALKS && fresh === 0 ? 'before' : fresh === TALKS && old === 0 ? 'after' : 'neither'
  if (served === 'neither')
    place.failures.push(`round ${number}: the site finds ${old} old and ${fresh} new talks of ${TALKS}`)

  runWhole(place)
  for (let tries = 0; (await talksWith(site, now)) !== TALKS; tries++) {
    if (tries > 100) {
      place.failures.push(`round ${number}: the next ingest's words are not served`)
      break
    }
    await sleep(100)
  }
  if ((await talksWith(site, before)) !== 0) place.failures.push(`round ${number}: old words are still found`)
  const left = readdirSync(path.join(place.folder, 'index'), { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => /^(tmp|lock)\b|\.tmp$|\.json\.\d+$|^current\.\d+$/.test(name))
  if (left.length > 0) place.failures.push(`round ${number}: left behind: ${left.join(', ')}`)
  return { number, killedAfter: signal === 'SIGKILL' ? Math.round(after) : null, served }
}

/** How many talks hold the old and the new word, once both come from one state. */
async function settled(site: Site, before: string, now: string): Promise<[old: number, fresh: number]> {
  for (;;) {
    const first = await generation(site)
    const found: [number, number] = [await talksWith(site, before), await talksWith(site, now)]
    if ((await generation(site)) === first) return found
  }
}

async function generation(site: Site): Promise<number> {
  return ((await (await fetch(`${site.url}healthz`)).json()) as { generation: number }).generation
}

async function talksWith(site: Site, word: string): Promise<number> {
  const answer = await fetch(`${site.url}api/v1/search?q=%22${word}%22&limit=1`)
  if (!answer.ok) throw new Error(`the site answers ${answer.status}`)
  return ((await answer.json()) as { total: number }).total
}

/** Words only: with pictures a round takes longer and tries nothing else. */
const env = { ...process.env, LECTERN_FFMPEG: '', LECTERN_FFPROBE: '', LECTERN_SOFFICE: '', PORT: '0' }

function runWhole({ program, folder, failures }: Place): void {
  const { status, stderr } = spawnSync(process.execPath, [program, 'ingest'], {
    cwd: folder,
    env,
    encoding: 'utf8',
  })
  if (status !== 0) failures.push(`an ingest ended with ${status ?? 'a signal'}: ${stderr}`)
}

async function openSite({ program, folder }: Place): Promise<Site> {
  const child = spawn(process.execPath, [program, 'serve'], { cwd: folder, env })
  let text = ''
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      text += String(chunk)
      const said = /Lectern is at (http:\S+)/.exec(text)?.[1]
      if (said !== undefined) resolve(said)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('exit', () => {
      reject(new Error(`the site ended: ${text}`))
    })
  })
  return { child, url, output: () => text }
}

function write(folder: string, word: string): void {
  for (let talk = 0; talk < TALKS; talk++) {
    const file = path.join(folder, `media/event/talk-${talk}/transcript.en.vtt`)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, `WEBVTT\n\n00:01.000 --> 00:04.000\nNumber ${talk} says ${word} today.\n`)
  }
}
