/**
 * Makes the files of the sample event under media/: decks, narrated recordings and their transcripts.
 * For maintainers; the results are committed, and the same machine gives the same bytes on every run.
 *
 *   npm run make:sample
 *
 * Needs espeak-ng, ffmpeg and poppler's pdftoppm on the PATH. Prints the slide times that event.yaml repeats.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { decks } from './sample/decks/index.js'
import { drawSlide } from './sample/layouts.js'
import { narrations } from './sample/narration.js'
import type { Page } from './sample/page.js'
import { writePdf } from './sample/pdf.js'
import { writePptx } from './sample/pptx.js'
import { layOut, type SlideTime, type TimedSentence } from './sample/timeline.js'
import { toSrt, toText, toVtt, toWhisper } from './sample/transcripts.js'
import { writeVideo } from './sample/video.js'

const event = path.resolve('media/personal-asplos-2020')

/** Which transcript each recorded talk gets: one of every kind. */
const formats: Readonly<
  Record<string, { suffix: string; write: (sentences: readonly TimedSentence[]) => string }>
> = {
  welcome: { suffix: 'vtt', write: toVtt },
  'recommendation-science-criteo': { suffix: 'srt', write: toSrt },
  'microsoft-recommenders': { suffix: 'txt', write: toText },
  'at-scale-inference': { suffix: 'json', write: toWhisper },
}

for (const deck of decks) {
  const folder = path.join(event, deck.talk)
  await mkdir(folder, { recursive: true })
  const info = { title: deck.title, author: deck.speakers, subject: 'Stand-in slides for a sample archive' }
  const slides = deck.slides.map((slide, i) => ({
    draw: (page: Page) => {
      drawSlide(page, deck, slide, i + 1)
    },
    ...(slide.notes === undefined ? {} : { notes: slide.notes }),
  }))
  const pdf = await writePdf(
    info,
    slides.map((slide) => slide.draw),
  )
  await writeFile(path.join(folder, 'slides.pdf'), pdf)
  if (deck.pptx) await writeFile(path.join(folder, 'slides.pptx'), await writePptx(info, slides))
  console.log(`${deck.talk}: ${deck.slides.length} slides`)
}

const times: Record<string, { duration: number; slides: readonly SlideTime[] }> = {}
for (const narration of narrations) {
  const folder = path.join(event, narration.talk)
  const scratch = await mkdtemp(path.join(tmpdir(), 'make-sample-'))
  try {
    const timeline = await layOut(narration, scratch)
    const format = formats[narration.talk]
    if (format)
      await writeFile(path.join(folder, `transcript.en.${format.suffix}`), format.write(timeline.sentences))
    await writeVideo(path.join(folder, 'slides.pdf'), timeline, path.join(folder, 'video.mp4'), scratch)
    times[narration.talk] = { duration: timeline.duration, slides: timeline.slides }
    console.log(`${narration.talk}: ${timeline.duration} s`)
    for (const { page, start } of timeline.slides) console.log(`      - { page: ${page}, start: ${start} }`)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}
await writeFile(path.resolve('scripts/sample/slide-times.json'), `${JSON.stringify(times, null, 2)}\n`)
