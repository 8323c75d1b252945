import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'

import { packageRoot } from '../../src/packageRoot.js'

const EVENT = 'swapping'
const TALKS = 6
/** Said in every talk of every generation. */
const WORD = 'harbour'
const RECORDING = 'media/personal-asplos-2020/at-scale-inference/video.mp4'

/** What a client asks for, and whether a generation's mark stands in the answer. */
export interface Asked {
  readonly path: string
  readonly marked: boolean
}

/** A word that stands in all titles and transcripts of one generation, and in no other. */
export function markOf(generation: number): string {
  return `zq${String(generation).padStart(4, '0')}qz`
}

/** The generations whose marks stand in a text. */
export function marksIn(text: string): ReadonlySet<number> {
  return new Set([...text.matchAll(/zq(\d{4})qz/g)].map((found) => Number(found[1])))
}

/** Lays out the archive of a generation; only what holds its mark differs from the one before. */
export async function writeGeneration(folder: string, generation: number): Promise<void> {
  const mark = markOf(generation)
  const ids = Array.from({ length: TALKS }, (_each, index) => `talk-${index}`)
  const talks = ids.flatMap((id) => [
    `  - id: ${id}`,
    `    name: ${id} of ${mark}`,
    `    abstract: About the ${WORD}.`,
  ])
  for (const id of ids) {
    await mkdir(path.join(folder, EVENT, id), { recursive: true })
    await writeFile(path.join(folder, EVENT, id, 'transcript.en.vtt'), transcript(mark))
  }
  if (generation === 0) await copyFile(path.join(packageRoot, RECORDING), recordingOf(folder))
  await writeFile(
    path.join(folder, EVENT, 'event.yaml'),
    [`name: Event of ${mark}`, 'talks:', ...talks, ''].join('\n'),
  )
}

/** The file that is streamed: the same in every generation. */
export function recordingOf(folder: string): string {
  return path.join(folder, EVENT, 'talk-0/video.mp4')
}

/** Every kind of answer there is, below the site's root. */
export function addresses(): readonly Asked[] {
  const talk = `/events/${EVENT}/talk-1`
  const marked = [
    '/',
    '/events',
    `/events/${EVENT}`,
    talk,
    `${talk}?t=8`,
    `/search?q=${WORD}`,
    `/search?q=${WORD}&event=${EVENT}`,
    `${talk}/captions/en.vtt`,
    `${talk}/transcript.txt`,
    `/api/v1/search?q=${WORD}`,
    '/api/v1/events',
    `/api/v1/events/${EVENT}`,
    `/api/v1/talks/${EVENT}/talk-1`,
    `/api/v1/talks/${EVENT}/talk-1/transcript`,
  ]
  const unmarked = [
    '/topics',
    '/speakers',
    '/faq',
    '/healthz',
    '/readyz',
    `/events/${EVENT}/talk-0/poster.webp`,
  ]
  return [
    ...marked.map((each) => ({ path: each, marked: true })),
    ...unmarked.map((each) => ({ path: each, marked: false })),
  ]
}

/** Where the recording is streamed from. */
export const STREAM = `/events/${EVENT}/talk-0/video`

function transcript(mark: string): string {
  const cues = Array.from(
    { length: 40 },
    (
      _each,
      index,
    ) => `00:${String(index).padStart(2, '0')}.000 --> 00:${String(index + 1).padStart(2, '0')}.000
The ${WORD} number ${index} as ${mark} has it.
`,
  )
  return ['WEBVTT\n', ...cues].join('\n')
}
