import path from 'node:path'
import { describe, expect, it } from 'vitest'

import { posterOf } from '../../src/media/poster.js'
import { probeMedia } from '../../src/media/probe.js'
import { isUnfinishedDownload } from '../../src/media/recognize.js'
import { temporaryFolder, writeFiles } from '../folders.js'
import { ffmpegProgram, makeWith, testPicture, toolsFor, WAYS } from './recordings.js'

const LFS = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n'

/** What is found under a recording's name, what is said of it, and what to do. */
const FOUND: readonly (readonly [what: string, content: string | Buffer, message: RegExp, hint: RegExp])[] = [
  ['nothing', '', /it is empty \(0 bytes\)/, /again/],
  ['text', 'no recording', /text, no recording/, /recording itself/],
  ['UTF-16 text', Buffer.from('\ufeffno recording', 'utf16le'), /text, no recording/, /recording itself/],
  ['a web page', '\n<!doctype html><title>Not found</title>', /web page \(HTML\)/, /download the recording/],
  [
    'an error in XML',
    '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>',
    /XML/,
    /recording itself/,
  ],
  ['a Git LFS pointer', LFS, /Git LFS pointer/, /git lfs pull/],
  ['a playlist', '#EXTM3U\n#EXTINF:4,\nhttps://example.org/1.ts\n', /playlist/, /download the recording/],
  ['a deck', '%PDF-1.7\n%âãÏÓ\n', /a PDF/, /recording itself/],
  ['an archive', Buffer.from('504b030414000000', 'hex'), /ZIP/, /unpack/],
  ['a picture', Buffer.from('89504e470d0a1a0a0000', 'hex'), /picture/, /recording itself/],
  ['a download that was never finished', Buffer.alloc(9000), /zeros/, /again/],
  [
    'noise',
    Buffer.from('00fe12ab00000000ff', 'hex'),
    /does not begin as any kind of recording/,
    /copied whole/,
  ],
]

describe.each(WAYS)('probing what is no recording, %s', (way) => {
  it.each(FOUND)('names %s as what it is', async (_what, content, message, hint) => {
    const folder = temporaryFolder()
    writeFiles(folder, { 'talk.mp4': content })
    const { value, problems } = await probeMedia(
      path.join(folder, 'talk.mp4'),
      'e/t/talk.mp4',
      await toolsFor(way),
    )
    expect(value).toBeNull()
    const code = content === '' ? 'file-empty' : 'media-unreadable'
    expect(problems).toMatchObject([{ severity: 'error', code, path: 'e/t/talk.mp4' }])
    expect(problems[0]?.message).toMatch(message)
    expect(problems[0]?.hint).toMatch(hint)
    expect(JSON.stringify(problems)).not.toContain(folder)
  })

  it.each(['avi', 'flv', 'mpegts', 'asf'])(
    'names a recording of a kind that no browser plays (%s) with its cure',
    async (kind) => {
      const folder = temporaryFolder()
      const file = await makeWith(folder, ...testPicture(1), '-f', kind, 'talk.mp4')
      const { value, problems } = await probeMedia(file, 'e/t/talk.mp4', await toolsFor(way))
      expect(value).toBeNull()
      expect(problems[0]?.hint).toMatch(/ffmpeg -i 'e\/t\/talk\.mp4' .*'e\/t\/talk-web\.mp4'$/)
    },
  )
})

describe('what is no recording', () => {
  it('gives no poster', async () => {
    const folder = temporaryFolder()
    for (const [what, content] of FOUND) {
      writeFiles(folder, { 'talk.mp4': content })
      const { value, problems } = await posterOf(
        path.join(folder, 'talk.mp4'),
        'e/t/talk.mp4',
        4,
        await ffmpegProgram(),
      )
      expect(value, what).toBeNull()
      expect(problems, what).toMatchObject([
        { severity: 'warning', code: 'poster-failed', path: 'e/t/talk.mp4' },
      ])
      expect(problems[0]?.message).not.toContain(folder)
    }
  })

  it('is told by its name while it is being downloaded', () => {
    const names = ['talk.mp4.part', 'talk.mp4.crdownload', 'talk.MP4.Download', 'talk.f137.mp4.ytdl']
    expect(names.filter((name) => !isUnfinishedDownload(name))).toEqual([])
    expect(['talk.mp4', 'part.mp4', 'talk.part.mp4', 'download.webm'].filter(isUnfinishedDownload)).toEqual(
      [],
    )
  })
})
