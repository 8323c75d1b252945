import { request as httpRequest, type IncomingMessage } from 'node:http'
import { connect, type Socket } from 'node:net'
import { truncate } from 'node:fs/promises'
import { join } from 'node:path'
import express from 'express'
import request from 'supertest'
import { afterEach, describe, expect, it } from 'vitest'
import { readSettings } from '../../src/settings.js'
import { allowFraming, allowMediaFrom, securityHeaders } from '../../src/web/headers.js'
import { listen, type Limits, type Listening } from '../../src/web/listen.js'
import { openSite, PAGES } from './site.js'

const site = await openSite()
const VIDEO = '/events/ranking-2026/recall/files/video.mp4'
let listening: Listening | undefined
afterEach(async () => {
  await listening?.close()
  listening = undefined
})

async function serve(env: Record<string, string> = {}, limits: Partial<Limits> = {}): Promise<URL> {
  listening = await listen(site.with({}), readSettings({ port: '0' }, env), limits)
  return new URL(listening.url)
}

/** Opens a connection, says something, and gives what came back once the server hangs up. */
function say(url: URL, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(url.port), '127.0.0.1', () => socket.write(text))
    let heard = ''
    socket.on('data', (part: Buffer) => (heard += part.toString()))
    socket.on('error', reject)
    socket.on('close', () => {
      resolve(heard)
    })
  })
}

describe('who asks too much', () => {
  it('in an address is answered 414, as the path asks for it', async () => {
    const url = await serve()
    const page = await fetch(new URL(`/search?q=${'a'.repeat(33_000)}`, url))
    expect([page.status, await page.text()]).toEqual([
      414,
      expect.stringContaining('That address is too long'),
    ])
    const call = await fetch(new URL(`/api/v1/search?q=${'a'.repeat(33_000)}`, url))
    expect([call.status, await call.json()]).toMatchObject([414, { error: { status: 414 } }])
  })

  it('in headers is answered 431 and let go', async () => {
    const url = await serve()
    const heard = await say(url, `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${'a'.repeat(60_000)}\r\n\r\n`)
    expect(heard).toMatch(/^HTTP\/1\.1 431 /)
  })

  it('by sending a byte at a time is not waited for, while others are served', async () => {
    const url = await serve({}, { headersTimeout: 300, requestTimeout: 300, checkInterval: 50 })
    const slow = Array.from({ length: 50 }, () => say(url, 'GET / HTTP/1.1\r\nHost: a\r\nX-Slow: '))
    expect((await fetch(new URL('/healthz', url))).status).toBe(200)
    for (const heard of await Promise.all(slow)) expect(heard).toMatch(/^HTTP\/1\.1 408 /)
  })

  it('by not taking what was asked for is let go', async () => {
    await truncate(join(site.fixture.media.root, 'ranking-2026/recall/video.mp4'), 64 * 1024 * 1024)
    const url = await serve({}, { idleTimeout: 200 })
    await new Promise<void>((resolve) => {
      const socket: Socket = connect(Number(url.port), '127.0.0.1', () => {
        socket.pause()
        socket.write(`GET ${VIDEO} HTTP/1.1\r\nHost: a\r\n\r\n`)
      })
      // Reads again only after the server must have given up: less than all of it is there to be read.
      let bytes = 0
      socket.on('data', (part: Buffer) => (bytes += part.length))
      socket.on('close', () => {
        expect(bytes).toBeLessThan(64 * 1024 * 1024)
        resolve()
      })
      socket.on('error', () => undefined)
      setTimeout(() => socket.resume(), 1500)
    })
  })

  it('with more connections than are held is closed at once', async () => {
    const url = await serve({ MAX_CONNECTIONS: '2' })
    const held = [connect(Number(url.port), '127.0.0.1'), connect(Number(url.port), '127.0.0.1')]
    await Promise.all(held.map((socket) => new Promise((resolve) => socket.once('connect', resolve))))
    const refused = await say(url, 'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n').catch(() => '')
    expect(refused).toBe('')
    for (const socket of held) socket.destroy()
    await expect.poll(async () => (await fetch(new URL('/healthz', url)).catch(() => null))?.status).toBe(200)
  })

  it('with a body is not waited for', async () => {
    const url = await serve()
    const heard = await say(url, 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nab')
    expect(heard).toMatch(/^HTTP\/1\.1 405 /)
    expect(heard).toMatch(/^Allow: GET, HEAD\r$/m)
  })
})

describe('settings that cannot be meant', () => {
  it.each([
    ['TRUST_PROXY', ['foo', '10.0.0.0/33', '1.2.3', 'loopback,foo', '10.0.0.1/', '::1/129', '300']],
    ['MAX_CONNECTIONS', ['0', '-1', 'many', '1e3', '1.5']],
    ['PORT', ['-1', '65536', '80a', '1.5']],
  ])('%s is named', (name, values) => {
    for (const value of values)
      expect(() => readSettings({}, { [name]: value }), value).toThrow(new RegExp(`^${name} must be `))
  })

  it.each([
    '1',
    'true',
    'false',
    'loopback',
    'loopback, 10.0.0.0/8',
    '::1',
    'fe80::/10',
    '10.0.0.0/255.0.0.0',
  ])('TRUST_PROXY=%s can', (value) => {
    const { trustProxy } = readSettings({}, { TRUST_PROXY: value })
    expect(() => site.with({ trustProxy: trustProxy ?? false })).not.toThrow()
  })
})

describe('headers that keep a page to itself', () => {
  const UNFRAMED = PAGES.filter((path) => !path.endsWith('/embed'))
  it.each([
    ...UNFRAMED,
    '/events/ranking-2026/none/embed',
    '/nothing',
    '/api/v1/events',
    '/healthz',
    '/favicon.ico',
  ])('%s', async (path) => {
    const { headers } = await site.get(path)
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'x-frame-options': 'DENY',
    })
    expect(headers['content-security-policy']).toMatch(/default-src 'none';.*frame-ancestors 'none'/)
    expect(headers['content-security-policy']).not.toContain('unsafe')
    expect(headers['x-powered-by']).toBeUndefined()
  })

  it('let others frame the embedded player', async () => {
    const { status, headers } = await site.get('/events/ranking-2026/recall/embed')
    expect([status, headers['x-frame-options']]).toEqual([200, undefined])
    expect(headers['content-security-policy']).toMatch(/;frame-ancestors \*(?:;|$)/)
  })

  it('can be opened for a route that others may frame, beside what else it allows', async () => {
    const app = express()
    app.use(securityHeaders())
    app.get('/embed', allowFraming, (_req, res) => {
      allowMediaFrom(res, ['https://media.example.net'])
      res.send('ok')
    })
    const { headers } = await request(app).get('/embed')
    expect(headers['content-security-policy']).toMatch(/;frame-ancestors \*(?:;|$)/)
    expect(headers['content-security-policy']).toContain("media-src 'self' https://media.example.net;")
    expect(headers['x-frame-options']).toBeUndefined()
  })
})

