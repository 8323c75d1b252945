import { describe, expect, it } from 'vitest'

import { ownText } from '../../src/archive/deck.js'
import { readDeck } from '../../src/readers/pdf/readDeck.js'
import { temporaryFolder } from '../folders.js'
import { fileWith, makePdf, rawPdf, slide } from './pdfFixtures.js'
import { codesOf, valueOf } from './reading.js'

const PATH = 'event/talk/slides.pdf'
const readContent = (content: string | Uint8Array, options = {}) =>
  readDeck(fileWith(temporaryFolder(), 'slides.pdf', content), { path: PATH, ...options })

const DECK = [
  slide(1, 'Sleeping Radios', 'What a radio does while it does nothing'),
  slide(2, 'Duty cycles', 'One wake-up costs 3 mJ', 'Sleep is nearly free'),
  slide(3, 'Measured on a roof', 'Winter 2023', 'Grüße aus Köln'),
]

describe('a deck', () => {
  it('has its pages, headings and words', async () => {
    const reading = await readContent(await makePdf(DECK))
    const { pages, slides } = valueOf(reading)
    expect(reading.problems).toEqual([])
    expect(pages).toBe(3)
    expect(slides.map(({ page, title }) => [page, title])).toEqual([
      [1, 'Sleeping Radios'],
      [2, 'Duty cycles'],
      [3, 'Measured on a roof'],
    ])
    expect(slides[1]?.text.split('\n')).toEqual([
      'Small Systems Day',
      'Duty cycles',
      'One wake-up costs 3 mJ',
      'Sleep is nearly free',
      'Harbour University | 2',
    ])
    expect(slides[2]?.text).toContain('Grüße aus Köln')
  })

  it('says which lines are not its pages’ own: what repeats from page to page', async () => {
    const { slides } = valueOf(await readContent(await makePdf(DECK)))
    expect(slides.map(({ aside }) => aside)).toEqual([
      [0, 3],
      [0, 4],
      [0, 4],
    ])
    expect(ownText(slides[1] ?? { text: '' }).split('\n')).toEqual([
      'Duty cycles',
      'One wake-up costs 3 mJ',
      'Sleep is nearly free',
    ])
  })

  it('keeps links to the web, and only those', async () => {
    const draw = (document: PDFKit.PDFDocument): void => {
      document
        .fontSize(20)
        .text('Links', 80, 100)
        .link(80, 100, 50, 20, 'https://example.org/a?b=1')
        .link(80, 130, 50, 20, 'javascript:alert(1)')
        .link(80, 160, 50, 20, 'file:///etc/passwd')
        .link(80, 190, 50, 20, 'mailto:a@example.org')
    }
    const [slide] = valueOf(await readContent(await makePdf([draw]))).slides
    expect(slide?.links).toEqual(['https://example.org/a?b=1', 'mailto:a@example.org'])
  })

  it('puts slanted letters together that were drawn across each other', async () => {
    const draw = (document: PDFKit.PDFDocument): void => {
      document.fontSize(20).text('Level', 80, 60, { lineBreak: false })
      const labels = ['alphabet', 'states']
      for (let i = 0; i < 8; i++)
        labels.forEach((label, row) => {
          document.save().rotate(35, { origin: [200, 200] })
          const before = document.widthOfString(label.slice(0, i))
          document.text(label.charAt(i), 200 + before, 200 + row * 30, { lineBreak: false }).restore()
        })
    }
    expect(valueOf(await readContent(await makePdf([draw]))).slides[0]?.text.split('\n')).toEqual([
      'Level',
      'alphabet',
      'states',
    ])
  })

  it('parts words by their gaps and joins letters that stand close', async () => {
    const draw = (document: PDFKit.PDFDocument): void => {
      document.fontSize(20)
      let x = 80
      for (const letters of ['Spa', 'ced']) {
        document.text(letters, x, 100, { lineBreak: false })
        x += document.widthOfString(letters)
      }
      document.text('out', x + 6, 100, { lineBreak: false })
      x += 6 + document.widthOfString('out')
      document.fontSize(12).text('2', x, 96, { lineBreak: false })
    }
    expect(valueOf(await readContent(await makePdf([draw]))).slides[0]?.text).toBe('Spaced out2')
  })

  it('says words once that were drawn again in part', async () => {
    const draw = (document: PDFKit.PDFDocument): void => {
      document.fontSize(30).text('in Kufra', 80, 100, { lineBreak: false })
      document.text('Kufra', 80.8 + document.widthOfString('in '), 100.8, { lineBreak: false })
      document.text('becomes b', 80, 200, { lineBreak: false })
    }
    const { slides } = valueOf(await readContent(await makePdf([draw])))
    expect(slides[0]?.text).toBe('in Kufra\nbecomes b')
  })

  it('says the words of a shadow once', async () => {
    const draw = (document: PDFKit.PDFDocument): void => {
      document
        .fontSize(30)
        .text('Shadow', 81, 101, { lineBreak: false })
        .text('Shadow', 80, 100, { lineBreak: false })
    }
    expect(valueOf(await readContent(await makePdf([draw]))).slides[0]?.text).toBe('Shadow')
  })

  it('that only its owner may change is read', async () => {
    const reading = await readContent(await makePdf(DECK, { ownerPassword: 'owner', permissions: {} }))
    expect(reading.problems).toEqual([])
    expect(valueOf(reading).slides).toHaveLength(3)
  })
})

