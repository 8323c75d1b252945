import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'

import { createRandom } from '../torture/random.js'

/** How large an archive is made. */
export interface ArchiveSize {
  readonly talks: number
  /** Spoken in each talk. */
  readonly words: number
}

const TALKS_PER_EVENT = 50
const SPEAKERS = 250
const TOPICS = 60
const VOCABULARY = 12_000
const WORDS_PER_CUE = 9
const CUE_SECONDS = 3.6

/** Words to search for, by how frequent they are made. */
const WORDS = { frequent: 'latency', common: 'memory', rare: 'embedding' } as const
const RANKS: Readonly<Record<number, string>> = { 5: WORDS.frequent, 20: WORDS.common, 1500: WORDS.rare }

/**
 * Writes a made-up archive of transcripts as an organizer would lay it out: the same bytes for the same size. Words are
 * as frequent as in speech (Zipf), so that searches meet rare and common ones.
 */
export async function writeArchive(folder: string, { talks, words }: ArchiveSize): Promise<void> {
  const word = wordsAsSpoken()
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'archive.yaml'), 'title: A made-up archive\n')
  for (let first = 0; first < talks; first += TALKS_PER_EVENT) {
    const event = eventName(first)
    const ids = range(first, Math.min(first + TALKS_PER_EVENT, talks))
    await mkdir(path.join(folder, event), { recursive: true })
    await writeFile(path.join(folder, event, 'event.yaml'), manifest(first, ids, word))
    for (const id of ids) {
      await mkdir(path.join(folder, event, talkName(id)))
      await writeFile(path.join(folder, event, talkName(id), 'transcript.en.vtt'), transcript(words, word))
    }
  }
}

/** A page of every kind in such an archive, by name; addresses below the site's root. */
export function pagesOf(): readonly (readonly [name: string, address: string])[] {
  const event = `/events/${eventName(0)}`
  const { frequent, common, rare } = WORDS
  return [
    ['home', '/'],
    ['events', '/events'],
    ['event', event],
    ['talk', `${event}/${talkName(7)}?t=600`],
    ['topics', '/topics'],
    ['topic', '/topics/topic-3'],
    ['speakers', '/speakers'],
    ['speaker', '/speakers/speaker-5'],
    ['search, empty', '/search'],
    ['search, a topic', '/search?q=topic'],
    ['search, rare word', `/search?q=${rare}`],
    ['search, common word', `/search?q=${common}`],
    ['search, two words', `/search?q=${common}+${rare}`],
    ['search, phrase', `/search?q=%22${frequent}+${common}%22`],
    ['API, search', `/api/v1/search?q=${rare}`],
    ['API, event', `/api/v1${event}`],
  ]
}

const eventName = (first: number): string => `conference-${2000 + first / TALKS_PER_EVENT}`
const talkName = (id: number): string => `talk-${id}`

function manifest(first: number, ids: readonly number[], word: () => string): string {
  const year = 2000 + first / TALKS_PER_EVENT
  const speakersOf = (id: number): number[] => [id % SPEAKERS, (id * 7 + 3) % SPEAKERS].slice(0, 1 + (id % 2))
  const text = (count: number): string => range(0, count).map(word).join(' ')
  return [
    `name: Conference ${year}`,
    `description: ${text(30)}`,
    `startDate: ${year}-05-04`,
    'timeZone: Europe/Berlin',
    'persons:',
    ...[...new Set(ids.flatMap(speakersOf))].map(
      (id) => `  - { id: speaker-${id}, name: Speaker Number${id}, affiliation: University ${id % 40} }`,
    ),
    'talks:',
    ...ids.flatMap((id, position) => [
      `  - id: ${talkName(id)}`,
      `    name: ${text(6)}`,
      `    abstract: ${text(80)}`,
      `    start: ${year}-05-0${4 + Math.floor(position / 16)}T${10 + Math.floor((position % 16) / 2)}:${position % 2 ? '30' : '00'}`,
      `    persons: [${speakersOf(id)
        .map((speaker) => `speaker-${speaker}`)
        .join(', ')}]`,
      `    keywords: [Topic ${id % TOPICS}, Topic ${(id * 13) % TOPICS}]`,
    ]),
    '',
  ].join('\n')
}

function transcript(words: number, word: () => string): string {
  const cues = range(0, Math.ceil(words / WORDS_PER_CUE)).map((index) => {
    const start = index * CUE_SECONDS
    const said = range(0, WORDS_PER_CUE).map(word).join(' ')
    return `${timestamp(start)} --> ${timestamp(start + CUE_SECONDS)}\n${said}${index % 3 === 2 ? '.' : ''}\n`
  })
  return ['WEBVTT\n', ...cues].join('\n')
}

function timestamp(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(11, 23)
}

/** Draws words of a made-up language: the one of rank r with a probability of about 1/r. */
function wordsAsSpoken(): () => string {
  const random = createRandom('pages')
  const letter = (from: string): string => from.charAt(random.below(from.length))
  const syllable = (): string => letter('bcdfghklmnprstvw') + letter('aeiou') + letter('lmnrst')
  const words = range(0, VOCABULARY).map(
    (rank) => RANKS[rank] ?? syllable() + syllable() + (rank > 200 ? syllable() : ''),
  )
  return () => words[Math.floor(words.length ** (random.below(2 ** 30) / 2 ** 30)) - 1] ?? ''
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_each, index) => from + index)
}
