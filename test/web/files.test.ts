import { mkdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import request from 'supertest'
import { describe, expect, it } from 'vitest'
import { contentDisposition, downloadName } from '../../src/web/disposition.js'
import { openSite } from './site.js'

const site = await openSite()
const VIDEO = '/events/ranking-2026/recall/files/video.mp4'
const path = (name: string): string => join(site.fixture.media.root, 'ranking-2026/recall', name)

describe('short names', () => {
  it.each([
    ['video', 'video/mp4'],
    ['slides.pdf', 'application/pdf'],
    ['captions/en.vtt', 'text/vtt; charset=utf-8'],
    ['captions/de.vtt', 'text/vtt; charset=utf-8'],
    ['captions/de-auto.vtt', 'text/vtt; charset=utf-8'],
    ['chapters.vtt', 'text/vtt; charset=utf-8'],
    ['transcript.txt', 'text/plain; charset=utf-8'],
    ['poster.webp', 'image/webp'],
    ['slides/4.webp', 'image/webp'],
  ])('%s', async (name, type) => {
    const { status, headers } = await site.get(`/events/ranking-2026/recall/${name}`)
    expect([status, headers['content-type']]).toEqual([200, type])
  })

  it('captions and chapters are WebVTT with the words of the talk, and no markup', async () => {
    const captions = (await site.get('/events/ranking-2026/recall/captions/en.vtt')).text
    expect(captions).toMatch(/^WEBVTT\n/)
    expect(captions).toContain('00:00:24.000 --> 00:00:27.750\n<v Jonah Brandt>Can I ask')
    expect((await site.get('/events/wide-2025/hostile/captions/en.vtt')).text).not.toContain('<script>')
    const chapters = (await site.get('/events/ranking-2026/recall/chapters.vtt')).text
    expect(chapters).toContain('00:00:36.000 --> 00:01:00.000\nOld structures, new order')
  })

  it('the plain transcript has paragraphs, times and names', async () => {
    const { text } = await site.get('/events/ranking-2026/recall/transcript.txt')
    expect(text).toContain('[0:24] Jonah Brandt: Can I ask how rare a rare query is?\n\n[0:28] Ines Okafor:')
  })

  it.each([
    'captions/fr.vtt',
    'slides/99.webp',
    'slides/0.webp',
    'slides/x.webp',
    'files/none',
    'files/..%2f..%2fsecret',
  ])('%s is not there', async (name) => {
    expect((await site.get(`/events/ranking-2026/recall/${name}`)).status).toBe(404)
  })
})

describe('downloads', () => {
  it('never run: HTML comes as bytes to keep', async () => {
    const { headers } = await site.get('/events/ranking-2026/recall/files/notes.html')
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename="notes.html"',
      'content-security-policy': "default-src 'none'; sandbox",
    })
  })

  it('keep their names (RFC 6266)', async () => {
    const deck = await site.get('/events/ranking-2026/recall/slides.pdf')
    expect(deck.headers['content-disposition']).toBe('attachment; filename="slides.pdf"')
    const odd = await site.get(
      `/events/ranking-2026/recall/files/${encodeURIComponent('résumé “draft”.txt')}`,
    )
    expect(odd.headers['content-disposition']).toBe(
      `inline; filename="r_sum_ _draft_.txt"; filename*=UTF-8''r%C3%A9sum%C3%A9%20%E2%80%9Cdraft%E2%80%9D.txt`,
    )
    const short = await site.get('/events/ranking-2026/recall/video').set('Range', 'bytes=0-0')
    expect(short.headers['content-disposition']).toBe('inline; filename="video.mp4"')
  })

  it.each([
    ['Slides as shown', 'a/b/slides.pdf', 'Slides as shown.pdf'],
    ['slides.PDF', 'a/b/slides.pdf', 'slides.PDF'],
    ['Version 1.2', 'deck.pptx', 'Version 1.2.pptx'],
    ['../../etc/passwd', 'notes.txt', '.. .. etc passwd.txt'],
    ['line\r\nbreak', 'notes.txt', 'line break.txt'],
    ['', 'a/notes.txt', 'notes.txt'],
  ])('named %j with the suffix of the file', (name, path, expected) => {
    expect(downloadName({ name }, path)).toBe(expected)
  })

  it.each([
    ['a"b\\c.pdf', String.raw`attachment; filename="a\"b\\c.pdf"`],
    ['100%.pdf', `attachment; filename="100_.pdf"; filename*=UTF-8''100%25.pdf`],
    [
      "it's (日本).pdf",
      `attachment; filename="it's (__).pdf"; filename*=UTF-8''it%27s%20%28%E6%97%A5%E6%9C%AC%29.pdf`,
    ],
    ['\ud800.pdf', `attachment; filename="_.pdf"; filename*=UTF-8''%EF%BF%BD.pdf`],
  ])('%j in a header that all browsers read', (name, expected) => {
    expect(contentDisposition('attachment', name)).toBe(expected)
  })
})

