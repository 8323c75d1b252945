import { Router, type Express, type RequestHandler } from 'express'
import type { HttpLogger } from 'pino-http'
import type { Settings } from '../settings.js'
import type { WebSettings } from './context.js'
import { notFound } from './errors.js'
import { createRequestLog } from './logging.js'
import { createMetrics, type Metrics } from './metrics.js'

const LOG = 'request log'
const METRICS = 'metrics'

/** Turns on what the operator asked to see: a log, and numbers at `/metrics`. Until then an app keeps none. */
export function watch(
  app: Express,
  { logLevel, metrics }: Pick<Settings, 'logLevel' | 'metrics'>,
  stream?: Parameters<typeof createRequestLog>[1],
): void {
  app.set(LOG, createRequestLog(logLevel, stream))
  app.set(METRICS, metrics)
}

/** Logs and counts requests, as far as `watch` has turned that on. */
export function observing(
  app: Express,
  { source, basePath }: WebSettings,
): {
  readonly observe: RequestHandler
  readonly routes: Router
} {
  let kept: Metrics | undefined
  const metrics = (): Metrics | null => {
    if (!app.enabled(METRICS)) return null
    kept ??= createMetrics(source, basePath)
    return kept
  }
  const routes = Router()
  routes.get('/metrics', async (_req, res) => {
    const numbers = metrics()
    if (!numbers) throw notFound('Metrics are off. The operator can turn them on with METRICS=true.')
    res.set({ 'Cache-Control': 'no-store', 'Content-Type': numbers.mediaType }).send(await numbers.text())
  })
  return {
    routes,
    observe: (req, res, next) => {
      const log = app.get(LOG) as HttpLogger | undefined
      log?.(req, res)
      const numbers = metrics()
      if (numbers) void numbers.observe(req, res, next)
      else next()
    },
  }
}
