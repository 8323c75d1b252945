import { Router, type RequestHandler } from 'express'
import type { HttpLogger } from 'pino-http'
import { notFound } from './errors.js'
import { createMetrics } from './metrics.js'
import type { ArchiveSource } from './snapshot.js'

/** What the operator asked to see of the site. */
export interface Observation {
  readonly source: ArchiveSource
  readonly basePath: string
  readonly log?: HttpLogger | undefined
  /** Whether `/metrics` answers. */
  readonly metrics?: boolean | undefined
}

/** Logs and counts requests, as far as the operator asked for it. */
export function observing({ source, basePath, log, metrics }: Observation): {
  readonly observe: RequestHandler
  readonly routes: Router
} {
  const numbers = metrics ? createMetrics(source, basePath) : null
  const routes = Router()
  routes.get('/metrics', async (_req, res) => {
    if (!numbers) throw notFound('Metrics are off. The operator can turn them on with METRICS=true.')
    res.set({ 'Cache-Control': 'no-store', 'Content-Type': numbers.mediaType }).send(await numbers.text())
  })
  return {
    routes,
    observe: (req, res, next) => {
      log?.(req, res)
      if (numbers) void numbers.observe(req, res, next)
      else next()
    },
  }
}
