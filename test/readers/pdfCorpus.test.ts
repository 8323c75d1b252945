import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

import { readDeck } from '../../src/readers/pdf/readDeck.js'
import { codesOf, valueOf } from './reading.js'

const root = path.resolve(process.env['CORPUS_DIR'] ?? '../shared/corpus')
const isThere = existsSync(path.join(root, 'slides'))
if (!isThere) console.log(`skipped: there are no decks at ${root} (CORPUS_DIR says where)`)

const files = isThere
  ? ['slides', 'alignment'].flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.pdf'))
        .map((name) => path.join(folder, name)),
    )
  : []

describe.skipIf(!isThere)('real decks and odd PDFs', () => {
  it.each(files)('%s is read or named', { timeout: 60_000 }, async (name) => {
    const reading = await readDeck(path.join(root, name), { path: name })
    expect(codesOf(reading)).not.toContain('pdf-reader-crashed')
    const words = reading.value?.slides.some((slide) => slide.text !== '') ?? false
    expect(words || reading.problems.length > 0).toBe(true)
  })

  it('keep Chinese text, which needs the character maps', async () => {
    const name = files.find((file) => file.includes('2016__')) ?? ''
    const { slides } = valueOf(await readDeck(path.join(root, name), { path: name }))
    expect(slides[2]?.title).toBe('TiDB 简介')
  })

  it.each([
    ['slides/odd-pdfjs/pr6531_1.pdf', 'pdf-encrypted'],
    ['slides/odd-pdfjs/REDHAT-1531897-0.pdf', 'pdf-corrupt'],
    ['slides/odd-pdfjs/poppler-90-0-fuzzed.pdf', 'pdf-page-failed'],
    ['slides/strangeloop2013/Czaplicki-FRPinElm.pdf', 'pdf-no-text'],
  ])('%s is named %s', async (name, code) => {
    expect(codesOf(await readDeck(path.join(root, name), { path: name }))).toContain(code)
  })
})
