import { Router } from 'express'
import type { WebSettings } from '../context.js'
import { RETRY_AFTER } from '../errorHandler.js'

/**
 * `/healthz`: the process answers; which generation it serves, null before the first. `/readyz`, for whoever sends
 * visitors here: 503 until there is a generation to serve, and when the index it comes from is gone.
 */
export function healthRoutes(settings: WebSettings): Router {
  const { source, version } = settings
  const router = Router()
  router.get('/healthz', (_req, res) => {
    res.set('Cache-Control', 'no-store').json({
      status: 'ok',
      generation: source.current()?.generation ?? null,
      ingesting: source.status().running,
      version,
    })
  })
  router.get('/readyz', (_req, res) => {
    const generation = source.current()?.generation ?? null
    const trouble = source.trouble()
    const status = generation === null ? 'starting' : trouble?.kind === 'gone' ? 'degraded' : 'ready'
    res.set('Cache-Control', 'no-store').status(status === 'ready' ? 200 : 503)
    if (status !== 'ready') res.set('Retry-After', String(RETRY_AFTER))
    res.json({ status, generation, ...(trouble && { problem: trouble.message }) })
  })
  return router
}
