import { chmodSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

import { readDeck } from '../../src/readers/pdf/readDeck.js'
import { textFlaws } from '../../src/readers/pdf/textFlaws.js'
import { temporaryFolder } from '../folders.js'
import { fileWith, makePdf, slide } from './pdfFixtures.js'
import { codesOf, valueOf } from './reading.js'

const shifted = (text: string, by = 29): string =>
  text.replace(/\S/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - by))
const PROSE = 'the radio sleeps and wakes for a moment that is long enough with the other nodes'

describe('a text', () => {
  it.each([
    ['English', [PROSE, 'Thanks'], [null, null]],
    ['German', ['der Knoten schläft und das Netz ist nicht da', ''], [null, null]],
    ['code', ['for (int i = 0; i < n; i++) { sum += a[i]; }', 'KH QR AB WKH'], [null, null]],
    ['Chinese', ['分布式系统', '数据库'], [null, null]],
    ['words that only look broken', ['bene tutto, pro line, work of art, rst 1'], [null]],
    ['shifted letters', [shifted(PROSE), shifted('Thanks')], ['garbled', 'garbled']],
    [
      'shifted letters on one page',
      [shifted(PROSE, 31), PROSE, PROSE, PROSE, PROSE, PROSE],
      ['garbled', null, null, null, null, null],
    ],
    [
      'letters of private use',
      ['\ue001\ue002\ue003 \ue004\ue005\ue006 \ue007\ue008\ue009\ue00a words', PROSE],
      ['garbled', null],
    ],
    [
      'gaps for ligatures',
      ['two de nitions of e cient radios', 'a speci c one', PROSE],
      ['letters-missing', 'letters-missing', null],
    ],
    [
      'lost ligatures',
      ['two denitions', 'dierent nodes', PROSE],
      ['letters-missing', 'letters-missing', null],
    ],
    ['nothing', ['', ''], ['no-text', 'no-text']],
  ])('of %s', (_, pages, flaws) => {
    expect(textFlaws(pages)).toEqual(flaws)
  })
})

describe('a PDF with flawed text', () => {
  /** A program in the place of pdftotext that reads these pages. */
  const programThatReads = (folder: string, ...pages: readonly string[]): string => {
    const script = `#!${process.execPath}\nprocess.stdout.write(${JSON.stringify(pages.join('\f'))})\n`
    const file = fileWith(folder, 'pdftotext', script)
    chmodSync(file, 0o755)
    return file
  }
  const read = async (lines: readonly string[], ...second: readonly string[]) => {
    const folder = temporaryFolder()
    const file = fileWith(
      folder,
      'slides.pdf',
      await makePdf(lines.map((line, i) => slide(i + 1, 'Radios', line))),
    )
    const pdftotext = second.length > 0 ? programThatReads(folder, ...second) : null
    return readDeck(file, { path: 'slides.pdf', pdftotext })
  }

  it('has its missing letters named, and found by a second opinion', async () => {
    const lines = ['two de nitions, e cient ones', 'nothing wrong here']
    const alone = await read(lines)
    expect(alone.problems).toMatchObject([
      { code: 'pdf-letters-missing', message: expect.stringContaining('page 1') as string },
    ])
    expect(alone.problems[0]?.hint).toContain('poppler')

    const mended = await read(lines, 'two definitions, e\ufb03cient ones', 'nothing wrong here')
    expect(mended.problems).toEqual([])
    expect(valueOf(mended).slides[0]).toMatchObject({ title: 'Radios' })
    expect(valueOf(mended).slides[0]?.text).toContain('\ntwo definitions, efficient ones\n')
  })

  it('is not shown garbled, but as a second opinion has it', async () => {
    const lines = [shifted(PROSE).slice(0, 70), 'a sound page, with words of its own and the rest']
    const alone = await read(lines)
    expect(codesOf(alone)).toEqual(['pdf-no-text'])
    expect(valueOf(alone).slides.map(({ text }) => text !== '')).toEqual([false, true])

    const mended = await read(lines, 'Radios\nthe radio sleeps')
    expect(codesOf(mended)).toEqual([])
    expect(valueOf(mended).slides[0]?.text).toBe('Radios\nthe radio sleeps')
  })

  it('is named all the same when the second opinion fails', async () => {
    const folder = temporaryFolder()
    const draw = (document: PDFKit.PDFDocument): void => void document.rect(10, 10, 100, 100).fill('red')
    const file = fileWith(folder, 'slides.pdf', await makePdf([draw]))
    const pdftotext = fileWith(folder, 'pdftotext', `#!${process.execPath}\nprocess.exit(3)\n`)
    chmodSync(pdftotext, 0o755)
    expect(codesOf(await readDeck(file, { path: 'slides.pdf', pdftotext }))).toEqual(['pdf-no-text'])
  })
})
