import { readFileSync, writeFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'

import type { Event, Talk } from '../../../src/archive/event.js'
import { toWebVtt } from '../../../src/archive/webvtt.js'
import { ingest } from '../../../src/ingest/ingest.js'
import type { Corpus, MadeTalk } from './corpus.js'

/** Seconds that ingest takes. */
export interface Updates {
  readonly first: number
  /** After one cue of one talk was changed. */
  readonly edited: number
  /** After one talk was added. */
  readonly added: number
}

/**
 * Lays the collection out as an organizer would, transcripts only, and ingests it; then once more after an edit, and
 * after an addition. The last talk is the one that is added.
 */
export async function timeUpdates(corpus: Corpus, folder: string): Promise<Updates> {
  const mediaDir = path.join(folder, 'media')
  const indexDir = path.join(folder, 'index')
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

  const run = async (): Promise<number> => {
    const began = performance.now()
    const { problems } = await ingest({ mediaDir, indexDir })
    const wrong = problems.find(({ severity }) => severity === 'error')
    if (wrong) throw new Error(`the made collection cannot be ingested: ${wrong.message}`)
    return (performance.now() - began) / 1000
  }
  const first = await run()
  const file = transcriptOf(corpus.talk(Math.floor(last / 2)).talk, mediaDir)
  writeFileSync(file, readFileSync(file, 'utf8').replace(/(-->.*\n)/, '$1unheardof '))
  const edited = await run()
  const made = corpus.talk(last)
  await writeTalk(made, mediaDir)
  await writeEvent(
    corpus.event(made.talk.event),
    [...(talks.get(made.talk.event) ?? []), made.talk],
    mediaDir,
  )
  return { first, edited, added: await run() }
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
