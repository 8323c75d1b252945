import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

import type { Event, Talk } from '../../../src/archive/event.js'
import { toWebVtt } from '../../../src/archive/webvtt.js'
import { packageRoot } from '../../../src/packageRoot.js'
import type { Corpus, MadeTalk } from './corpus.js'
import { percentile } from './timing.js'

/** Seconds of `lectern ingest`, from the start of the command to its end. */
export interface Updates {
  readonly first: number
  /** After one cue of one talk was changed: the median of some edits. */
  readonly edited: number
  /** After one talk was added. */
  readonly added: number
}

export const EDITS = 3
const COMMAND = path.join(packageRoot, 'dist/scripts/lectern.js')

/**
 * Lays the collection out as an organizer would, transcripts only, and ingests it; then once more after each of some
 * edits, and after an addition. The last talk is the one that is added.
 */
export async function timeUpdates(corpus: Corpus, folder: string): Promise<Updates> {
  const mediaDir = path.join(folder, 'media')
  const last = corpus.talks - 1
  const talks = new Map<string, Talk[]>()
  for (let number = 0; number < last; number += 1) {
    const made = corpus.talk(number)
    await writeTalk(made, mediaDir)
    const known = talks.get(made.talk.event)
    if (known) known.push(made.talk)
    else talks.set(made.talk.event, [made.talk])
  }
  for (const [event, own] of talks) await writeEvent(corpus.event(event), own, mediaDir)

  const run = (): Promise<number> => ingest(mediaDir, path.join(folder, 'index'))
  const first = await run()
  const edits: number[] = []
  for (let edit = 1; edit <= EDITS; edit += 1) {
    const file = transcriptOf(corpus.talk(Math.floor((last * edit) / (EDITS + 1))).talk, mediaDir)
    writeFileSync(file, readFileSync(file, 'utf8').replace(/(-->.*\n)/, '$1unheardof '))
    edits.push(await run())
  }
  const made = corpus.talk(last)
  await writeTalk(made, mediaDir)
  await writeEvent(
    corpus.event(made.talk.event),
    [...(talks.get(made.talk.event) ?? []), made.talk],
    mediaDir,
  )
  return { first, edited: percentile(edits, 0.5), added: await run() }
}

/** @throws when something of the collection cannot be read, and says what */
async function ingest(mediaDir: string, indexDir: string): Promise<number> {
  const began = performance.now()
  const options = ['--json', '--media', mediaDir, '--index', indexDir]
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('LECTERN_')))
  try {
    await promisify(execFile)(process.execPath, [COMMAND, 'ingest', ...options], { env, maxBuffer: Infinity })
  } catch (error) {
    const { stdout = '' } = error as { readonly stdout?: string }
    throw new Error(`the made collection cannot be ingested: ${stdout.slice(-500)}`, { cause: error })
  }
  return (performance.now() - began) / 1000
}

function transcriptOf({ id }: Talk, mediaDir: string): string {
  return path.join(mediaDir, ...id.split('/'), 'transcript.en.vtt')
}

async function writeTalk({ talk, content }: MadeTalk, mediaDir: string): Promise<void> {
  const file = transcriptOf(talk, mediaDir)
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, toWebVtt(content.transcripts[0]?.cues ?? []))
}

/** JSON is YAML too. */
async function writeEvent(event: Event, talks: readonly Talk[], mediaDir: string): Promise<void> {
  const manifest = {
    name: event.name,
    startDate: event.startDate,
    persons: [
      ...new Map(talks.flatMap(({ persons }) => persons.map(({ id, name }) => [id, { id, name }]))).values(),
    ],
    talks: talks.map(({ slug, name, abstract, persons, keywords }) => ({
      id: slug,
      name,
      abstract,
      keywords,
      persons: persons.map((person) => ({ id: person.id, role: person.role })),
    })),
  }
  await mkdir(path.join(mediaDir, event.id), { recursive: true })
  await writeFile(path.join(mediaDir, event.id, 'event.yaml'), JSON.stringify(manifest, null, 1))
}
