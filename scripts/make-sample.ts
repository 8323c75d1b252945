/**
 * Makes the files of the sample event under media/: decks, narrated recordings and their transcripts.
 * For maintainers; the results are committed, and the same machine gives the same bytes on every run.
 *
 *   npx tsc -p scripts/sample/tsconfig.json && node dist/sample/scripts/make-sample.js
 *
 * Needs espeak-ng, ffmpeg and poppler's pdftoppm on the PATH.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { decks } from './sample/decks/index.js'
import { drawSlide } from './sample/layouts.js'
import { writePdf } from './sample/pdf.js'

const event = path.resolve('media/personal-asplos-2020')

for (const deck of decks) {
  const folder = path.join(event, deck.talk)
  await mkdir(folder, { recursive: true })
  const info = { title: deck.title, author: deck.speakers, subject: 'Stand-in slides for a sample archive' }
  const pages = deck.slides.map((slide, i) => (page: Parameters<typeof drawSlide>[0]) => {
    drawSlide(page, deck, slide, i + 1)
  })
  await writeFile(path.join(folder, 'slides.pdf'), await writePdf(info, pages))
  console.log(`${deck.talk}: ${deck.slides.length} slides`)
}
