import { Router } from 'express'
import type { WebSettings } from '../context.js'

/**
 * `/healthz`: the process answers; which generation it serves, null before the first. `/readyz`: 503 until there is a
 * generation to serve, for whoever sends visitors here.
 */
export function healthRoutes(settings: WebSettings): Router {
  const router = Router()
  router.get('/healthz', (_req, res) => {
    res.set('Cache-Control', 'no-store').json({
      status: 'ok',
      generation: settings.source.current()?.generation ?? null,
      ingesting: settings.source.status().running,
      version: settings.version,
    })
  })
  router.get('/readyz', (_req, res) => {
    const generation = settings.source.current()?.generation ?? null
    res
      .set('Cache-Control', 'no-store')
      .status(generation === null ? 503 : 200)
      .json({ status: generation === null ? 'starting' : 'ready', generation })
  })
  return router
}
