import type { RequestHandler, Response } from 'express'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { ArchiveSource } from './snapshot.js'

/** Numbers about the running site for Prometheus. */
export interface Metrics {
  /** Counts and times every request that passes. */
  readonly observe: RequestHandler
  /** In Prometheus' text format. */
  text(): Promise<string>
  readonly mediaType: string
}

const SEARCH_BUCKETS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2]
const REQUEST_BUCKETS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5, 30]

/**
 * Labels are patterns of routes, methods and statuses: their number does not grow with the archive or its visitors.
 * @param basePath what to leave out of the patterns
 */
export function createMetrics(source: ArchiveSource, basePath: string): Metrics {
  const register = new Registry()
  const registers = [register]
  collectDefaultMetrics({ register })
  const requests = new Counter({
    name: 'lectern_http_requests_total',
    help: 'Requests answered',
    labelNames: ['method', 'route', 'status'] as const,
    registers,
  })
  const durations = new Histogram({
    name: 'lectern_http_request_duration_seconds',
    help: 'Time from a request to the end of its answer',
    labelNames: ['route'] as const,
    buckets: REQUEST_BUCKETS,
    registers,
  })
  const searches = new Histogram({
    name: 'lectern_search_duration_seconds',
    help: 'Time to answer a search, without writing it as a page',
    buckets: SEARCH_BUCKETS,
    registers,
  })
  addGauges(source, registers)

  return {
    mediaType: register.contentType,
    text: () => register.metrics(),
    observe: (req, res, next) => {
      const began = performance.now()
      res.once('close', () => {
        const route = routeOf(req, basePath)
        const method = req.method === 'GET' || req.method === 'HEAD' ? req.method : 'other'
        requests.inc({ method, route, status: res.statusCode })
        durations.observe({ route }, (performance.now() - began) / 1000)
        const took = searchTime(res)
        if (took !== undefined) searches.observe(took / 1000)
      })
      next()
    },
  }
}

/** What is read when somebody asks. */
function addGauges(source: ArchiveSource, registers: Registry[]): void {
  const gauges: readonly [name: string, help: string, value: () => number][] = [
    [
      'lectern_generation',
      'The generation being served, 0 before the first',
      () => source.current()?.generation ?? 0,
    ],
    ['lectern_talks', 'Talks in it', () => source.current()?.catalogue.talks.length ?? 0],
    [
      'lectern_ingest_running',
      '1 while an ingest runs beside the site',
      () => Number(source.status().running),
    ],
    [
      'lectern_ingest_failed',
      '1 when the last one could not run',
      () => Number(source.status().failed !== undefined),
    ],
    ['lectern_ingest_errors', 'Inputs that could not be read', () => source.status().problems.errors],
  ]
  for (const [name, help, value] of gauges) {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value())
      },
    })
  }
}

/** The pattern of the route that answered; `none` where none did. */
function routeOf(req: Parameters<RequestHandler>[0], basePath: string): string {
  const route = req.route as { readonly path?: unknown } | undefined
  if (typeof route?.path !== 'string') return 'none'
  // A router's own prefix is gone again once an error has left it.
  const prefix = `${basePath}/api/v1`
  const isCall = req.originalUrl.startsWith(`${prefix}/`) && !route.path.startsWith('/api/')
  return isCall ? `/api/v1${route.path}` : route.path
}

const SEARCH_TIME = 'searchMs'

/** Notes how long the search behind an answer took, milliseconds. */
export function noteSearchTime(res: Response, tookMs: number): void {
  res.locals[SEARCH_TIME] = tookMs
}

function searchTime(res: Response): number | undefined {
  const took: unknown = res.locals[SEARCH_TIME]
  return typeof took === 'number' ? took : undefined
}
