import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import type { Talk } from '../../src/archive/event.js'
import type { Problem } from '../../src/archive/problem.js'
import { ingest } from '../../src/ingest/ingest.js'
import { parseSearchRequest } from '../../src/search/request.js'
import { openLiveArchive } from '../../src/web/liveArchive.js'
import { EVENT_MANIFEST } from './samples.js'

/** A file to be ingested: as the only file of a talk of its own, or as a manifest. */
export interface Entry {
  readonly name: string
  readonly bytes: Buffer
}

/** What an ingest made of a file. */
export type Verdict = 'right' | 'repaired' | 'named' | 'lost'

export interface BatchResult {
  /** In the order of the entries. */
  readonly verdicts: readonly Verdict[]
  readonly problems: readonly (readonly Problem[])[]
  /** What must never happen, in words; empty when all is well. */
  readonly failures: readonly string[]
}

/** Words that stand in files of this run and nowhere else. */
const NEIGHBOUR_WORD = 'zanzibar'
const OUTSIDE_WORD = 'quokkaledger'
/** How the folders begin in which archives lie. */
export const BATCH_FOLDER = 'batch-'
const vtt = (word: string): string => `WEBVTT\n\n00:01.000 --> 00:04.000\nThe ${word} harbour answers.\n`

/** A folder with a file that nothing may read, beside the one that is ingested. */
export interface Ground {
  readonly folder: string
  /** Absolute path. */
  readonly outside: string
  /** For the ingests: which programs they may use. */
  readonly env: NodeJS.ProcessEnv
  close(): void
}

/** @param office whether LibreOffice, where there is one, draws decks: seconds a file */
export function layGround(office: boolean): Ground {
  const folder = mkdtempSync(path.join(tmpdir(), 'lectern-torture-'))
  const outside = path.join(folder, 'outside.vtt')
  writeFileSync(outside, vtt(OUTSIDE_WORD))
  return {
    folder,
    outside,
    env: office ? process.env : { ...process.env, LECTERN_SOFFICE: '' },
    close: () => {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/**
 * Ingests files side by side, each in a talk of its own, with an unharmed talk among them, and judges what became of
 * each: read without a word, read with a problem said, named in a problem, or lost.
 * @param seconds after which the ingest counts as hung
 */
export async function runBatch(
  ground: Ground,
  entries: readonly Entry[],
  seconds: number,
  onItem: (item: string) => void,
): Promise<BatchResult> {
  const root = mkdtempSync(path.join(ground.folder, BATCH_FOLDER))
  const [mediaDir, indexDir] = [path.join(root, 'media'), path.join(root, 'index')]
  const write = (file: string, bytes: string | Buffer): void => {
    mkdirSync(path.dirname(path.join(mediaDir, file)), { recursive: true })
    writeFileSync(path.join(mediaDir, file), bytes)
  }
  const places = entries.map((entry, n) => placeOf(entry, n))
  entries.forEach((entry, n) => {
    write(places[n]?.file ?? '', entry.bytes)
    if (entry.name === 'event.yaml') write(`event-${n}/talk/transcript.en.vtt`, vtt('eastern'))
  })
  write('neighbour/event.yaml', EVENT_MANIFEST)
  write('neighbour/talk/transcript.en.vtt', vtt(NEIGHBOUR_WORD))

  const failures: string[] = []
  const rejected = (reason: unknown): void => {
    failures.push(
      `unhandled rejection: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`,
    )
  }
  process.on('unhandledRejection', rejected)
  let timer: NodeJS.Timeout | undefined
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`the ingest did not end within ${seconds} s`))
      }, seconds * 1000)
    })
    const onEvent: NonNullable<Parameters<typeof ingest>[0]['onEvent']> = (event) => {
      if (event.type === 'progress') onItem(`${event.phase} ${event.item}`)
    }
    const { problems } = await Promise.race([ingest({ mediaDir, indexDir, onEvent, env: ground.env }), late])
    const { talks, find } = await openIndex(indexDir)
    if (!(await find(NEIGHBOUR_WORD)).includes('/events/neighbour/talk'))
      failures.push('the neighbour was lost')
    if ((await find(OUTSIDE_WORD)).length > 0) failures.push('a file outside the media folder was read')
    const said = places.map(({ file }) => problems.filter((problem) => problem.path === file))
    return {
      verdicts: places.map((place, n) => judge(place, talks, said[n] ?? [])),
      problems: said,
      failures,
    }
  } catch (error) {
    failures.push(error instanceof Error ? (error.stack ?? error.message) : String(error))
    return { verdicts: entries.map(() => 'lost'), problems: entries.map(() => []), failures }
  } finally {
    clearTimeout(timer)
    await new Promise((resolve) => setImmediate(resolve)) // a rejection is told after the microtasks
    process.off('unhandledRejection', rejected)
    rmSync(root, { recursive: true, force: true })
  }
}

export interface Place {
  readonly file: string
  /** The talk whose content shows that the file was read; null for the archive's own manifest. */
  readonly talk: string | null
}

function placeOf({ name }: Entry, n: number): Place {
  if (name === 'archive.yaml') return { file: name, talk: null }
  if (name === 'event.yaml') return { file: `event-${n}/event.yaml`, talk: `event-${n}/talk` }
  return { file: `event/talk-${n}/${name}`, talk: `event/talk-${n}` }
}

/** Judges what became of the file at a place, by the talks of the index and what was said of the file. */
export function judge(
  { talk: id, file }: Place,
  talks: readonly Talk[],
  problems: readonly Problem[],
): Verdict {
  const isNamed = problems.some((problem) => problem.severity !== 'info')
  const talk = talks.find((each) => each.id === id)
  const hasContent =
    talk !== undefined &&
    (talk.transcripts.length > 0 ||
      talk.deck !== undefined ||
      talk.files.some((each) => (each.duration ?? 0) > 0))
  if (file === 'archive.yaml' || hasContent) return isNamed ? 'repaired' : 'right'
  return isNamed ? 'named' : 'lost'
}

/** The talks of an index, and the pages that a word is found on. */
export async function openIndex(
  indexDir: string,
): Promise<{ talks: readonly Talk[]; find: (word: string) => Promise<string[]> }> {
  const archive = openLiveArchive(indexDir, '')
  await archive.refresh()
  archive.close()
  const snapshot = archive.current()
  if (!snapshot) throw new Error('the ingest published nothing')
  const find = async (word: string): Promise<string[]> => {
    const { results } = await snapshot.search.answer(parseSearchRequest({ q: word }))
    return results.flatMap((result) => result.moments.map((moment) => moment.url.replace(/[?#].*$/, '')))
  }
  return { talks: snapshot.catalogue.talks, find }
}
