import { chmodSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

import { findMediaTools } from '../../src/media/tools.js'
import { temporaryFolder } from '../folders.js'

function fakeTool(name: string): string {
  const file = path.join(temporaryFolder(), name)
  writeFileSync(file, '#!/bin/sh\n')
  chmodSync(file, 0o755)
  return file
}

describe('finding ffmpeg and ffprobe', () => {
  it('takes the one that is set before the one on PATH', async () => {
    const [set, onPath] = [fakeTool('my-ffmpeg'), fakeTool('ffmpeg')]
    const tools = await findMediaTools({ LECTERN_FFMPEG: set, PATH: path.dirname(onPath) })
    expect(tools.ffmpeg).toBe(set)
  })

  it('takes the one on PATH before the one from npm', async () => {
    const onPath = fakeTool('ffprobe')
    expect((await findMediaTools({ PATH: path.dirname(onPath) })).ffprobe).toBe(onPath)
  })

  it('takes the one from npm where there is no other, and says nothing', async () => {
    const tools = await findMediaTools({ PATH: '' })
    expect(tools.ffmpeg).toMatch(/node_modules/)
    expect(tools.ffprobe).toMatch(/node_modules/)
    expect(tools.notice).toBeNull()
  })

  it('finds the programs for decks the same way', async () => {
    const [soffice, pdftotext] = [fakeTool('soffice'), fakeTool('pdftotext')]
    const tools = await findMediaTools({ LECTERN_SOFFICE: soffice, PATH: path.dirname(pdftotext) })
    expect(tools).toMatchObject({ soffice, pdftotext })
  })

  it('says in one line what is lost without them, and the command that brings them', async () => {
    const none = { LECTERN_FFMPEG: '', LECTERN_FFPROBE: '', LECTERN_SOFFICE: '', LECTERN_PDFTOTEXT: '' }
    const { ffmpeg, ffprobe, soffice, pdftotext, notice } = await findMediaTools(none)
    expect([ffmpeg, ffprobe, soffice, pdftotext]).toEqual([null, null, null, null])
    expect(notice).toMatch(/no posters.*apt install ffmpeg/)
    expect(notice).not.toContain('\n')
  })

  it('does not work around a wrong setting', async () => {
    await expect(findMediaTools({ LECTERN_FFMPEG: '/no/such/ffmpeg' })).rejects.toThrow(
      /LECTERN_FFMPEG names \/no\/such\/ffmpeg/,
    )
  })
})
