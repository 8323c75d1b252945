import { existsSync } from 'node:fs'
import path from 'node:path'
import pLimit from 'p-limit'
import { beforeAll, describe, expect, it } from 'vitest'

import type { Reading } from '../../src/archive/problem.js'
import type { ReadDeck } from '../../src/readers/deckReader.js'
import { readDeck } from '../../src/readers/pdf/readDeck.js'
import { codesOf, valueOf } from './reading.js'

const root = path.resolve(process.env['CORPUS_DIR'] ?? '../shared/corpus')
const isThere = existsSync(path.join(root, 'slides'))
if (!isThere) console.log(`skipped: there are no decks at ${root} (CORPUS_DIR says where)`)

/** Some of each kind, with what they are named; `npm run torture:decks` reads them all. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  'slides/gopherchina/2016__1.2_刘奇_Go在分布式数据库中的应用.pdf': [],
  'slides/nyu-dlsp20/02_-_CNN.pdf': [],
  'slides/strangeloop2013/Czaplicki-FRPinElm.pdf': ['pdf-no-text'],
  'alignment/theory-of-computation-mit/slides.pdf': [],
  'slides/odd-pdfjs/ArabicCIDTrueType.pdf': [],
  'slides/odd-pdfjs/GHOSTSCRIPT-698804-1-fuzzed.pdf': ['pdf-no-text'],
  'slides/odd-pdfjs/Pages-tree-refs.pdf': ['pdf-page-failed'],
  'slides/odd-pdfjs/REDHAT-1531897-0.pdf': ['pdf-corrupt'],
  'slides/odd-pdfjs/bomb_giant.pdf': [],
  'slides/odd-pdfjs/empty_protected.pdf': ['pdf-no-text'],
  'slides/odd-pdfjs/poppler-90-0-fuzzed.pdf': ['pdf-page-failed', 'pdf-page-failed'],
  'slides/odd-pdfjs/pr6531_1.pdf': ['pdf-encrypted'],
  'slides/odd-pdfjs/rotated.pdf': [],
  'slides/odd-pdfjs/scan-bad.pdf': ['pdf-truncated'],
  'slides/odd-pdfjs/vertical.pdf': [],
}

describe.skipIf(!isThere)('real decks and odd PDFs', () => {
  const readings = new Map<string, Reading<ReadDeck>>()
  const slidesOf = (name: string) => {
    const file = Object.keys(FILES).find((other) => other.includes(name)) ?? ''
    const reading = readings.get(file)
    if (!reading) throw new Error(`${name} was not read`)
    return valueOf(reading).slides
  }

  beforeAll(async () => {
    await pLimit(2).map(Object.keys(FILES), async (name) => {
      readings.set(name, await readDeck(path.join(root, name), { path: name }))
    })
  })

  it.each(Object.entries(FILES))('%s is read or named', (name, codes) => {
    const reading = readings.get(name)
    expect(reading && codesOf(reading)).toEqual(codes)
    const words = reading?.value?.slides.some((slide) => slide.text !== '') ?? false
    expect(words || codes.length > 0).toBe(true)
  })

  it('keep Chinese text, which needs the character maps', () => {
    expect(slidesOf('gopherchina')[2]?.title).toBe('TiDB 简介')
  })

  it('put slanted labels together', () => {
    expect(slidesOf('theory-of-computation')[4]?.text.split('\n')).toEqual(
      expect.arrayContaining(['accept states', 'start state', 'transition function', 'alphabet', 'states']),
    )
  })

  it('set sources of formulas aside that nobody sees', () => {
    const { text, aside } = slidesOf('nyu-dlsp20')[8] ?? { text: '' }
    const lines = text.split('\n')
    const sources = [...lines.keys()].filter((i) => lines[i]?.includes('sha1_base64'))
    expect(sources.length).toBeGreaterThan(0)
    expect(aside).toEqual(expect.arrayContaining(sources))
  })
})
