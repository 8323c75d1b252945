import { describe, expect, it } from 'vitest'

import { readIsolated } from '../../../src/readers/isolated/readIsolated.js'
import { DECK } from '../../../src/readers/isolated/shapes.js'
import { temporaryFolder } from '../../folders.js'
import { fileWith } from '../pdfFixtures.js'
import { valueOf } from '../reading.js'
import { MISBEHAVING } from './misbehaving.js'

const PATH = 'event/talk/slides.pptx'
const readAs = (format: string, options = {}) => {
  const folder = temporaryFolder()
  const file = fileWith(folder, 'slides.pptx', 'words on a slide')
  const script = fileWith(folder, 'child.mjs', MISBEHAVING)
  return readIsolated(file, DECK, { path: PATH, format, script, ...options })
}

describe('a reader apart', () => {
  it('gives its reading', async () => {
    const reading = await readAs('good')
    expect(reading.problems).toEqual([])
    expect(valueOf(reading).slides).toEqual([{ page: 1, text: 'words on a slide' }])
  })

  it.each([
    ['never ends', 'loops', 'file-too-slow', { timeoutMs: 1500 }],
    ['eats memory', 'grows', 'file-too-much-memory', { memoryMb: 150 }],
    ['fills its heap', 'fillsTheHeap', 'file-too-much-memory', { memoryMb: 150 }],
    ['throws', 'throws', 'file-reader-crashed', {}],
    ['talks and never ends', 'talks', 'file-too-much-memory', { memoryMb: 150 }],
    ['tells too much', 'talksTooMuch', 'file-too-much-text', { memoryMb: 2000 }],
    ['gives what is no deck', 'lies', 'file-reader-crashed', {}],
    ['leaves without a word', 'leaves', 'file-reader-crashed', {}],
    ['does not exist', 'unknown', 'file-reader-crashed', {}],
  ])('that %s becomes one problem', async (_, format, code, options) => {
    const reading = await readAs(format, options)
    expect(reading.value).toBeNull()
    expect(reading.problems).toMatchObject([{ severity: 'error', code, path: PATH }])
    expect(reading.problems[0]?.hint).toBeTruthy()
  })

  it('says what was thrown', async () => {
    expect((await readAs('throws')).problems[0]?.message).toContain('unexpected node 7')
  })

  it('neither makes code, connects, starts programs, writes files, nor knows our environment', async () => {
    expect(valueOf(await readAs('reaches')).slides[0]?.text.split('\n')).toEqual([
      expect.stringContaining('Code generation from strings disallowed'),
      'there is no network for readers',
      'ERR_ACCESS_DENIED',
      'ERR_ACCESS_DENIED',
      '[]',
    ])
  })

  it('is dropped when nobody wants it any more', async () => {
    const controller = new AbortController()
    const reading = readAs('loops', { signal: controller.signal })
    controller.abort(new Error('no longer wanted'))
    await expect(reading).rejects.toThrow('no longer wanted')
  })
})
