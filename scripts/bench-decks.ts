/**
 * How well the PDF reader agrees with poppler's pdftotext on the words of real decks, page by page.
 *
 *     npm run bench:decks [-- FOLDER…]     agreement, deck by deck
 *     npm run torture:decks                every deck below, odd ones included: what each gave, and how long it took
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import pLimit from 'p-limit'

import { textReaderOf } from '../src/ingest/readText.js'
import { findMediaTools } from '../src/media/tools.js'
import { formatOf } from '../src/readers/formats.js'
import { readDeck } from '../src/readers/pdf/readDeck.js'
import { wordAgreement } from './wordAgreement.js'

/** Agreement with poppler on all decks together, from below; a goal beyond it. */
const GATE = 0.985
const GOAL = 0.994

const corpus = path.resolve(process.env['CORPUS_DIR'] ?? '../shared/corpus')
const isAll = process.argv.includes('--all')
const given = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const folders = given.length > 0 ? given : ['slides', 'alignment'].map((name) => path.join(corpus, name))
const files = folders
  .filter((folder) => existsSync(folder))
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name)),
  )
  .filter((file) => formatOf(file)?.role === 'slides')
  .sort()
const tools = await findMediaTools()

if (files.length === 0)
  console.log(`skipped: there are no decks at ${folders.join(', ')} (CORPUS_DIR says where)`)
else if (isAll) process.exitCode = await readAll()
else if (!hasPdftotext())
  console.log('skipped: there is no pdftotext to compare with (Debian: apt install poppler-utils)')
else process.exitCode = await compareAll()

/** Agreement on each deck that has words; files made to be odd are left to `--all`. */
async function compareAll(): Promise<number> {
  console.log('f1      precision  recall  pages  deck')
  const decks = files.filter((file) => file.endsWith('.pdf') && !file.includes('odd-'))
  const found = await pLimit(2).map(decks, async (file) => {
    const { value } = await readDeck(file, { path: file })
    if (!value?.slides.some((slide) => slide.text !== '')) return []
    const ours = Array.from({ length: value.pages }, () => '')
    for (const slide of value.slides) ours[slide.page - 1] = slide.text
    const { f1, precision, recall } = wordAgreement(ours, wordsOf(file).slice(0, value.pages))
    const figures = [f1, precision, recall].map((share) => share.toFixed(4)).join('  ')
    console.log(`${figures}  ${String(value.pages).padStart(5)}  ${shortName(file)}`)
    return [f1]
  })
  const agreements = found.flat()
  const mean = agreements.reduce((sum, f1) => sum + f1, 0) / agreements.length
  const verdict = mean >= GOAL ? 'goal reached' : mean >= GATE ? 'gate passed' : 'FAILED'
  console.log(
    `${mean.toFixed(4)}  mean of ${agreements.length} decks; gate ${GATE}, goal ${GOAL}: ${verdict}`,
  )
  return mean >= GATE ? 0 : 1
}

/** Reads every deck as an ingest would, two at a time. */
async function readAll(): Promise<number> {
  const began = Date.now()
  let wrong = 0
  await pLimit(2).map(files, async (file) => {
    const started = Date.now()
    const reading = await textReaderOf(formatOf(file), file, path.basename(file), tools)?.read()
    const took = ((Date.now() - started) / 1000).toFixed(1).padStart(5)
    const codes = reading?.problems.map((problem) => problem.code).join(', ') ?? 'not a deck that can be read'
    const slides = reading?.value && 'slides' in reading.value ? reading.value.slides : []
    const words = slides.reduce((sum, slide) => sum + (slide.text.match(/\S+/g)?.length ?? 0), 0)
    const isWrong = codes.includes('crashed') || (words === 0 && codes === '')
    if (isWrong) wrong++
    console.log(
      `${took} s  ${String(slides.length).padStart(4)} slides ${String(words).padStart(6)} words  ${isWrong ? 'WRONG ' : ''}${shortName(file)}  ${codes}`,
    )
  })
  console.log(
    `${files.length} files in ${((Date.now() - began) / 1000).toFixed(1)} s, ${wrong} neither read nor named`,
  )
  return wrong === 0 ? 0 : 1
}

/** What pdftotext reads, a text a page. */
function wordsOf(file: string): string[] {
  return execFileSync('pdftotext', ['-q', '-enc', 'UTF-8', '--', file, '-'], { maxBuffer: 2 ** 28 })
    .toString()
    .split('\f')
}

function hasPdftotext(): boolean {
  return spawnSync('pdftotext', ['-v'], { stdio: 'ignore' }).error === undefined
}

function shortName(file: string): string {
  return path.join(path.basename(path.dirname(file)), path.basename(file))
}
