import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { createAddresses } from '../../src/archive/addresses.js'
import { createCatalogue } from '../../src/archive/catalogue.js'
import type { Event, Talk, TalkContent } from '../../src/archive/event.js'
import type { Transcript } from '../../src/archive/transcript.js'
import { formatOf } from '../../src/readers/formats.js'
import type { FileRef, IndexedGroup, IndexFiles } from '../../src/search/engine.js'
import { DEFAULT_ENGINE } from '../../src/search/engines.js'
import { speechPassages } from '../../src/search/speechPassages.js'
import { createSearch, type Search } from '../../src/search/search.js'

/** A lecture of the corpus: its words with their own times. */
export interface Lecture {
  readonly id: string
  readonly transcript: Transcript
}

/** A query that one place of one lecture answers. */
export interface KnownItem {
  readonly query: string
  readonly lecture: string
  /** Seconds: when what is sought was on screen. */
  readonly intervals: readonly (readonly [start: number, end: number])[]
}

/** The event that all lectures belong to in the bench's archive. */
const EVENT = 'lectures'

/** Where the lectures are, or null where there is no corpus. */
export function lecturesFolder(): string | null {
  const folder = path.resolve(process.env['CORPUS_DIR'] ?? '../shared/corpus', 'alignment')
  return existsSync(folder) ? folder : null
}

/** Reads every lecture of a folder with our own reader, in order of name. */
export function readLectures(folder: string): Lecture[] {
  return readdirSync(folder)
    .filter((id) => existsSync(path.join(folder, id, 'transcript.txt')))
    .sort()
    .map((id) => {
      const file = path.join(folder, id, 'transcript.txt')
      const { value } = formatOf(file)?.read?.(readFileSync(file), file) ?? {}
      if (!value) throw new Error(`${file} cannot be read as a transcript`)
      const { cues, timing, guessedLanguage } = value
      return { id, transcript: { id: 'en', inLanguage: guessedLanguage ?? 'en', timing, cues } }
    })
}

/** Reads `queries.tsv`: query, lecture, intervals as `1.5-20.0;31.0-40.5`. */
export function readKnownItems(folder: string): KnownItem[] {
  const [, ...rows] = readFileSync(path.join(folder, 'queries.tsv'), 'utf8').trim().split('\n')
  return rows.map((row, index) => {
    const [query = '', lecture = '', written = ''] = row.split('\t')
    const intervals = written.split(';').map((interval): [number, number] => {
      const [start = NaN, end = NaN] = interval.split('-').map(Number)
      return [start, end]
    })
    if (!query || intervals.flat().some(Number.isNaN))
      throw new Error(`queries.tsv:${index + 2}: this is not a query, a lecture and its intervals`)
    return { query, lecture, intervals }
  })
}

/** The full talk id of a lecture in the bench's archive. */
export function talkOf(lecture: string): string {
  return `${EVENT}/${lecture}`
}

/** A search over what the lectures say, and nothing that is written about them. */
export async function searchLectures(lectures: readonly Lecture[]): Promise<Search> {
  const talks = lectures.map(lectureTalk)
  const contents = new Map(
    lectures.map(({ id, transcript }): [string, TalkContent] => [
      talkOf(id),
      { talk: talkOf(id), transcripts: [transcript], slideTrack: [] },
    ]),
  )
  const catalogue = createCatalogue({
    archive: { title: 'Lectures', inLanguage: 'en', links: [] },
    events: [lectureEvent(talks)],
    talks,
    persons: [],
    topics: [],
  })
  const groups = talks.map((talk): IndexedGroup => {
    const content = contents.get(talk.id)
    return { id: talk.id, key: talk.id, passages: () => (content ? speechPassages(talk, content) : []) }
  })
  const files = memoryFiles()
  const engine = await DEFAULT_ENGINE.open(await DEFAULT_ENGINE.update(groups, null, files), files)
  return createSearch({ catalogue, engine, addresses: createAddresses('') })
}

/** An index's files in memory: nothing of a bench stays on the disk. */
function memoryFiles(): IndexFiles {
  const contents = new Map<string, Uint8Array>()
  const bytesOf = ({ hash }: FileRef): Uint8Array => {
    const bytes = contents.get(hash)
    if (!bytes) throw new Error(`the index has no file ${hash}`)
    return bytes
  }
  return {
    put: (bytes) => {
      const hash = createHash('sha256').update(bytes).digest('hex')
      contents.set(hash, Uint8Array.from(bytes))
      return Promise.resolve({ hash, bytes: bytes.byteLength })
    },
    read: (ref) => Promise.resolve(bytesOf(ref)),
    readWhole: (ref) => Promise.resolve(bytesOf(ref)),
    readAt: (ref, start, end) => bytesOf(ref).subarray(start, end),
  }
}

function lectureTalk({ id, transcript }: Lecture): Talk {
  const { inLanguage, timing, cues } = transcript
  return {
    id: talkOf(id),
    event: EVENT,
    slug: id,
    name: id,
    persons: [],
    keywords: [],
    status: 'recorded',
    recordingOptOut: false,
    files: [],
    absences: [],
    links: [],
    chapters: [],
    transcripts: [{ id: transcript.id, inLanguage, timing, cues: cues.length, words: 0 }],
    oldIds: [],
  }
}

function lectureEvent(talks: readonly Talk[]): Event {
  return {
    id: EVENT,
    name: 'Lectures',
    alternateName: [],
    organizer: [],
    keywords: [],
    notes: [],
    links: [],
    faq: [],
    talks: talks.map((talk) => talk.id),
    oldIds: [],
  }
}
