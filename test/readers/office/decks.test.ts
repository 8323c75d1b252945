import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

import { wordAgreement } from '../../../scripts/wordAgreement.js'
import { readIsolated } from '../../../src/readers/isolated/readIsolated.js'
import { DECK } from '../../../src/readers/isolated/shapes.js'
import { readDeck } from '../../../src/readers/pdf/readDeck.js'
import { temporaryFolder } from '../../folders.js'
import { fileWith } from '../pdfFixtures.js'
import { codesOf, valueOf } from '../reading.js'
import { archive, generatedPptx, odp, pptx, pptxParts, shape } from './officeFixtures.js'

const corpus = path.resolve(process.env['CORPUS_DIR'] ?? '../shared/corpus', 'slides/cppcon2020')
const isThere = existsSync(corpus)
if (!isThere) console.log(`skipped: there are no PowerPoint files at ${corpus} (CORPUS_DIR says where)`)

const readFile = (file: string, format = 'pptx') =>
  readIsolated(file, DECK, { path: 'talk/slides.pptx', format, memoryMb: 200 })
const readBytes = (content: Uint8Array, format = 'pptx') =>
  readFile(fileWith(temporaryFolder(), `slides.${format}`, content), format)

describe('an Office deck, read apart', () => {
  it('comes from a library for making such files', async () => {
    const content = await generatedPptx((file) => {
      file.defineSlideMaster({
        title: 'TITLED',
        objects: [
          { placeholder: { options: { name: 'title', type: 'title', x: 1, y: 0.3, w: 8, h: 1 }, text: '' } },
        ],
      })
      const slide = file.addSlide({ masterName: 'TITLED' })
      slide.addText('Duty cycles', { placeholder: 'title' })
      slide.addText([{ text: 'Sleep is ' }, { text: 'nearly free', options: { bold: true } }], {
        x: 1,
        y: 2,
        w: 8,
        h: 1,
      })
      slide.addTable([[{ text: 'radio' }, { text: '3 mJ' }]], { x: 1, y: 3, w: 8 })
      slide.addNotes('Breathe.')
    })
    expect(await readBytes(content)).toEqual({
      value: {
        pages: 1,
        slides: [
          {
            page: 1,
            title: 'Duty cycles',
            text: 'Duty cycles\nSleep is nearly free\nradio | 3 mJ',
            notes: 'Breathe.',
          },
        ],
      },
      problems: [],
    })
  })

  it('has the words of its own PDF: the sample’s', async () => {
    const folder = path.resolve('media/personal-asplos-2020/recommendation-science-criteo')
    const ours = valueOf(await readFile(path.join(folder, 'slides.pptx'))).slides
    const theirs = valueOf(await readDeck(path.join(folder, 'slides.pdf'), { path: 'slides.pdf' })).slides
    expect(ours).toMatchObject(theirs.map(({ title }) => (title === undefined ? {} : { title })))
    const { f1 } = wordAgreement(
      ours.map(({ text }) => text),
      theirs.map(({ text }) => text),
    )
    expect(f1).toBeGreaterThan(0.99)
    expect(ours.filter(({ notes }) => notes !== undefined).map(({ page }) => page)).toEqual([2, 4, 8, 12])
  })

  it.each([
    ['a slide that unpacks to 40 MB', { 'ppt/slides/slide1.xml': new Uint8Array(40 << 20) }, 'zip-too-large'],
    [
      'a slide of countless elements',
      { 'ppt/slides/slide1.xml': `<p:sld>${'<a/>'.repeat(1_500_000)}</p:sld>` },
      'file-too-much-memory',
    ],
  ])('with %s is stopped and named', async (_, parts, code) => {
    const reading = await readBytes(archive({ ...pptxParts([{ shapes: shape('Slide') }]), ...parts }))
    expect(codesOf(reading)).toContain(code)
  })

  it('of the other kind is read by its own reader', async () => {
    const page =
      '<draw:page><draw:frame><draw:text-box><text:p>Open</text:p></draw:text-box></draw:frame></draw:page>'
    expect(valueOf(await readBytes(odp(page), 'odp')).slides[0]?.text).toBe('Open')
    expect(codesOf(await readBytes(pptx([{ shapes: shape('Wrong') }]), 'odp'))).toEqual([
      'file-is-something-else',
    ])
  })

  it.skipIf(!isThere)('holds all slides of a real talk, the hidden one marked', async () => {
    const name = 'cpp20_an_almost_complete_overview__marc_gregoire__cppcon_2020.pptx'
    const reading = await readFile(path.join(corpus, name))
    const { slides } = valueOf(reading)
    expect(reading.problems).toEqual([])
    expect(slides).toHaveLength(86)
    expect(slides.filter(({ hidden }) => hidden).map(({ page }) => page)).toEqual([86])
    expect(slides[2]).toMatchObject({ title: 'C++20', notes: 'As big or even bigger than de C++11 release.' })
    expect(slides.filter(({ title }) => title === undefined)).toEqual([])
  })
})
