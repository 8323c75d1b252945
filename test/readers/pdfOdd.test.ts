import path from 'node:path'
import { describe, expect, it } from 'vitest'

import { readDeck } from '../../src/readers/pdf/readDeck.js'
import { temporaryFolder } from '../folders.js'
import { fileWith, rawPdf } from './pdfFixtures.js'
import { codesOf } from './reading.js'

const stream = (content: string, dictionary = ''): string =>
  `<< ${dictionary} /Length ${content.length} >>\nstream\n${content}\nendstream`
const HELVETICA = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>'
const WORDS = stream('BT /F1 24 Tf 72 500 Td (Harbour duty cycles) Tj ET')

interface Odd {
  readonly catalog?: string
  readonly page?: string
  readonly box?: string
  readonly content?: string
  readonly font?: string
  /** Objects 6, 7, … */
  readonly more?: readonly string[]
}

/** A PDF of one page that is odd in one way. */
const odd = ({
  catalog = '',
  page = '',
  box = '0 0 612 792',
  content = WORDS,
  font = HELVETICA,
  more = [],
}: Odd) =>
  rawPdf([
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [${box}] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> ${page} >>`,
    content,
    font,
    ...more,
  ])

const type3 = (more: string): string =>
  `<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 600] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << /a 6 0 R >> /Encoding << /Type /Encoding /Differences [65 /a] >> /FirstChar 65 /LastChar 65 /Widths [600] ${more} >>`
const SQUARE = stream('600 0 0 0 500 500 d1 0 0 500 500 re f')
const MAP = stream(
  '/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <41> <0048> endbfchar endcmap end',
)
const chinese = (direction: 'H' | 'V'): Odd => ({
  content: stream('BT /F1 24 Tf 500 700 Td <6e2f53e3768458996709> Tj ET'),
  font: `<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /UniGB-UCS2-${direction} /DescendantFonts [6 0 R] >>`,
  more: [
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R /DW 1000 >>',
    '<< /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 >>',
  ],
})
const SCRIPT = '<< /S /JavaScript /JS (while \\(true\\) {}) >>'
const FORM = '/Type /XObject /Subtype /Form /BBox [0 0 100 100]'

const READ: readonly (readonly [what: string, odd: Odd, text: string])[] = [
  ['a page measured in other units', { page: '/UserUnit 10' }, 'Harbour duty cycles'],
  ['a page without a size', { box: '0 0 0 0' }, 'Harbour duty cycles'],
  ['a page of an endless size', { box: '0 0 1e9 1e9' }, 'Harbour duty cycles'],
  ['a page whose corners are swapped', { box: '612 792 0 0' }, 'Harbour duty cycles'],
  [
    'a script that never ends',
    { catalog: `/OpenAction ${SCRIPT}`, page: `/AA << /O ${SCRIPT} >>` },
    'Harbour duty cycles',
  ],
  [
    'another file inside',
    {
      catalog: '/Names << /EmbeddedFiles << /Names [(a.txt) 6 0 R] >> >>',
      more: [
        '<< /Type /Filespec /F (a.txt) /EF << /F 7 0 R >> >>',
        stream('attached', '/Type /EmbeddedFile'),
      ],
    },
    'Harbour duty cycles',
  ],
  [
    'a form made with XFA',
    {
      catalog: '/AcroForm << /Fields [] /XFA 6 0 R >> /NeedsRendering true',
      more: [stream('<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"></xdp:xdp>')],
    },
    'Harbour duty cycles',
  ],
  [
    'letters drawn one by one, with what they mean',
    {
      content: stream('BT /F1 24 Tf 72 500 Td (AA) Tj ET'),
      font: type3('/ToUnicode 7 0 R'),
      more: [SQUARE, MAP],
    },
    'HH',
  ],
  [
    'a letter that is drawn with itself',
    {
      content: stream('BT /F1 24 Tf 72 500 Td (A) Tj ET'),
      font: type3('/Resources << /Font << /F1 5 0 R >> >>'),
      more: [stream('600 0 d0 BT /F1 12 Tf (AAAA) Tj ET')],
    },
    'a',
  ],
  ['Chinese from left to right', chinese('H'), '港口的墙有'],
  ['Chinese from top to bottom', chinese('V'), '港口的墙有'],
  [
    'a picture that holds itself',
    {
      content: stream('BT /F1 24 Tf 72 500 Td (Around) Tj ET /X Do'),
      more: [stream('/X Do', `${FORM} /Resources << /XObject << /X 6 0 R >> >>`)],
    },
    'Around',
  ],
]

describe('an odd PDF', () => {
  it.each(READ)('with %s is read', async (_, what, text) => {
    const file = fileWith(temporaryFolder(), 'slides.pdf', odd(what))
    const { value } = await readDeck(file, { path: 'slides.pdf' })
    expect(value?.slides.map((slide) => slide.text.replace(/\s/g, ' '))).toEqual([text])
  })

  it('with much white space before it is read', async () => {
    const file = fileWith(temporaryFolder(), 'slides.pdf', '\n'.repeat(900) + odd({}))
    expect((await readDeck(file, { path: 'slides.pdf' })).value?.slides[0]?.text).toBe('Harbour duty cycles')
  })

  it('whose pictures hold each other without end is stopped and named', async () => {
    const nested = Array.from({ length: 9 }, (_, i) =>
      stream('/X Do '.repeat(20), `${FORM} /Resources << /XObject << /X ${i + 7} 0 R >> >>`),
    )
    const last = stream('BT /F1 12 Tf (lol) Tj ET', `${FORM} /Resources << /Font << /F1 5 0 R >> >>`)
    const file = fileWith(
      path.join(temporaryFolder(), 'e'),
      'slides.pdf',
      odd({ content: stream('/X Do'), more: [...nested, last] }),
    )
    const reading = await readDeck(file, { path: 'slides.pdf', timeoutMs: 1500 })
    expect(codesOf(reading)).toEqual(['pdf-too-slow'])
  })
})
