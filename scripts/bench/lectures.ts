import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { createAddresses } from '../../src/archive/addresses.js'
import { createCatalogue } from '../../src/archive/catalogue.js'
import type { Event, Talk, TalkContent } from '../../src/archive/event.js'
import type { Transcript } from '../../src/archive/transcript.js'
import { formatOf } from '../../src/readers/formats.js'
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
export function searchLectures(lectures: readonly Lecture[]): Search {
  const talks = lectures.map(lectureTalk)
  const contents = new Map(
    lectures.map(({ id, transcript }): [string, TalkContent] => [
      talkOf(id),
      { talk: talkOf(id), transcripts: [transcript], slideTrack: [] },
    ]),
  )
  const passages = talks.flatMap((talk) => {
    const content = contents.get(talk.id)
    return content ? speechPassages(talk, content) : []
  })
  const catalogue = createCatalogue({
    archive: { title: 'Lectures', inLanguage: 'en', links: [] },
    events: [lectureEvent(talks)],
    talks,
    persons: [],
    topics: [],
  })
  return createSearch({
    catalogue,
    engine: DEFAULT_ENGINE.open(DEFAULT_ENGINE.build(passages)),
    content: (id) => Promise.resolve(contents.get(id) ?? null),
    addresses: createAddresses(''),
  })
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
