import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { strToU8, zipSync } from 'fflate'

import { packageRoot } from '../../src/packageRoot.js'
import type { Substance } from './mutations.js'

/** A good file that is damaged in the run. */
export interface Sample {
  /** For the table: `pdf`, `whisperx`. */
  readonly label: string
  readonly name: string
  readonly bytes: Buffer
  readonly substance: Substance
}

const SENTENCES = [
  'The tide comes in twice a day, and twice it goes.',
  'Nobody who keeps a harbour forgets the second number.',
  'We measured for eleven years at the same wall.',
  'Then the wall was moved, and the series with it.',
  'Seventeen millimetres were the wall, not the sea.',
  'Correct for that, and the two instruments agree.',
]
const clock = (seconds: number, point = '.', hours = '00'): string =>
  `${hours}:00:${String(seconds).padStart(2, '0')}${point}000`
const cues = (write: (text: string, start: number, end: number, n: number) => string): string =>
  SENTENCES.map((text, i) => write(text, i * 4, i * 4 + 4, i + 1)).join('')
const json = (value: unknown): string => JSON.stringify(value, null, 1)
const words = (text: string, start: number): { text: string; start: number; end: number }[] =>
  text.split(' ').map((word, i) => ({ text: word, start: start + i * 0.25, end: start + i * 0.25 + 0.25 }))

/** Small files of every kind of text that a tool writes, by label and name. */
const TEXTS: readonly (readonly [label: string, name: string, text: string])[] = [
  [
    'vtt',
    'transcript.en.vtt',
    `WEBVTT\n\nNOTE made for this run\n\n${cues((text, a, b) => `${clock(a)} --> ${clock(b)}\n<v Ana>${text}</v>\n\n`)}`,
  ],
  [
    'vtt words',
    'words.en.vtt',
    `WEBVTT\n\n${cues(
      (text, a, b) =>
        `${clock(a)} --> ${clock(b)}\n${words(text, a)
          .map((w) => `<00:00:${w.start.toFixed(3).padStart(6, '0')}><c>${w.text}</c>`)
          .join(' ')}\n\n`,
    )}`,
  ],
  [
    'srt',
    'transcript.en.srt',
    cues((text, a, b, n) => `${n}\n${clock(a, ',')} --> ${clock(b, ',')}\n<i>${text}</i>\n\n`),
  ],
  [
    'sbv',
    'transcript.en.sbv',
    cues((text, a, b) => `${clock(a, '.', '0')},${clock(b, '.', '0')}\n${text}\n\n`),
  ],
  [
    'whisper json',
    'transcript.en.json',
    json({
      text: SENTENCES.join(' '),
      language: 'en',
      segments: SENTENCES.map((text, i) => ({
        id: i,
        start: i * 4,
        end: i * 4 + 4,
        text: ` ${text}`,
        words: words(text, i * 4).map(({ text: word, ...times }) => ({
          word: ` ${word}`,
          ...times,
          probability: 0.9,
        })),
      })),
    }),
  ],
  [
    'whisperx json',
    'aligned.en.json',
    json({
      segments: SENTENCES.map((text, i) => ({
        start: i * 4,
        end: i * 4 + 4,
        text,
        speaker: 'SPEAKER_00',
        words: words(text, i * 4).map(({ text: word, ...times }) => ({
          word,
          ...times,
          score: 0.8,
          speaker: 'SPEAKER_00',
        })),
      })),
      language: 'en',
    }),
  ],
  [
    'assemblyai json',
    'assembly.en.json',
    json({
      id: 'x',
      status: 'completed',
      language_code: 'en',
      text: SENTENCES.join(' '),
      utterances: SENTENCES.map((text, i) => ({
        speaker: 'A',
        text,
        start: i * 4000,
        end: i * 4000 + 4000,
        confidence: 0.9,
      })),
      words: SENTENCES.flatMap((text, i) =>
        words(text, i * 4).map((w) => ({
          text: w.text,
          start: w.start * 1000,
          end: w.end * 1000,
          confidence: 0.9,
          speaker: 'A',
        })),
      ),
    }),
  ],
  [
    'json3',
    'captions.en.json3',
    json({
      wireMagic: 'pb3',
      events: SENTENCES.map((text, i) => ({
        tStartMs: i * 4000,
        dDurationMs: 4000,
        segs: text.split(' ').map((word, n) => ({ utf8: `${n ? ' ' : ''}${word}`, tOffsetMs: n * 250 })),
      })),
    }),
  ],
  [
    'ttml',
    'captions.en.ttml',
    `<?xml version="1.0" encoding="UTF-8"?>\n<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body><div>\n${cues((text, a, b) => `<p begin="${clock(a)}" end="${clock(b)}">${text}<br/>and on</p>\n`)}</div></body></tt>\n`,
  ],
  [
    'dfxp',
    'captions.en.dfxp',
    `<tt xmlns="http://www.w3.org/2006/10/ttaf1" xml:lang="en"><body><div>\n${cues((text, a, b) => `<p begin="${a}s" dur="${b - a}s">${text}</p>\n`)}</div></body></tt>\n`,
  ],
  [
    'ass',
    'captions.en.ass',
    `[Script Info]\nScriptType: v4.00+\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n${cues((text, a, b) => `Dialogue: 0,0:00:${String(a).padStart(2, '0')}.00,0:00:${String(b).padStart(2, '0')}.00,Default,Ana,0,0,0,,{\\i1}${text}{\\i0}\n`)}`,
  ],
  [
    'cue yaml',
    'transcript.en.yml',
    `---\n- start_cue: "00:00:00.000"\n  end_cue: "00:00:04.000"\n  text: Twice a day\n${cues((text, a, b) => `- start_cue: "${clock(a)}"\n  end_cue: "${clock(b)}"\n  text: "${text}"\n`)}`,
  ],
  [
    'markdown',
    'transcript.en.md',
    `# Tides\n\n${cues((text, a) => `**Ana** (00:00:${String(a).padStart(2, '0')}): ${text}\n\n`)}`,
  ],
  ['text', 'transcript.en.txt', cues((text) => `${text}\n\n`)],
  ['console text', 'console.en.txt', cues((text, a, b) => `[${clock(a)} --> ${clock(b)}]  ${text}\n`)],
]

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

