import request from 'supertest'
import { describe, expect, it } from 'vitest'
import { openSite, PAGES } from './site.js'

const site = await openSite('/talks')

describe('under a base path', () => {
  it.each(PAGES)('%s links nowhere outside it', async (path) => {
    const { status, text } = await site.get(`/talks${path}`)
    expect(status).toBe(200)
    const local = [...text.matchAll(/(?:href|src|action|poster)="(\/[^"]*)"/g)].map((match) => match[1] ?? '')
    expect(local.length).toBeGreaterThan(5)
    expect(local.filter((address) => !address.startsWith('/talks/'))).toEqual([])
  })

  it('answers there only', async () => {
    expect((await site.get('/talks')).status).toBe(200)
    expect((await site.get('/')).status).toBe(404)
    expect((await site.get('/talksfoo')).status).toBe(404)
  })

  it('redirects old ids inside it, for good, keeping the second', async () => {
    const moved = async (path: string): Promise<[number, string | undefined]> => {
      const { status, headers } = await site.get(path)
      return [status, headers['location']]
    }
    expect(await moved('/talks/events/ranking-old')).toEqual([301, '/talks/events/ranking-2026'])
    expect(await moved('/talks/events/ranking-2026/recall-draft?t=24')).toEqual([
      301,
      '/talks/events/ranking-2026/recall?t=24',
    ])
    expect(await moved('/talks/events/ranking-old/recall')).toEqual([
      301,
      '/talks/events/ranking-2026/recall',
    ])
    expect(await moved('/talks/events/ranking-old/recall/captions/en.vtt')).toEqual([
      301,
      '/talks/events/ranking-2026/recall/captions/en.vtt',
    ])
  })

  it('serves its own files for good, by a version that is theirs', async () => {
    const page = (await site.get('/talks/')).text
    const style = /href="([^"]*site\.css)"/.exec(page)?.[1] ?? ''
    const { status, headers, text } = await site.get(style)
    expect([status, headers['content-type']]).toEqual([200, 'text/css; charset=utf-8'])
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(text).toContain('--mark')
    const old = await site.get(style.replace(/[0-9a-f]{12}/, '000000000000'))
    expect([old.status, old.headers['cache-control']]).toEqual([200, 'no-cache'])
    expect((await site.get(style.replace('site.css', '../../package.json'))).status).toBe(404)
  })
})

describe('absolute addresses', () => {
  it('come from PUBLIC_URL alone, never from the Host header', async () => {
    const path = '/talks/events/ranking-2026'
    const plain = await request(site.app).get(path).set('Host', 'evil.example')
    expect(plain.text).not.toMatch(/evil\.example|rel="canonical"/)
    for (const publicUrl of ['https://talks.example.org', 'https://talks.example.org/talks/']) {
      const { text } = await request(site.with({ publicUrl })).get(path).set('Host', 'evil.example')
      expect(text).toContain(
        '<link rel="canonical" href="https://talks.example.org/talks/events/ranking-2026">',
      )
      expect(text).not.toContain('evil')
    }
  })
})
