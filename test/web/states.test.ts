import request from 'supertest'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createCatalogue } from '../../src/archive/catalogue.js'
import type { SearchAnswer, SearchRequest } from '../../src/search/answer.js'
import { parseSearchRequest } from '../../src/search/request.js'
import { openSite } from './site.js'

const site = await openSite()
const { source, snapshot } = site.fixture
const NONE = { errors: 0, warnings: 0 }

afterEach(() => {
  source.set(snapshot)
  source.setStatus({ running: false, notices: [], problems: NONE })
})

describe('before the first generation', () => {
  it('every page tells how far the reading is, and comes back by itself', async () => {
    source.set(null)
    source.setStatus({
      running: true,
      phase: 'text',
      done: 12,
      total: 40,
      item: 'a/b/slides.pdf',
      notices: ['No ffmpeg was found.'],
      problems: { errors: 1, warnings: 2 },
    })
    for (const path of ['/', '/events/a/b', '/search?q=x']) {
      const { status, text, headers } = await site.get(path)
      expect([status, headers['retry-after']]).toEqual([503, '5'])
      expect(text).toContain('<meta http-equiv="refresh" content="2">')
      expect(text).toContain('12 of 40')
      expect(text).toContain('a/b/slides.pdf')
      expect(text).toContain('No ffmpeg was found.')
      expect(text).toContain('1 error, 2 warnings so far')
      expect(headers['cache-control']).toBe('no-store')
    }
    for (const path of ['/api/v1/search?q=x', '/events/a/b/video', '/events/a/b/files/video.mp4']) {
      const { status, headers, text } = await site.get(path)
      expect([path, status, headers['retry-after']]).toEqual([path, 503, '5'])
      expect(text).not.toContain('http-equiv')
    }
    expect((await site.get('/healthz')).body).toMatchObject({
      status: 'ok',
      generation: null,
      ingesting: true,
    })
  })

  it('a failed reading says why', async () => {
    source.set(null)
    source.setStatus({
      running: false,
      notices: [],
      failed: 'The index folder cannot be written.',
      problems: NONE,
    })
    const { text } = await site.get('/')
    expect(text).toContain('The index folder cannot be written.')
    expect(text).not.toContain('http-equiv="refresh"')
  })
})

describe('an empty archive', () => {
  it('says what to do', async () => {
    const record = { ...snapshot.catalogue, events: [], talks: [], persons: [], topics: [] }
    source.set({ ...snapshot, catalogue: createCatalogue(record) })
    const { text } = await site.get('/')
    expect(text).toContain('media/')
    expect(text).toContain('npm start')
    for (const path of ['/events', '/topics', '/speakers', '/faq', '/search?q=x']) {
      expect([path, (await site.get(path)).status]).toEqual([path, 200])
    }
  })
})

describe('the examples of the home page', () => {
  const examplesOf = (text: string): string[] =>
    [...(/<p class="try">.*?<\/p>/su.exec(text)?.[0] ?? '').matchAll(/href="[^"]*[?&]q=([^"]+)"/g)].map(
      ([, query = '']) => query,
    )

  it('find something', async () => {
    const examples = examplesOf((await site.get('/')).text)
    expect(examples).toContain('has%3Avideo')
    for (const example of examples) {
      const { body } = (await site.get(`/api/v1/search?q=${example}`)) as { body: { total: number } }
      expect([example, body.total > 0]).toEqual([example, true])
    }
  })

  it('are not shown where they find nothing, or while search cannot answer', async () => {
    const answer = await snapshot.search.answer(parseSearchRequest({ q: 'zzzzqqqq' }))
    source.set({ ...snapshot, search: { ...snapshot.search, answer: () => Promise.resolve(answer) } })
    expect(examplesOf((await site.get('/')).text)).toEqual([])
    let asked = 0
    const failing = (request: SearchRequest): Promise<SearchAnswer> => {
      asked += 1
      return asked === 1 ? Promise.reject(new Error()) : snapshot.search.answer(request)
    }
    source.set({ ...snapshot, search: { ...snapshot.search, answer: failing } })
    const { status, text } = await site.get('/')
    expect([status, examplesOf(text)]).toEqual([200, []])
    expect(examplesOf((await site.get('/')).text)).toContain('has%3Avideo')
  })

  it('are not waited for', async () => {
    const never = (): Promise<SearchAnswer> => new Promise(() => undefined)
    source.set({ ...snapshot, search: { ...snapshot.search, answer: never } })
    const { status, text } = await site.get('/')
    expect([status, examplesOf(text)]).toEqual([200, []])
  })
})

describe('errors', () => {
  it.each([
    '/nothing',
    '/events/none',
    '/events/ranking-2026/none',
    '/topics/none',
    '/speakers/none',
    '/assets/x/none.js',
    '/events/%E0%A4%A',
  ])('%s is a page with a search', async (path) => {
    const { status, text } = await site.get(path)
    expect(status).toBe(path.includes('%E0') ? 400 : 404)
    expect(text).toContain('role="search"')
    expect(text).not.toMatch(/at .*\.[jt]s:\d+|Error:/)
  })

  it('inside are logged and say nothing, in every environment', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    for (const environment of ['development', 'production', 'test']) {
      vi.stubEnv('NODE_ENV', environment)
      const app = site.with({})
      source.set({ ...snapshot, content: () => Promise.reject(new Error('/secret/path')) })
      const { status, text } = await request(app).get('/events/ranking-2026/recall')
      expect(status).toBe(500)
      expect(text).toContain('Something went wrong here')
      expect(text).not.toContain('secret')
    }
    expect(log).toHaveBeenCalledTimes(3)
    vi.unstubAllEnvs()
    log.mockRestore()
  })

  it.each(['post', 'put', 'patch', 'delete', 'options'] as const)('%s is refused', async (method) => {
    const { status, headers } = await request(site.app)[method]('/events')
    expect([status, headers['allow']]).toEqual([405, 'GET, HEAD'])
  })

  it('HEAD has headers and no body', async () => {
    const { status, headers, text } = await request(site.app).head('/events')
    expect([status, (text as string | undefined) ?? '']).toEqual([200, ''])
    expect(Number(headers['content-length'])).toBeGreaterThan(500)
  })
})
