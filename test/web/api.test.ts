import request from 'supertest'
import { describe, expect, it } from 'vitest'
import { openSite } from './site.js'

const site = await openSite('/talks')

/** An answer of the API. */
async function ask(path: string): Promise<{ status: number; body: Record<string, unknown>; text: string }> {
  const { status, body, text } = (await site.get(path)) as { status: number; body: unknown; text: string }
  return { status, body: body as Record<string, unknown>, text }
}

const API = '/talks/api/v1'

describe('the API', () => {
  it('searches in the documented shape, addresses under the base path', async () => {
    const { status, body } = await ask(`${API}/search?q=latency&limit=1`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      query: 'latency',
      total: 2,
      truncated: false,
      results: [
        { type: 'talk', talk: { id: 'ranking-2026/recall', url: '/talks/events/ranking-2026/recall' } },
      ],
    })
    expect(Object.keys((body as { facets: object }).facets).sort()).toEqual([
      'event',
      'has',
      'in',
      'lang',
      'speaker',
      'topic',
      'year',
    ])
  })

  it('lists events and gives one with its talks', async () => {
    const list = (await site.get(`${API}/events`)).body as { events: { id: string; talkTotal: number }[] }
    expect(list.events.map((event) => [event.id, event.talkTotal])).toEqual([
      ['ranking-2026', 7],
      ['wide-2025', 4],
      ['empty-2020', 0],
    ])
    const body = (await site.get(`${API}/events/ranking-2026`)).body as { talks: unknown[]; faq: unknown[] }
    expect({ ...body, talks: body.talks.slice(0, 1) }).toMatchObject({
      url: '/talks/events/ranking-2026',
      faq: [{ url: '/talks/faq#rare-queries' }, {}],
      talks: [
        {
          id: 'ranking-2026/recall',
          start: { iso: '2026-05-14T11:00:00-04:00', timeZone: 'America/New_York' },
        },
      ],
    })
  })

  it('gives a talk with the addresses of its files, and no path of the organizer', async () => {
    const { body, text } = await ask(`${API}/talks/ranking-2026/recall`)
    const { files, transcripts } = body as { files: unknown[]; transcripts: unknown[] }
    expect({ ...body, files: files.slice(0, 1), transcripts: transcripts.slice(0, 1) }).toMatchObject({
      url: '/talks/events/ranking-2026/recall',
      files: [{ id: 'video.mp4', url: '/talks/events/ranking-2026/recall/files/video.mp4' }],
      transcripts: [{ captions: '/talks/events/ranking-2026/recall/captions/en.vtt' }],
    })
    expect(text).not.toContain('"path"')
  })

  it('gives the words and the slides', async () => {
    const words = (await site.get(`${API}/talks/ranking-2026/recall/transcript`)).body as {
      transcripts: { cues: unknown[] }[]
    }
    expect(words.transcripts[0]?.cues[6]).toEqual({
      text: 'Can I ask how rare a rare query is?',
      start: 24,
      end: 27.75,
      speaker: 'Jonah Brandt',
      url: '/talks/events/ranking-2026/recall?t=24',
    })
    const slides = (await site.get(`${API}/talks/ranking-2026/recall/slides`)).body as Record<
      string,
      unknown[]
    >
    expect({
      slides: slides['slides']?.slice(0, 1),
      slideTrack: slides['slideTrack']?.slice(0, 1),
    }).toMatchObject({
      slides: [{ page: 1, url: '/talks/events/ranking-2026/recall#slide-1', image: { width: 960 } }],
      slideTrack: [{ start: 0, end: 10, page: 1, source: 'manual' }],
    })
  })

  it('keeps what is withheld to itself', async () => {
    expect((await site.get(`${API}/talks/ranking-2026/withdrawn`)).body).toMatchObject({
      files: [],
      transcripts: [],
    })
    expect((await site.get(`${API}/talks/ranking-2026/withdrawn/transcript`)).status).toBe(404)
    expect((await site.get(`${API}/talks/ranking-2026/opted-out/slides`)).status).toBe(404)
  })

  it.each(['/events/none', '/talks/ranking-2026/none', '/talks/a/b/slides', '/nothing'])(
    '%s is an error as data',
    async (path) => {
      const { status, body } = await ask(API + path)
      expect(status).toBe(404)
      expect(body).toEqual({ error: { status: 404, message: expect.any(String) as string } })
    },
  )
})

describe('over HTTP', () => {
  it.each(['text/html', 'application/xml', 'image/png', ''])('is JSON for Accept: %s', async (accept) => {
    for (const [path, status] of [
      ['/events', 200],
      ['/events/none', 404],
      ['/search?q=latency', 200],
    ] as const) {
      const answer = await site.get(API + path).set('Accept', accept)
      expect([answer.status, answer.headers['content-type']]).toEqual([
        status,
        'application/json; charset=utf-8',
      ])
    }
  })

  it.each([
    '/talks/api/v1',
    '/talks/api/v2/events',
    '/talks/API/v1/nothing',
    '/talks/api/v1/events/%E0%A4%A',
  ])('%s is an error as data', async (path) => {
    const { status, body, text } = await ask(path)
    expect(body).toEqual({ error: { status, message: expect.any(String) as string } })
    expect(status).toBe(path.includes('%') ? 400 : 404)
    expect(text).not.toContain('<')
  })

  it.each(['post', 'put', 'patch', 'delete', 'options'] as const)('%s is refused as data', async (method) => {
    const answer = await request(site.app)[method](`${API}/events`)
    const { status, headers } = answer
    expect([status, headers['allow']]).toEqual([405, 'GET, HEAD'])
    expect(answer.body).toEqual({ error: { status: 405, message: expect.any(String) as string } })
    expect(headers['cache-control']).toBe('no-store')
  })

  it.each([
    '/events',
    '/events/ranking-2026',
    '/talks/ranking-2026/recall',
    '/search?q=latency',
    '/openapi.json',
  ])('%s is asked for again and answered 304', async (path) => {
    const { headers } = await site.get(API + path)
    expect(headers['cache-control']).toBe('no-cache')
    const again = await site.get(API + path).set('If-None-Match', headers['etag'] ?? '')
    expect(again.status).toBe(304)
  })

  it('gives another answer another tag', async () => {
    const tagOf = async (query: string): Promise<string | undefined> =>
      (await site.get(`${API}/search?q=${query}`)).headers['etag']
    expect(await tagOf('latency')).toBe(await tagOf('latency'))
    expect(await tagOf('latency')).not.toBe(await tagOf('recall'))
  })

  it('leads from an old id to the present one', async () => {
    const moved = async (path: string): Promise<unknown[]> => {
      const { status, headers } = await site.get(API + path)
      return [status, headers['location']]
    }
    expect(await moved('/events/ranking-old')).toEqual([301, `${API}/events/ranking-2026`])
    expect(await moved('/talks/ranking-old/recall/slides?x=1')).toEqual([
      301,
      `${API}/talks/ranking-2026/recall/slides?x=1`,
    ])
  })
})

describe('health', () => {
  it('names the generation', async () => {
    const { status, body } = await ask('/talks/healthz')
    expect([status, body]).toEqual([200, { status: 'ok', generation: 7, ingesting: false, version: '1.2.3' }])
  })
})
