import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { packageRoot } from '../../src/packageRoot.js'
import type { Substance } from './mutations.js'
import { makeDocx, makeOdp } from './officeSamples.js'
import { TEXTS } from './textSamples.js'

/** A good file that is damaged in the run. */
export interface Sample {
  /** For the table: `pdf`, `whisperx`. */
  readonly label: string
  readonly name: string
  readonly bytes: Buffer
  readonly substance: Substance
}

/** Manifests, and ffmpeg's options for small recordings. */
export const EVENT_MANIFEST = `name: Harbour days
startDate: 2024-05-01
timeZone: Europe/Lisbon
persons:
  - { id: ana, name: Ana Reis, affiliation: Harbour office }
talks:
  - id: talk
    name: Twice a day
    abstract: What the wall did to the series.
    start: 2024-05-01T10:00
    persons: [ana]
    keywords: [tides, walls]
    chapters: [{ start: 0, name: Begin }, { start: 8, name: The wall }]
    media: [{ role: transcript, path: transcript.en.vtt, inLanguage: en }]
faq:
  - { question: Which wall?, answer: The eastern one., talk: talk, start: 9 }
`
export const ARCHIVE_MANIFEST = `title: Harbour archive
description: Talks at the wall.
inLanguage: en
topics:
  - { name: tides, aliases: [Tide, tidal] }
`

const [PICTURE, TONE] = ['testsrc=size=160x90:rate=10:duration=3', 'sine=frequency=440:duration=3']
const RECORDINGS: readonly (readonly [name: string, video: boolean, ...options: string[]])[] = [
  ['video.mp4', true, '-movflags', '+faststart'],
  ['plain.m4v', true],
  ['fragments.mp4', true, '-movflags', 'frag_keyframe+empty_moov', '-g', '10'],
  ['video.mov', true],
  ['video.webm', true, '-c:v', 'libvpx', '-deadline', 'realtime'],
  ['video.mkv', true],
  ['audio.mp3', false],
  ['audio.m4a', false],
  ['audio.wav', false, '-ar', '8000'],
  ['audio.ogg', false, '-c:a', 'libopus'],
  ['audio.flac', false],
]

/**
 * Good files of every kind: small texts, the sample collection's decks and, where there is ffmpeg, short recordings.
 * @param ffmpeg the program, or null to go without recordings
 */
export function makeSamples(ffmpeg: string | null): Sample[] {
  const talks = path.join(packageRoot, 'media', 'personal-asplos-2020')
  const texts = TEXTS.map(([label, name, text]): Sample => ({
    label,
    name,
    bytes: Buffer.from(text),
    substance: 'text',
  }))
  return [
    ...texts,
    { label: 'docx', name: 'transcript.en.docx', bytes: makeDocx(), substance: 'zip' },
    {
      label: 'pdf',
      name: 'slides.pdf',
      bytes: readFileSync(path.join(talks, 'concluding-remarks', 'slides.pdf')),
      substance: 'binary',
    },
    {
      label: 'pptx',
      name: 'slides.pptx',
      bytes: readFileSync(path.join(talks, 'recommendation-science-criteo', 'slides.pptx')),
      substance: 'zip',
    },
    { label: 'odp', name: 'slides.odp', bytes: makeOdp(), substance: 'zip' },
    { label: 'event.yaml', name: 'event.yaml', bytes: Buffer.from(EVENT_MANIFEST), substance: 'text' },
    { label: 'archive.yaml', name: 'archive.yaml', bytes: Buffer.from(ARCHIVE_MANIFEST), substance: 'text' },
    ...(ffmpeg === null ? [] : makeRecordings(ffmpeg)),
  ]
}

function makeRecordings(ffmpeg: string): Sample[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'lectern-torture-samples-'))
  try {
    return RECORDINGS.map(([name, hasPicture, ...options]): Sample => {
      const file = path.join(folder, name)
      const inputs = [...(hasPicture ? ['-f', 'lavfi', '-i', PICTURE] : []), '-f', 'lavfi', '-i', TONE]
      const shape = hasPicture ? ['-pix_fmt', 'yuv420p'] : []
      execFileSync(ffmpeg, [
        '-v',
        'error',
        '-y',
        ...inputs,
        ...shape,
        '-fflags',
        '+bitexact',
        ...options,
        file,
      ])
      return { label: name, name, bytes: readFileSync(file), substance: 'binary' }
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
