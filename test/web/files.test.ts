import { mkdir, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import request from 'supertest'
import { beforeAll, describe, expect, it } from 'vitest'
import { openSite } from './site.js'

const site = await openSite()
const VIDEO = '/events/ranking-2026/recall/files/video.mp4'
const path = (name: string): string => join(site.fixture.media.root, 'ranking-2026/recall', name)
let size = 0
let etag = ''
let modified = ''

beforeAll(async () => {
  const info = await stat(path('video.mp4'))
  size = info.size
  modified = info.mtime.toUTCString()
  etag = (await site.get(VIDEO)).headers['etag'] ?? ''
})

describe('ranges of a recording (RFC 9110, 14)', () => {
  it('tells that it takes them, with a strong validator', async () => {
    const { status, headers } = await site.get(VIDEO)
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'accept-ranges': 'bytes',
      'content-length': String(size),
      'content-type': 'video/mp4',
      'content-disposition': 'inline',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    })
    expect(headers['etag']).toMatch(/^"[0-9a-f]{32}"$/)
  })

  it.each<[string, string, number, (n: number) => string | undefined]>([
    ['a single one', 'bytes=0-99', 206, (n) => `bytes 0-99/${n}`],
    ['one byte', 'bytes=5-5', 206, (n) => `bytes 5-5/${n}`],
    ['an open one', 'bytes=1000-', 206, (n) => `bytes 1000-${n - 1}/${n}`],
    ['a suffix', 'bytes=-100', 206, (n) => `bytes ${n - 100}-${n - 1}/${n}`],
    ['a suffix longer than the file', 'bytes=-99999999', 206, (n) => `bytes 0-${n - 1}/${n}`],
    ['an end past the file', 'bytes=10-99999999', 206, (n) => `bytes 10-${n - 1}/${n}`],
    ['a start past the file', 'bytes=99999999-', 416, (n) => `bytes */${n}`],
    ['several', 'bytes=0-9,20-29', 200, () => undefined],
    ['another unit', 'items=0-9', 200, () => undefined],
    ['backwards', 'bytes=9-2', 416, (n) => `bytes */${n}`],
  ])('%s', async (_name, range, status, contentRange) => {
    const answer = await site.get(VIDEO).set('Range', range)
    expect([answer.status, answer.headers['content-range']]).toEqual([status, contentRange(size)])
    if (status === 206) {
      const [, from, to] = /bytes (\d+)-(\d+)/.exec(answer.headers['content-range'] ?? '') ?? []
      expect(answer.headers['content-length']).toBe(String(Number(to) - Number(from) + 1))
    }
  })

  it('gives the asked part only while the validator of If-Range holds', async () => {
    const statusFor = async (condition: string): Promise<number> =>
      (await site.get(VIDEO).set('Range', 'bytes=0-9').set('If-Range', condition)).status
    expect(await statusFor(etag)).toBe(206)
    expect(await statusFor('"something else"')).toBe(200)
    expect(await statusFor(`W/${etag}`)).toBe(200)
    expect(await statusFor(modified)).toBe(206)
    expect(await statusFor(new Date(Date.parse(modified) + 60_000).toUTCString())).toBe(200)
    expect(await statusFor(new Date(0).toUTCString())).toBe(200)
  })

  it('answers HEAD with the length of the whole', async () => {
    const { status, headers, text } = await request(site.app).head(VIDEO).set('Range', 'bytes=0-9')
    expect([status, headers['content-length'], (text as string | undefined) ?? '']).toEqual([
      200,
      String(size),
      '',
    ])
  })

  it('answers 304 and 412 to conditions', async () => {
    expect((await site.get(VIDEO).set('If-None-Match', etag)).status).toBe(304)
    expect((await site.get(VIDEO).set('If-Modified-Since', modified)).status).toBe(304)
    expect((await site.get(VIDEO).set('If-Match', '"other"')).status).toBe(412)
  })

  it('has constant words for a range that does not exist', async () => {
    const { text, headers } = await site.get(VIDEO).set('Range', 'bytes=99999999-')
    expect(text).toContain('That part of the file does not exist')
    expect(headers['content-type']).toContain('text/html')
  })
})

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
      'content-disposition': 'attachment; filename=notes.html',
      'content-security-policy': "default-src 'none'; sandbox",
    })
  })

  it('keep their names (RFC 6266)', async () => {
    const deck = await site.get('/events/ranking-2026/recall/slides.pdf')
    expect(deck.headers['content-disposition']).toBe('attachment; filename=slides.pdf')
    const odd = await site.get(
      `/events/ranking-2026/recall/files/${encodeURIComponent('résumé “draft”.txt')}`,
    )
    expect(odd.status).toBe(200)
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
