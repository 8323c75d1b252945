import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

import { findMediaTools } from '../../../src/media/tools.js'
import { createRandom } from '../../torture/random.js'

/** How long a talk is made. */
export interface TalkSize {
  readonly hours: number
  readonly cues: number
  readonly slides: number
}

/** The made talk's full id. */
export const MADE_TALK = 'long-2026/whole-day'

const WORDS_PER_CUE = 9
const CUES_PER_SENTENCE = 3
const CHAPTERS = 12
const VOCABULARY = 3000

/**
 * Lays out one long talk as an organizer would: a recording, captions with a time for each word, a deck, chapters, and
 * when each page was up.
 * @throws when there is no ffmpeg
 */
export async function writeLongTalk(mediaDir: string, { hours, cues, slides }: TalkSize): Promise<void> {
  const folder = path.join(mediaDir, MADE_TALK)
  const seconds = hours * 3600
  const say = sayings()
  await mkdir(folder, { recursive: true })
  const [event = '', talk = ''] = MADE_TALK.split('/')
  const lines = [
    'name: A long day',
    'talks:',
    `  - id: ${talk}`,
    '    name: A whole day in one talk',
    '    chapters:',
    ...range(CHAPTERS).map((n) => `      - { start: ${(seconds / CHAPTERS) * n}, name: ${say(3)} }`),
    '    slideTimings:',
    ...range(slides).map((n) => `      - { page: ${n + 1}, start: ${(seconds / slides) * n} }`),
  ]
  await writeFile(path.join(mediaDir, event, 'event.yaml'), `${lines.join('\n')}\n`)
  await writeFile(path.join(folder, 'transcript.en.vtt'), captions(seconds, cues, say))
  await writeFile(path.join(folder, 'slides.pdf'), deck(range(slides).map(() => range(7).map(() => say(6)))))
  await writeRecording(path.join(folder, 'video.mp4'), seconds)
}

async function writeRecording(file: string, seconds: number): Promise<void> {
  const { ffmpeg } = await findMediaTools()
  if (!ffmpeg) throw new Error('no ffmpeg: apt install ffmpeg, or npm ci with optional packages')
  const source = `testsrc2=size=160x90:rate=2:duration=${seconds}`
  const codec = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '10', '-pix_fmt', 'yuv420p']
  const sound = ['-f', 'lavfi', '-i', `anullsrc=r=22050:cl=mono:d=${seconds}`, '-c:a', 'aac', '-b:a', '16k']
  const input = ['-f', 'lavfi', '-i', source, ...sound]
  await promisify(execFile)(ffmpeg, [
    ...['-nostdin', '-v', 'error', '-y', ...input, ...codec, '-shortest', '-movflags', '+faststart'],
    file,
  ])
}

/** WebVTT in which each word has its timestamp, as speech recognizers write it. */
function captions(seconds: number, cues: number, say: (words: number) => string): string {
  const step = seconds / cues
  const blocks = range(cues).map((n) => {
    const start = n * step
    const words = say(WORDS_PER_CUE).split(' ')
    const timed = words.map((word, i) => (i === 0 ? word : `<${stamp(start + (i * step) / 10)}>${word}`))
    const end = n % CUES_PER_SENTENCE === CUES_PER_SENTENCE - 1 ? '.' : ''
    return `${stamp(start)} --> ${stamp(start + step - 0.1)}\n${timed.join(' ')}${end}\n`
  })
  return `WEBVTT\n\n${blocks.join('\n')}`
}

function stamp(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(11, 23)
}

/** A PDF with one page of lines a slide (ISO 32000-1, 7.5). */
function deck(pages: readonly (readonly string[])[]): string {
  const first = 4
  const kids = pages.map((_, n) => `${first + 2 * n} 0 R`).join(' ')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...pages.flatMap((lines, n) => {
      const text = lines.map((line, i) => `/F ${i === 0 ? 40 : 24} Tf (${line}) Tj 0 -60 Td`).join('\n')
      const drawing = `BT 60 460 Td\n${text}\nET`
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 960 540] /Contents ${first + 2 * n + 1} 0 R /Resources << /Font << /F 3 0 R >> >> >>`,
        `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
      ]
    }),
  ]
  let file = '%PDF-1.4\n'
  const places = objects.map((object, i) => {
    const at = file.length
    file += `${i + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const table = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  return `${file}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
}

/** Words as frequent as in speech (Zipf), the same each time. */
function sayings(): (words: number) => string {
  const random = createRandom('watch')
  const syllables = ['ra', 'te', 'lo', 'mi', 'su', 'ken', 'dor', 'pal', 'vin', 'gos']
  const word = (rank: number): string =>
    String(rank).replace(/\d/g, (digit) => syllables[Number(digit)] ?? '')
  return (words) =>
    range(words)
      .map(() => word(Math.floor(VOCABULARY ** (random.below(10_000) / 10_000))))
      .join(' ')
}

function range(length: number): readonly number[] {
  return Array.from({ length }, (_, n) => n)
}
