import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { rm, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { get as httpGet, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import request from 'supertest'
import { readSettings } from '../../src/settings.js'
import { openSite } from './site.js'

const site = await openSite()
const VIDEO = '/events/ranking-2026/recall/files/video.mp4'
const path = (name: string): string => join(site.fixture.media.root, 'ranking-2026/recall', name)

describe('the validator of a file', () => {
  it('changes with the time of its change, though the size is the same', async () => {
    const before = (await site.get(VIDEO)).headers['etag'] ?? ''
    await utimes(path('video.mp4'), 2000, 2000)
    const after = await site.get(VIDEO).set('Range', 'bytes=0-9').set('If-Range', before)
    expect(after.status).toBe(200)
    expect(after.headers['etag']).not.toBe(before)
    expect(after.headers['etag']).toMatch(/^"/)
  })

  it('lets conditions on unchanged files fail where they should', async () => {
    const { etag } = (await site.get(VIDEO)).headers
    const statusFor = async (name: string, value: string): Promise<number> =>
      (await site.get(VIDEO).set(name, value)).status
    expect(await statusFor('If-Match', etag ?? '')).toBe(200)
    expect(await statusFor('If-Match', '*')).toBe(200)
    expect(await statusFor('If-Match', `W/${etag ?? ''}`)).toBe(412)
    expect(await statusFor('If-Unmodified-Since', new Date(2000_000).toUTCString())).toBe(200)
    expect(await statusFor('If-Unmodified-Since', new Date(1000).toUTCString())).toBe(412)
  })

  it.each([
    ['bytes=-0', 416],
    ['bytes=', 200],
    ['bytes=-', 200],
    ['bytes=a-b', 200],
    ['bytes=0-0', 206],
  ])('%s is %d', async (range, status) => {
    expect((await site.get(VIDEO).set('Range', range)).status).toBe(status)
  })

  it('every part is of the file, and together they are the file', async () => {
    const { size } = await stat(path('video.mp4'))
    const parts: Buffer[] = []
    for (let from = 0; from < size; from += 50_000) {
      const answer = await site
        .get(VIDEO)
        .set('Range', `bytes=${from}-${from + 49_999}`)
        .buffer(true)
      parts.push(answer.body as Buffer)
    }
    const whole = (await site.get(VIDEO).buffer(true)).body as Buffer
    const hash = (body: Buffer): string => createHash('sha256').update(body).digest('hex')
    expect(hash(Buffer.concat(parts))).toBe(hash(whole))
  })
})

describe('files that are none', () => {
  it('a pipe is refused and nobody waits for it', async () => {
    await rm(path('notes.html'))
    execFileSync('sh', ['-c', 'mkfifo "$0"', path('notes.html')])
    expect((await site.get('/events/ranking-2026/recall/files/notes.html')).status).toBe(404)
    await rm(path('notes.html'))
    await writeFile(path('notes.html'), '')
    const empty = await site.get('/events/ranking-2026/recall/files/notes.html')
    expect([empty.status, empty.headers['content-length']]).toEqual([200, '0'])
    const part = await site.get('/events/ranking-2026/recall/files/notes.html').set('Range', 'bytes=0-')
    expect([part.status, part.headers['content-range']]).toEqual([416, 'bytes */0'])
  })
})

describe('handing files to the server in front', () => {
  it.each([
    ['x-accel-redirect:/internal/', 'x-accel-redirect', '/internal/ranking-2026/recall/video.mp4'],
    ['x-sendfile', 'x-sendfile', path('video.mp4')],
  ])('SENDFILE=%s', async (setting, header, value) => {
    const app = site.with({ sendfile: readSettings({}, { SENDFILE: setting }).sendfile })
    const { status, headers } = await request(app).get(VIDEO)
    expect([status, headers['content-type'], headers['content-length']]).toEqual([
      200,
      'video/mp4',
      undefined,
    ])
    expect(headers[header]).toBe(value)
    const odd = await request(app).get(
      `/events/ranking-2026/recall/files/${encodeURIComponent('résumé “draft”.txt')}`,
    )
    expect(odd.headers[header]).toContain('r%C3%A9sum%C3%A9%20%E2%80%9Cdraft%E2%80%9D.txt')
    const withheld = await request(app).get('/events/ranking-2026/withdrawn/video')
    expect([withheld.status, withheld.headers[header]]).toEqual([404, undefined])
  })

  it('refuses what cannot be meant', () => {
    for (const wrong of ['yes', 'x-accel-redirect:', 'x-accel-redirect:internal', 'x-accel-redirect:/a b/'])
      expect(() => readSettings({}, { SENDFILE: wrong })).toThrow(/SENDFILE must be/)
  })
})

const countsDescriptors = process.platform === 'linux'

describe.skipIf(!countsDescriptors)('visitors who leave', () => {
  let server: Server
  beforeAll(async () => {
    await truncate(path('video.mp4'), 64 * 1024 * 1024)
    server = await new Promise((resolve) => {
      const starting = site.app.listen(0, '127.0.0.1', () => {
        resolve(starting)
      })
    })
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  /** Takes the first bytes and hangs up. */
  const leave = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const { port } = server.address() as AddressInfo
      httpGet({ port, host: '127.0.0.1', path: VIDEO, agent: false }, (answer) => {
        answer.once('data', () => {
          answer.destroy()
          resolve()
        })
        answer.on('error', () => undefined)
      }).on('error', reject)
    })
  const openFiles = (): number => readdirSync('/proc/self/fd').length

  it('a thousand times leave no file open', async () => {
    await leave()
    const before = openFiles()
    for (let round = 0; round < 50; round += 1) await Promise.all(Array.from({ length: 20 }, leave))
    await expect.poll(openFiles, { timeout: 10_000 }).toBeLessThanOrEqual(before + 2)
  }, 120_000)
})
