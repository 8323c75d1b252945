import { readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import request from 'supertest'
import { beforeAll, describe, expect, it } from 'vitest'
import { openSite } from './site.js'

const site = await openSite()
const path = (name: string): string => join(site.fixture.media.root, 'ranking-2026/recall', name)

/** Eleven bytes, as Go's own range tests have them: the rows below can be laid beside theirs. */
const WORDS = '0123456789\n'
const NOTES = '/events/ranking-2026/recall/files/notes.html'
const VIDEO = '/events/ranking-2026/recall/files/video.mp4'
const LONG_AGO = new Date('2026-01-02T03:04:05Z')

beforeAll(async () => {
  await writeFile(path('notes.html'), WORDS)
  for (const name of ['notes.html', 'video.mp4']) await utimes(path(name), LONG_AGO, LONG_AGO)
})

interface Answer {
  readonly status: number
  readonly headers: Record<string, string | undefined>
  /** A character a byte, whatever its type. */
  readonly body: string
}

/** Asks with the headers given. */
async function ask(address: string, headers: Record<string, string>): Promise<Answer> {
  const answer = await request(site.app)
    .get(address)
    .set(headers)
    .buffer(true)
    .parse((stream, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        done(null, Buffer.concat(parts).toString('latin1'))
      })
    })
  return { status: answer.status, headers: answer.headers, body: answer.body as string }
}

/** The parts of a multipart body, each with what its head says (RFC 2046, 5.1). */
function partsOf({ headers, body }: Answer): { range: string; type: string; text: string }[] {
  const boundary = /^multipart\/byteranges; boundary=([0-9a-f]+)$/.exec(headers['content-type'] ?? '')?.[1]
  expect(boundary).toBeDefined()
  expect(body.startsWith(`--${boundary ?? ''}\r\n`)).toBe(true)
  expect(body.endsWith(`\r\n--${boundary ?? ''}--\r\n`)).toBe(true)
  return `\r\n${body}`
    .split(`\r\n--${boundary ?? ''}`)
    .slice(1, -1)
    .map((part) => {
      const [head = '', ...rest] = part.split('\r\n\r\n')
      return {
        range: /Content-Range: (.*)/.exec(head)?.[1] ?? '',
        type: /Content-Type: (.*)/.exec(head)?.[1] ?? '',
        text: rest.join('\r\n\r\n'),
      }
    })
}

describe('one range (RFC 9110, 14.1.2)', () => {
  it.each([
    ['bytes=0-4', 0, 4],
    ['bytes=2-', 2, 10],
    ['bytes=0-', 0, 10],
    ['bytes=-5', 6, 10],
    ['bytes=3-7', 3, 7],
    ['bytes=5-5', 5, 5],
    ['bytes=0-10', 0, 10],
    ['bytes=10-', 10, 10],
    ['bytes=10-11', 10, 10],
    ['bytes=5-1000', 5, 10],
    ['bytes=5-99999999999999999999999', 5, 10],
    ['bytes=-1000', 0, 10],
    ['bytes=-99999999999999999999999', 0, 10],
    ['Bytes=0-4', 0, 4],
    ['bytes= 0 - 4 ', 0, 4],
    ['bytes=0-4,', 0, 4],
    ['bytes=,,0-4', 0, 4],
    ['bytes=15-,0-5', 0, 5],
    ['bytes=0-5,20-30,-0', 0, 5],
  ])('%s', async (range, start, end) => {
    const { status, headers, body } = await ask(NOTES, { Range: range })
    expect([status, headers['content-range'], headers['content-length'], body]).toEqual([
      206,
      `bytes ${start}-${end}/11`,
      String(end - start + 1),
      WORDS.slice(start, end + 1),
    ])
    expect(headers['content-type']).toBe('application/octet-stream')
    expect(headers).toMatchObject({ 'accept-ranges': 'bytes', etag: expect.any(String) as string })
  })

  it.each([
    'bytes=11-',
    'bytes=11-12',
    'bytes=100-1000',
    'bytes=-0',
    'bytes=11-,12-13',
    'bytes=99999999999999999999-',
  ])('%s does not exist', async (range) => {
    const { status, headers, body } = await ask(NOTES, { Range: range })
    expect([status, headers['content-range']]).toEqual([416, 'bytes */11'])
    expect(headers['content-type']).toContain('text/html')
    expect(body).toContain('That part of the file does not exist')
    expect(headers['content-disposition']).toBeUndefined()
  })

  it.each([
    'bytes=',
    'bytes=-',
    'bytes=7',
    'bytes=5-4',
    'bytes=0-2,5-4',
    'bytes=--5,4--3',
    'bytes=A-',
    'bytes=0x01-0x02',
    'bytes=0-4;5-6',
    'bytes= , ,',
    'bytes=1.5-3',
    'bytes=+1-3',
    'bytes 0-4',
    'bytes =0-4',
    'items=0-4',
    'none',
  ])('%s means nothing, and all is sent', async (range) => {
    const { status, headers, body } = await ask(NOTES, { Range: range })
    expect([status, headers['content-range'], body]).toEqual([200, undefined, WORDS])
  })
})