describe('compression', () => {
  const encodingOf = async (path: string): Promise<string | undefined> =>
    (await site.get(path).set('Accept-Encoding', 'gzip')).headers['content-encoding']

  it.each([
    '/',
    '/api/v1/events/ranking-2026',
    '/search?q=latency',
    '/events/ranking-2026/recall/captions/en.vtt',
  ])('%s is compressed', async (path) => {
    expect(await encodingOf(path)).toBe('gzip')
    expect((await site.get(path)).headers['vary']).toContain('Accept-Encoding')
  })

  it('never touches files of the organizer, whose ranges are of their own bytes', async () => {
    for (const name of ['files/video.mp4', 'files/transcript.en.vtt', 'slides.pdf'])
      expect(await encodingOf(`/events/ranking-2026/recall/${name}`)).toBeUndefined()
  })
})

describe('stopping', () => {
  it('takes no new visitors, and ends although an answer under way does not', async () => {
    const url = await serve({}, { graceTime: 400 })
    // Nobody reads this one: it would never end by itself.
    const stuck = await new Promise<IncomingMessage>((resolve) => {
      httpRequest(new URL(VIDEO, url), resolve).end()
    })
    stuck.on('error', () => undefined)
    const closing = listening?.close()
    await expect(fetch(new URL('/healthz', url))).rejects.toThrow()
    await closing
    stuck.destroy()
    listening = undefined
  })
})
