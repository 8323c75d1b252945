import { describe, expect, it } from 'vitest'

import { readDocx } from '../../../src/readers/transcripts/docx.js'
import { archive } from '../office/officeFixtures.js'
import { bytes, codesOf, valueOf } from '../reading.js'

const NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const run = (text: string): string =>
  `<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
const paragraph = (...parts: readonly string[]): string => `<w:p><w:pPr/>${parts.join('')}</w:p>`
const docx = (body: string, before = ''): Uint8Array =>
  archive({
    '[Content_Types].xml': '<Types/>',
    'word/document.xml': `<?xml version="1.0"?>${before}<w:document ${NAMESPACE}><w:body>${body}</w:body></w:document>`,
  })
const rowsOf = (file: Uint8Array) =>
  valueOf(readDocx(file, 'a.docx')).cues.map(({ start, text, speaker }) => [start, speaker, text])

describe('Word documents', () => {
  it('are read a paragraph a line, as plain text is', () => {
    const body = [
      paragraph(run('Ann Lee'), '<w:r><w:tab/></w:r>', run('0:03')),
      paragraph(run('Hello '), '<w:hyperlink><w:r><w:t>there</w:t></w:r></w:hyperlink>', run('.')),
      paragraph(),
      paragraph(run('Bo Ek 0:08')),
      paragraph(run('Yes.'), '<w:r><w:br/></w:r>', run('And no.')),
      paragraph(run('Ann Lee 1:02')),
      paragraph(run('Bye.')),
    ].join('')
    expect(rowsOf(docx(body))).toEqual([
      [3, 'Ann Lee', 'Hello there.'],
      [8, 'Bo Ek', 'Yes.'],
      [28.769, 'Bo Ek', 'And no.'],
      [62, 'Ann Lee', 'Bye.'],
    ])
  })

  it('give a row of a table as a line', () => {
    const row = (...cells: readonly string[]): string =>
      `<w:tr>${cells.map((cell) => `<w:tc>${paragraph(run(cell))}</w:tc>`).join('')}</w:tr>`
    const table = `<w:tbl>${row('00:03', 'Hello.')}${row('00:08', 'Yes &amp; no.')}${row('00:12', 'Bye.')}</w:tbl>`
    expect(rowsOf(docx(table))).toEqual([
      [3, undefined, 'Hello.'],
      [8, undefined, 'Yes & no.'],
      [12, undefined, 'Bye.'],
    ])
  })

  it('leave out what was deleted', () => {
    const body = paragraph(run('So '), '<w:del><w:r><w:delText>not</w:delText></w:r></w:del>', run('it is'))
    expect(rowsOf(docx(body))).toEqual([[undefined, undefined, 'So it is']])
  })

  it('name an old document, and how to save it', () => {
    const old = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.from('WordDocument', 'utf16le'),
    ])
    expect(readDocx(old, 'a.docx').problems).toMatchObject([
      { message: expect.stringContaining('an old Word document') as string, hint: 'save it anew as .docx' },
    ])
  })

  it.each([
    ['no archive', bytes('hello'), ['file-is-something-else']],
    ['an archive of something else', archive({ 'a.txt': 'x' }), ['docx-no-text']],
    [
      'a document type',
      docx(paragraph(run('x')), '<!DOCTYPE x>'),
      ['office-part-unreadable', 'docx-no-text'],
    ],
    [
      'an old document',
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      ['file-is-something-else'],
    ],
    ['no words', docx(paragraph()), ['transcript-empty']],
  ])('name what is wrong: %s', (_, file, codes) => {
    const reading = readDocx(file, 'a.docx')
    expect(reading.value).toBeNull()
    expect(codesOf(reading)).toEqual(codes)
  })
})