describe('several ranges (14.6)', () => {
  it.each<[string, [number, number][]]>([
    [
      'bytes=0-0,-2',
      [
        [0, 0],
        [9, 10],
      ],
    ],
    [
      'bytes=0-1,5-8',
      [
        [0, 1],
        [5, 8],
      ],
    ],
    [
      'bytes=0-1,5-',
      [
        [0, 1],
        [5, 10],
      ],
    ],
    [
      'bytes=5-8,0-1',
      [
        [5, 8],
        [0, 1],
      ],
    ],
    [
      'bytes=  1 -2  ,  4- 5, 7 - 8 , ,,',
      [
        [1, 2],
        [4, 5],
        [7, 8],
      ],
    ],
    [
      'bytes=0-1,50-60,5-6',
      [
        [0, 1],
        [5, 6],
      ],
    ],
    [
      'bytes=0-4,3-6',
      [
        [0, 4],
        [3, 6],
      ],
    ],
  ])('%s', async (range, expected) => {
    const answer = await ask(NOTES, { Range: range })
    expect(answer.status).toBe(206)
    expect(answer.headers['content-range']).toBeUndefined()
    expect(answer.headers['content-length']).toBe(String(answer.body.length))
    expect(partsOf(answer)).toEqual(
      expected.map(([start, end]) => ({
        range: `bytes ${start}-${end}/11`,
        type: 'application/octet-stream',
        text: WORDS.slice(start, end + 1),
      })),
    )
  })

  it.each([
    'bytes=0-,1-,2-,3-,4-',
    'bytes=0-10,0-10',
    `bytes=${Array.from({ length: 51 }, () => '0-0').join(',')}`,
  ])('%s is more work than the file, which is sent', async (range) => {
    const { status, body } = await ask(NOTES, { Range: range })
    expect([status, body]).toEqual([200, WORDS])
  })

  it('are the bytes of the file where it is large', async () => {
    const bytes = (await readFile(path('video.mp4'))).toString('latin1')
    const half = Math.floor(bytes.length / 2)
    const answer = await ask(VIDEO, { Range: `bytes=0-${half - 1},${half}-` })
    const parts = partsOf(answer)
    expect(parts.map((part) => part.type)).toEqual(['video/mp4', 'video/mp4'])
    expect(parts.map((part) => part.text).join('') === bytes).toBe(true)
  })
})