describe('pictures', () => {
  it('are kept for good under their version, and checked without it', async () => {
    const page = (await site.get('/events/ranking-2026/recall')).text
    const address = /src="([^"]*slides\/1\.webp\?v=[^"]*)"/.exec(page)?.[1] ?? ''
    const picture = await site.get(address)
    expect(picture.headers['cache-control']).toBe('private, max-age=31536000, immutable')
    const bare = await site.get('/events/ranking-2026/recall/slides/1.webp')
    expect(bare.headers['cache-control']).toBe('no-cache')
    expect(bare.headers['etag']).toBe(picture.headers['etag'])
  })
})

describe('what may not be served', () => {
  it.each([
    'withdrawn/files/video.mp4',
    'withdrawn/video',
    'withdrawn/transcript.txt',
    'opted-out/slides.pdf',
    'opted-out/files/slides.pdf',
    'opted-out/poster.webp',
    'opted-out/slides/1.webp',
  ])('%s', async (name) => {
    const { status, text } = await site.get(`/events/ranking-2026/${name}`)
    expect(status).toBe(404)
    expect(text).not.toContain('secret')
  })

  it('a file that became a link out of the media root', async () => {
    const outside = join(site.fixture.media.root, '..', 'outside.pdf')
    await writeFile(outside, 'not yours')
    await rename(path('slides.pdf'), path('kept.pdf'))
    await symlink(outside, path('slides.pdf'))
    const { status, text } = await site.get('/events/ranking-2026/recall/slides.pdf')
    expect(status).toBe(404)
    expect(text).toContain('outside the media folder')
    await rm(path('slides.pdf'))
    // A link that stays inside is the organizer's own business.
    await symlink(path('kept.pdf'), path('slides.pdf'))
    expect((await site.get('/events/ranking-2026/recall/slides.pdf')).status).toBe(200)
    await rm(path('slides.pdf'))
    await mkdir(path('slides.pdf'))
    expect((await site.get('/events/ranking-2026/recall/slides.pdf')).status).toBe(404)
    await rm(path('slides.pdf'), { recursive: true })
    expect((await site.get('/events/ranking-2026/recall/slides.pdf')).text).toContain(
      'no longer in the folder',
    )
    await rename(path('kept.pdf'), path('slides.pdf'))
  })

  it('anything while the media folder is away, though pages go on', async () => {
    for (const mediaRoot of [null, join(site.fixture.media.root, 'gone')]) {
      const app = site.with({ mediaRoot })
      const { status, text } = await request(app).get(VIDEO)
      expect(status).toBe(404)
      expect(text).toContain('not available at the moment')
      expect((await request(app).get('/events/ranking-2026/recall')).status).toBe(200)
    }
  })

  it('a changed file under the validator of the old one', async () => {
    await writeFile(path('transcript.en.vtt'), 'WEBVTT\n\nchanged')
    await utimes(path('transcript.en.vtt'), 1000, 1000)
    const { headers } = await site.get('/events/ranking-2026/recall/files/transcript.en.vtt')
    expect(headers['etag']).toMatch(/^W\//)
  })
})
