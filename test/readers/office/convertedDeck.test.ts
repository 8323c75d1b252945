import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'

import { findMediaTools } from '../../../src/media/tools.js'
import { drawConverted, readConverted } from '../../../src/readers/office/convertedDeck.js'
import { temporaryFolder } from '../../folders.js'
import { fileWith } from '../pdfFixtures.js'
import { codesOf, valueOf } from '../reading.js'
import { generatedPptx } from './officeFixtures.js'

const { soffice } = await findMediaTools()
if (!soffice) console.log('skipped: there is no LibreOffice to convert decks with')

const deck = await generatedPptx((file) => {
  for (const text of ['First', 'Spare', 'Last']) {
    const slide = file.addSlide()
    slide.addText(text, { x: 1, y: 1, w: 8, h: 1 })
    slide.hidden = text === 'Spare'
  }
})
/** An old Office file as far as it is looked at: its beginning, and the name of a stream in its directory. */
const compoundOf = (stream: string, more = ''): Buffer =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(504),
    Buffer.from(stream, 'utf16le'),
    Buffer.from(more, 'hex'),
  ])
/** CurrentUserAtom ([MS-PPT], section 2.3.2) of a sound and of an encrypted presentation. */
const SOUND = '0000f60f2400000014000000' + '5fc091e3'
const ENCRYPTED = '0000f60f2400000014000000' + 'dfc4d1f3'

describe('without LibreOffice', () => {
  it('a deck that needs it is named, with what to do', async () => {
    const file = fileWith(temporaryFolder(), 'slides.ppt', compoundOf('PowerPoint Document', SOUND))
    const reading = await readConverted(file, { path: 'slides.ppt', format: 'ppt', soffice: null })
    expect(reading).toMatchObject({
      value: null,
      problems: [{ code: 'deck-needs-libreoffice', path: 'slides.ppt' }],
    })
    expect(reading.problems[0]?.hint).toMatch(/install LibreOffice.*PDF/)
  })

  it.each([
    ['empty', '', 'file-empty'],
    ['a web page', '<html>', 'file-is-something-else'],
    ['a newer file', Buffer.from(deck), 'file-is-something-else'],
    ['an old Word document', compoundOf('WordDocument'), 'file-is-something-else'],
    ['protected by a password', compoundOf('PowerPoint Document', ENCRYPTED), 'office-encrypted'],
    ['a newer file with a password', compoundOf('EncryptedPackage'), 'office-encrypted'],
  ])('an old deck that is %s is named as that', async (_, content, code) => {
    const file = fileWith(temporaryFolder(), 'slides.ppt', content)
    expect(codesOf(await readConverted(file, { path: 'slides.ppt', format: 'ppt', soffice: null }))).toEqual([
      code,
    ])
  })
})

describe.skipIf(!soffice)('with LibreOffice', { timeout: 120_000 }, () => {
  /** What is in the folder for temporary files, which is the test's own. */
  const privateTemporary = (): (() => string[]) => {
    const folder = temporaryFolder()
    vi.stubEnv('TMPDIR', folder)
    onTestFinished(() => void vi.unstubAllEnvs())
    return () => readdirSync(folder)
  }

  it('slides are drawn with their numbers, hidden ones included, and nothing is left behind', async () => {
    const folder = temporaryFolder()
    const leftBehind = privateTemporary()
    const file = fileWith(folder, '-odd name.pptx', deck)
    const reading = await drawConverted(file, folder, {
      path: 'slides.pptx',
      format: 'pptx',
      soffice,
      width: 320,
    })
    expect(reading.problems).toEqual([])
    expect(valueOf(reading).map(({ page }) => page)).toEqual([1, 2, 3])
    expect(readdirSync(folder).sort()).toEqual([
      '-odd name.pptx',
      'page-1.webp',
      'page-2.webp',
      'page-3.webp',
    ])
    expect(leftBehind()).toEqual([])
  })

  it('an old deck is read', async () => {
    const folder = temporaryFolder()
    const profile = `-env:UserInstallation=file://${folder}/profile`
    const file = fileWith(folder, 'slides.pptx', deck)
    execFileSync(soffice ?? '', [profile, '--headless', '--convert-to', 'ppt', '--outdir', folder, file], {
      stdio: 'ignore',
    })
    const old = path.join(folder, 'slides.ppt')
    const { slides } = valueOf(await readConverted(old, { path: 'slides.ppt', format: 'ppt', soffice }))
    expect(slides.map(({ text }) => text)).toEqual(['First', 'Spare', 'Last'])
  })

  it.each([
    ['it cannot read', { content: 'PK\u0003\u0004 nothing' }, 'deck-conversion-failed'],
    ['takes too long', { content: deck, timeoutMs: 50 }, 'deck-too-slow'],
  ])('a deck that %s is named', async (_, { content, ...options }, code) => {
    const folder = temporaryFolder()
    const leftBehind = privateTemporary()
    const file = fileWith(folder, 'slides.pptx', content)
    const reading = await drawConverted(file, folder, {
      path: 'slides.pptx',
      format: 'pptx',
      soffice,
      ...options,
    })
    expect(codesOf(reading)).toEqual([code])
    expect(leftBehind()).toEqual([])
  })
})
