import path from 'node:path'
import { chmodSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

import type { FileFacts } from '../../src/ingest/extract.js'
import { chooseDeck } from '../../src/ingest/decks.js'
import { ingest } from '../../src/ingest/ingest.js'
import type { PlannedFile } from '../../src/ingest/talkFiles.js'
import { temporaryFolder, writeFiles } from '../folders.js'
import { fileWith, makePdf, slide } from '../readers/pdfFixtures.js'

const file = (id: string): PlannedFile => ({ id, role: 'slides', name: id, mediaType: 'x/y', format: null })
const image = (page: number): NonNullable<FileFacts['pages']>[number] => ({
  object: `o${page}`,
  bytes: 1,
  width: 1,
  height: 1,
  page,
})
const choose = (facts: Record<string, FileFacts>): ReturnType<typeof chooseDeck> =>
  chooseDeck(Object.keys(facts).map(file), ({ id }) => facts[id] ?? {})

describe('the deck of a talk', () => {
  it('is the first that has words', () => {
    const chosen = choose({
      'scan.pdf': {
        deck: {
          pages: 2,
          slides: [
            { page: 1, text: '' },
            { page: 2, text: '' },
          ],
        },
        pages: [image(1), image(2)],
      },
      'deck.pptx': {
        deck: {
          pages: 2,
          slides: [
            { page: 1, text: 'Tides' },
            { page: 2, text: 'Locks' },
          ],
        },
      },
    })
    expect(chosen?.file.id).toBe('deck.pptx')
    expect(chosen?.pictures.get(2)?.object).toBe('o2')
  })

  it('leaves out what the speaker hides, and keeps the numbers of the rest', () => {
    const slides = [
      { page: 1, text: 'a' },
      { page: 2, text: 'b', hidden: true },
      { page: 3, text: 'c' },
    ]
    expect(
      choose({ 'deck.pptx': { deck: { pages: 3, slides } } })?.slides.map((slide) => slide.page),
    ).toEqual([1, 3])
  })

  it('is none of which no page could be read', () => {
    expect(choose({ 'broken.pdf': { deck: { pages: 3, slides: [] } } })).toBeNull()
  })

  it('takes no pictures from a deck of another length', () => {
    const chosen = choose({
      'deck.pptx': { deck: { pages: 1, slides: [{ page: 1, text: 'a' }] } },
      'other.pdf': { deck: { pages: 2, slides: [] }, pages: [image(1), image(2)] },
    })
    expect(chosen?.pictures.size).toBe(0)
  })

  it('is read from PowerPoint without any other program, and says what is missing for pictures', async () => {
    const root = temporaryFolder()
    const pptx = readFileSync(
      path.resolve(
        import.meta.dirname,
        '../../media/personal-asplos-2020/recommendation-science-criteo/slides.pptx',
      ),
    )
    writeFiles(path.join(root, 'media'), { 'e/t/slides.pptx': pptx })
    const { summary, problems } = await ingest({
      mediaDir: path.join(root, 'media'),
      indexDir: path.join(root, 'index'),
      env: { LECTERN_FFMPEG: '', LECTERN_FFPROBE: '', LECTERN_SOFFICE: '' },
    })
    expect(summary).toMatchObject({ decks: 1, slides: 12, errors: 0 })
    expect(problems.map((problem) => problem.code)).toEqual(['deck-needs-libreoffice'])
  })

  it('is read again, with a second opinion, once pdftotext is there', async () => {
    const root = temporaryFolder()
    const draw = slide(1, 'Radios', 'two de nitions of e cient radios')
    writeFiles(path.join(root, 'media'), { 'e/t/slides.pdf': await makePdf([draw]) })
    const pdftotext = fileWith(
      root,
      'pdftotext',
      `#!${process.execPath}\nprocess.stdout.write('Radios\\ntwo definitions of efficient radios')\n`,
    )
    chmodSync(pdftotext, 0o755)
    const codesWith = async (LECTERN_PDFTOTEXT: string): Promise<string[]> => {
      const env = { LECTERN_FFMPEG: '', LECTERN_FFPROBE: '', LECTERN_SOFFICE: '', LECTERN_PDFTOTEXT }
      const [mediaDir, indexDir] = [path.join(root, 'media'), path.join(root, 'index')]
      return (await ingest({ mediaDir, indexDir, env })).problems.map((problem) => problem.code)
    }
    expect(await codesWith('')).toEqual(['pdf-letters-missing'])
    expect(await codesWith(pdftotext)).toEqual([])
  })
})