function makeDocx(): Buffer {
  const space = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
  const body = SENTENCES.map((text) => `<w:p><w:r><w:t>Ana: ${text}</w:t></w:r></w:p>`).join('')
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument'
  return zipped({
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relation}" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="${space}"><w:body>${body}</w:body></w:document>`,
  })
}

function makeOdp(): Buffer {
  const office = 'urn:oasis:names:tc:opendocument:xmlns'
  const spaces = ['office', 'text', 'presentation']
    .map((name) => `xmlns:${name}="${office}:${name}:1.0"`)
    .join(' ')
  const pages = SENTENCES.map(
    (text, i) =>
      `<draw:page draw:name="page${i + 1}"><draw:frame presentation:class="title"><draw:text-box><text:p>Wall ${i + 1}</text:p></draw:text-box></draw:frame><draw:frame><draw:text-box><text:p>${text}</text:p></draw:text-box></draw:frame></draw:page>`,
  ).join('')
  const content = `<?xml version="1.0"?><office:document-content ${spaces} xmlns:draw="${office}:drawing:1.0" office:version="1.2"><office:body><office:presentation>${pages}</office:presentation></office:body></office:document-content>`
  const type = 'application/vnd.oasis.opendocument.presentation'
  const manifest = `<manifest:manifest xmlns:manifest="${office}:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="${type}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`
  return zipped({ mimetype: type, 'content.xml': content, 'META-INF/manifest.xml': manifest })
}

function zipped(files: Readonly<Record<string, string>>): Buffer {
  const entries = Object.entries(files).map(([name, text]) => [name, strToU8(text)] as const)
  return Buffer.from(zipSync(Object.fromEntries(entries), { mtime: new Date(2024, 0, 1) }))
}