describe('conditions (13)', () => {
  const DATE = LONG_AGO.toUTCString()
  const LATER = new Date(LONG_AGO.getTime() + 60_000).toUTCString()
  const EARLIER = new Date(LONG_AGO.getTime() - 60_000).toUTCString()
  let strong = ''
  beforeAll(async () => {
    strong = (await site.get(VIDEO)).headers['etag'] ?? ''
  })

  it('rest on a strong validator, where the file is the one that was read', async () => {
    const { headers } = await site.get(VIDEO)
    expect(headers).toMatchObject({
      'accept-ranges': 'bytes',
      'last-modified': DATE,
      'content-type': 'video/mp4',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    })
    expect(strong).toMatch(/^"[0-9a-f]{32}"$/)
  })

  it.each<[string, () => string, number]>([
    ['the strong tag', () => strong, 206],
    ['the tag made weak', () => `W/${strong}`, 200],
    ['another tag', () => '"another"', 200],
    ['the date', () => DATE, 206],
    ['the date as RFC 850 has it', () => 'Friday, 02-Jan-26 03:04:05 GMT', 206],
    ['a later date', () => LATER, 200],
    ['an earlier date', () => EARLIER, 200],
    ['nonsense', () => 'yesterday', 200],
  ])('If-Range with %s', async (_name, condition, status) => {
    const answer = await ask(VIDEO, { Range: 'bytes=0-9', 'If-Range': condition() })
    expect(answer.status).toBe(status)
  })

  it('If-Range without a range says nothing, and spoils one that does not exist', async () => {
    expect((await ask(VIDEO, { 'If-Range': strong })).status).toBe(200)
    expect((await ask(VIDEO, { Range: 'bytes=99999999-', 'If-Range': '"other"' })).status).toBe(200)
    expect((await ask(VIDEO, { Range: 'bytes=99999999-', 'If-Range': strong })).status).toBe(416)
  })

  it('a weak tag is none to join parts by', async () => {
    const weak = (await ask(NOTES, {})).headers['etag'] ?? ''
    expect(weak).toMatch(/^W\//)
    expect((await ask(NOTES, { Range: 'bytes=0-1', 'If-Range': weak })).status).toBe(200)
  })

  it('the date of a file that may change again within its second is none either', async () => {
    const now = new Date()
    await utimes(path('notes.html'), now, now)
    const fresh = await ask(NOTES, { Range: 'bytes=0-1', 'If-Range': now.toUTCString() })
    expect(fresh.status).toBe(200)
    await utimes(path('notes.html'), LONG_AGO, LONG_AGO)
  })

  it.each<[string, () => Record<string, string>, number]>([
    ['If-None-Match with the tag', () => ({ 'If-None-Match': strong }), 304],
    ['with the tag made weak', () => ({ 'If-None-Match': `W/${strong}` }), 304],
    ['in a list', () => ({ 'If-None-Match': `"a", ${strong}` }), 304],
    ['with any', () => ({ 'If-None-Match': '*' }), 304],
    ['with another', () => ({ 'If-None-Match': '"a"' }), 200],
    ['If-Modified-Since the date', () => ({ 'If-Modified-Since': DATE }), 304],
    ['later', () => ({ 'If-Modified-Since': LATER }), 304],
    ['earlier', () => ({ 'If-Modified-Since': EARLIER }), 200],
    ['never', () => ({ 'If-Modified-Since': 'nonsense' }), 200],
    ['another tag before the date', () => ({ 'If-None-Match': '"a"', 'If-Modified-Since': DATE }), 200],
    ['If-Match with the tag', () => ({ 'If-Match': strong }), 200],
    ['in a list', () => ({ 'If-Match': `"a", ${strong}` }), 200],
    ['with any', () => ({ 'If-Match': '*' }), 200],
    ['with the tag made weak', () => ({ 'If-Match': `W/${strong}` }), 412],
    ['with another', () => ({ 'If-Match': '"a"' }), 412],
    ['If-Unmodified-Since the date', () => ({ 'If-Unmodified-Since': DATE }), 200],
    ['earlier', () => ({ 'If-Unmodified-Since': EARLIER }), 412],
    ['the tag before an earlier date', () => ({ 'If-Match': strong, 'If-Unmodified-Since': EARLIER }), 200],
    ['If-Match before If-None-Match', () => ({ 'If-Match': '"a"', 'If-None-Match': strong }), 412],
    ['304 before a range', () => ({ 'If-None-Match': strong, Range: 'bytes=0-9' }), 304],
    ['412 before a range that is not there', () => ({ 'If-Match': '"a"', Range: 'bytes=99999999-' }), 412],
    [
      '304 before a range that is not there',
      () => ({ 'If-None-Match': strong, Range: 'bytes=99999999-' }),
      304,
    ],
    ['none that stops a range', () => ({ 'If-None-Match': '"a"', Range: 'bytes=0-9' }), 206],
  ])('%s', async (_name, headers, status) => {
    const answer = await ask(VIDEO, headers())
    expect(answer.status).toBe(status)
    if (status === 304) {
      expect(answer.headers).toMatchObject({ etag: strong, 'cache-control': 'no-cache, no-transform' })
      expect([answer.headers['content-type'], answer.body]).toEqual([undefined, ''])
    }
  })
})

describe('HEAD', () => {
  it.each(['bytes=0-4', 'bytes=0-1,5-6', 'bytes=100-'])('takes no range: %s', async (range) => {
    const { size } = await stat(path('video.mp4'))
    const { status, headers, text } = await request(site.app).head(VIDEO).set('Range', range)
    expect([status, headers['content-length'], (text as string | undefined) ?? '']).toEqual([
      200,
      String(size),
      '',
    ])
  })
})

describe('an empty file', () => {
  it.each([
    ['', 200],
    ['bytes=0-', 416],
    ['bytes=0-0', 416],
    ['bytes=-5', 200],
    ['bytes=5-4', 200],
  ])('asked for %j', async (range, status) => {
    await truncate(path('notes.html'), 0)
    const answer = await ask(NOTES, range ? { Range: range } : {})
    expect([answer.status, answer.headers['content-range']]).toEqual([
      status,
      status === 416 ? 'bytes */0' : undefined,
    ])
    if (status === 200) expect([answer.headers['content-length'], answer.body]).toEqual(['0', ''])
  })
})

describe('a file that is gone', () => {
  it('is not there for any range', async () => {
    await rm(path('notes.html'))
    expect((await ask(NOTES, { Range: 'bytes=0-1' })).status).toBe(404)
  })
})
