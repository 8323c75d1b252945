import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { vttTime } from '../../src/archive/time.js'
import { findMediaTools } from '../../src/media/tools.js'

const run = promisify(execFile)
const WORDS = 'so the tail sets the limit and we plan for it every day'.split(' ')

const EVENT = `name: Talks to watch
startDate: 2026-05-14T09:00
timeZone: America/New_York
talks:
  - id: two-videos
    name: Two recordings of one talk
    keywords: [Latency]
  - id: late-screen
    name: The screen was recorded later
    media: [{ role: video, path: screen.webm, kind: screen, offset: 3 }]
    chapters: [{ start: 0, name: Before }, { start: 12, name: Between }, { start: 24, name: After }]
  - id: sound
    name: Sound and words only
    keywords: [Latency]
  - id: long
    name: Ten minutes of words
  - id: arabic
    name: البحث في المحاضرات المسجلة
    inLanguage: ar
    chapters: [{ start: 0, name: مقدمة }, { start: 20, name: الفهرس }]
  - id: later
    name: Not yet given
    status: scheduled
    start: 2031-05-14T11:00
    duration: PT30M
`

/**
 * Lays out a collection as an organizer would: a talk with an H.264 video, a WebM of the screen and words with times
 * of their own; one whose screen was recorded later; one of sound alone; one in Arabic; one that has not happened.
 */
export async function layOutCollection(mediaDir: string): Promise<void> {
  const event = path.join(mediaDir, 'watch-2026')
  for (const talk of ['two-videos', 'late-screen', 'sound', 'long', 'arabic', 'later'])
    mkdirSync(path.join(event, talk), { recursive: true })
  writeFileSync(path.join(event, 'event.yaml'), EVENT)
  await Promise.all([
    record(path.join(event, 'two-videos/video.mp4'), [
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-pix_fmt',
      'yuv420p',
    ]),
    record(path.join(event, 'two-videos/screen.webm'), [
      '-c:v',
      'libvpx',
      '-deadline',
      'realtime',
      '-b:v',
      '200k',
    ]),
    record(path.join(event, 'arabic/video.mp4'), [
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-pix_fmt',
      'yuv420p',
    ]),
    sound(path.join(event, 'sound/audio.mp3')),
    encode([
      ...['-i', 'testsrc2=size=160x90:rate=2:duration=600', '-g', '2'],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'],
      path.join(event, 'long/video.mp4'),
    ]),
  ])
  for (const file of ['video.mp4', 'screen.webm'])
    copyFileSync(path.join(event, 'two-videos', file), path.join(event, 'late-screen', file))
  writeFileSync(path.join(event, 'two-videos/transcript.en.json'), JSON.stringify(whisper()))
  writeFileSync(path.join(event, 'late-screen/transcript.en.vtt'), captions('This is said, and it goes on.'))
  writeFileSync(
    path.join(event, 'late-screen/transcript.de.vtt'),
    captions('Das wird gesagt, und es geht weiter.'),
  )
  writeFileSync(
    path.join(event, 'long/transcript.en.vtt'),
    captions(
      'A sentence that is long enough to fill more than half a line of what is read, and some words more.',
      150,
    ),
  )
  writeFileSync(path.join(event, 'sound/transcript.en.vtt'), captions('This is said without any picture.'))
  writeFileSync(path.join(event, 'arabic/transcript.ar.vtt'), captions('مرحبا بكم. نتحدث اليوم عن البحث.'))
}

/** Forty seconds, a sentence every four, a word every third of a second: the JSON that Whisper writes. */
function whisper(): object {
  const segments = Array.from({ length: 10 }, (_, n) => {
    const start = n * 4
    const words = WORDS.map((word, i) => ({
      word: ` ${i === 0 ? 'So' : word}${i === WORDS.length - 1 ? '.' : ''}`,
      start: start + i * 0.3,
      end: start + i * 0.3 + 0.28,
    }))
    return { id: n, start, end: start + 3.9, text: words.map(({ word }) => word).join(''), words }
  })
  return { language: 'en', segments, text: segments.map(({ text }) => text).join('') }
}

/** One caption every four seconds. */
function captions(sentence: string, count = 10): string {
  const cue = (n: number): string => `${vttTime(n * 4)} --> ${vttTime(n * 4 + 3.8)}\n${sentence}\n`
  return ['WEBVTT\n', ...Array.from({ length: count }, (_, n) => cue(n))].join('\n')
}

async function record(file: string, codec: readonly string[]): Promise<void> {
  await encode(['-i', 'testsrc2=size=320x180:rate=25:duration=40', '-g', '25', ...codec, file])
}

async function sound(file: string): Promise<void> {
  await encode(['-i', 'sine=frequency=220:duration=40:sample_rate=22050', '-b:a', '32k', file])
}

/** Runs ffmpeg on one of its own sources. */
export async function encode(options: readonly string[]): Promise<void> {
  const { ffmpeg } = await findMediaTools()
  if (!ffmpeg)
    throw new Error('these tests need ffmpeg: apt install ffmpeg, or npm ci with optional packages')
  await run(ffmpeg, ['-nostdin', '-v', 'error', '-y', '-f', 'lavfi', ...options])
}
