import request from 'supertest'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { readSettings } from '../../src/settings.js'
import { createRequestLog } from '../../src/web/logging.js'
import { openSite } from './site.js'

const site = await openSite('/talks')
const { source, snapshot } = site.fixture

afterEach(() => {
  source.set(snapshot)
})

interface Line {
  readonly level: number
  readonly req: { readonly method: string; readonly url: string }
  readonly res: { readonly statusCode: number }
  readonly err?: { readonly message: string; readonly stack: string }
}

describe('readiness', () => {
  it('waits for the first generation', async () => {
    source.set(null)
    const waiting = await site.get('/talks/readyz')
    expect([waiting.status, waiting.body]).toEqual([503, { status: 'starting', generation: null }])
    source.set(snapshot)
    const ready = await site.get('/talks/readyz')
    expect([ready.status, ready.body]).toEqual([200, { status: 'ready', generation: 7 }])
    expect(ready.headers['cache-control']).toBe('no-store')
  })
})

describe('metrics', () => {
  it('are off unless asked for', async () => {
    expect((await site.get('/talks/metrics')).status).toBe(404)
  })

  it('count by route, never by path', async () => {
    const app = site.with({ metrics: true })
    const paths = [
      '/events/ranking-2026/recall',
      '/events/ranking-2026/towers',
      '/events/ranking-2026/none',
      '/api/v1/events/none',
      '/api/v1/events/ranking-2026',
      '/api/v1/search?q=latency',
      '/search?q=recall',
      '/nothing/at/all',
      '/events/ranking-2026/recall/files/video.mp4',
    ]
    for (const path of paths) await request(app).get(`/talks${path}`)
    const { text, headers } = await request(app).get('/talks/metrics')
    expect(headers['content-type']).toContain('text/plain')
    const counts = text.split('\n').filter((line) => line.startsWith('lectern_http_requests_total{'))
    expect(counts.sort()).toEqual([
      'lectern_http_requests_total{method="GET",route="/api/v1/events/:event",status="200"} 1',
      'lectern_http_requests_total{method="GET",route="/api/v1/events/:event",status="404"} 1',
      'lectern_http_requests_total{method="GET",route="/api/v1/search",status="200"} 1',
      'lectern_http_requests_total{method="GET",route="/events/:event/:talk",status="200"} 2',
      'lectern_http_requests_total{method="GET",route="/events/:event/:talk",status="404"} 1',
      'lectern_http_requests_total{method="GET",route="/events/:event/:talk/files/:file",status="200"} 1',
      'lectern_http_requests_total{method="GET",route="/search",status="200"} 1',
      'lectern_http_requests_total{method="GET",route="none",status="404"} 1',
    ])
    expect(text).toContain('lectern_search_duration_seconds_count 2')
    expect(text).toContain('lectern_generation 7')
    expect(text).toContain('lectern_ingest_running 0')
    expect(text).toContain('process_resident_memory_bytes')
  })
})

describe('the log', () => {
  const logged = async (level: 'error' | 'info' | 'debug', paths: readonly string[]): Promise<Line[]> => {
    const lines: Line[] = []
    const log = createRequestLog(level, { write: (text) => lines.push(JSON.parse(text) as Line) })
    const app = site.with({ log })
    for (const path of paths) await request(app).get(path).set('Authorization', 'secret')
    return lines
  }

  it('has a line for a request at debug, without who asked', async () => {
    const lines = await logged('debug', ['/talks/events?x=1', '/talks/nothing'])
    expect(lines.map(({ req, res, level }) => [req.method, req.url, res.statusCode, level])).toEqual([
      ['GET', '/talks/events?x=1', 200, 20],
      ['GET', '/talks/nothing', 404, 20],
    ])
    expect(JSON.stringify(lines)).not.toMatch(/secret|127\.0\.0\.1|remote/)
  })

  it('is quiet otherwise, but for what fails inside', async () => {
    const silent = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    source.set({ ...snapshot, content: () => Promise.reject(new Error('the disk is gone')) })
    const lines = await logged('info', [
      '/talks/events',
      '/talks/nothing',
      '/talks/events/ranking-2026/recall',
    ])
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({
      level: 50,
      res: { statusCode: 500 },
      err: { message: 'the disk is gone' },
    })
    expect(lines[0]?.err?.stack).toContain('observing.test')
    expect(silent).not.toHaveBeenCalled()
    silent.mockRestore()
  })
})

describe('the settings', () => {
  it('are refused where they cannot be meant', () => {
    expect(() => readSettings({}, { LOG_LEVEL: 'loud' })).toThrow(/LOG_LEVEL must be one of silent, error/)
    expect(() => readSettings({}, { METRICS: 'yes' })).toThrow(/METRICS must be true or false/)
    expect(readSettings({}, {})).toMatchObject({ logLevel: 'info', metrics: false })
  })
})