describe('a PDF that is not as it should be is named', () => {
  it.each([
    ['empty', '', 'file-empty'],
    ['a web page', '<html><body>Sign in</body></html>', 'file-is-something-else'],
    [
      'a Git LFS pointer',
      'version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 5\n',
      'file-is-something-else',
    ],
    ['an Office file', 'PK\u0003\u0004......', 'file-is-something-else'],
    ['noise', 'just some words, and no more', 'file-is-something-else'],
    ['a head alone', '%PDF-1.7\n', 'pdf-truncated'],
    ['damaged', '%PDF-1.7\n1 0 obj << /Type\n%%EOF\n', 'pdf-corrupt'],
  ])('%s', async (_, content, code) => {
    const reading = await readContent(content)
    expect(reading.value).toBeNull()
    expect(reading.problems).toMatchObject([{ severity: 'error', code, path: PATH }])
    expect(reading.problems[0]?.hint).toBeTruthy()
  })

  it('encrypted', async () => {
    const reading = await readContent(await makePdf(DECK, { userPassword: 'secret' }))
    expect(codesOf(reading)).toEqual(['pdf-encrypted'])
  })

  it('cut off, with what can still be read', async () => {
    const whole = await makePdf(DECK, { compress: false })
    const reading = await readContent(whole.subarray(0, whole.length - 700))
    expect(codesOf(reading)).toEqual(['pdf-truncated'])
  })

  it('without text', async () => {
    const draw = (document: PDFKit.PDFDocument): void => void document.rect(10, 10, 100, 100).fill('red')
    const reading = await readContent(await makePdf([draw, draw]))
    expect(valueOf(reading).slides.map(({ text }) => text)).toEqual(['', ''])
    expect(codesOf(reading)).toEqual(['pdf-no-text'])
  })

  it('with a page that cannot be read, the others kept', async () => {
    const text = '<< /Length 43 >>\nstream\nBT /F 24 Tf 72 700 Td (Kept alive) Tj ET\nendstream'
    const page = (contents: string): string =>
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F 5 0 R >> >> /Contents ${contents} >>`
    const file = rawPdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Count 2 /Kids [3 0 R 2 0 R] >>',
      page('4 0 R'),
      text,
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ])
    const reading = await readContent(file)
    expect(valueOf(reading).slides).toMatchObject([{ page: 1, text: 'Kept alive' }])
    expect(reading.problems).toMatchObject([
      { code: 'pdf-page-failed', message: expect.stringContaining('page 2') as string },
    ])
  })
})

describe('a PDF whose pages are not to be counted on', () => {
  const claiming = (count: number, pages: number): string => {
    const kids = Array.from({ length: pages }, (_, i) => `${i + 3} 0 R`)
    return rawPdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      `<< /Type /Pages /Count ${count} /Kids [${kids.join(' ')}] >>`,
      ...kids.map(() => '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] >>'),
    ])
  }

  it.each([-5, 0])('is named when it says it has %i', async (count) => {
    const { value, problems } = await readContent(claiming(count, 0))
    expect(value).toBeNull()
    expect(problems).toHaveLength(1)
    expect(problems[0]?.code).toMatch(/^pdf-(no-pages|corrupt)$/)
  })

  it('is read as far as a deck goes when there are more', async () => {
    const reading = await readContent(claiming(2003, 2003))
    expect(valueOf(reading).slides).toHaveLength(2000)
    expect(codesOf(reading)).toContain('pdf-many-pages')
  })
})

describe('a PDF that would take too much', () => {
  /** 120 pages that each take a while; the child is stopped among them. */
  let made: Promise<Buffer> | undefined
  const heavy = (): Promise<Buffer> => (made ??= makeHeavy())
  const makeHeavy = (): Promise<Buffer> => {
    const draw = (document: PDFKit.PDFDocument): void => {
      document.fontSize(4)
      for (let i = 0; i < 400; i++)
        document.text(`words ${i} on a crowded page`, (i % 8) * 110, Math.floor(i / 8) * 10, {
          lineBreak: false,
        })
    }
    return makePdf(Array.from({ length: 120 }, () => draw))
  }

  it('time is stopped', async () => {
    const reading = await readContent(await makePdf(DECK), { timeoutMs: 1 })
    expect(reading.value).toBeNull()
    expect(codesOf(reading)).toEqual(['pdf-too-slow'])
  })

  it('memory is stopped, and the pages read before are kept', async () => {
    const reading = await readContent(await heavy(), { memoryMb: 60 })
    expect(codesOf(reading)).toEqual(['pdf-too-much-memory'])
    expect(reading.value?.slides.length ?? 0).toBeLessThan(120)
  })

  it('is dropped when nobody wants it any more', async () => {
    const controller = new AbortController()
    const reading = readContent(await heavy(), { signal: controller.signal })
    controller.abort(new Error('no longer wanted'))
    await expect(reading).rejects.toThrow('no longer wanted')
  })
})
