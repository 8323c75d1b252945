import { Router } from 'express'
import type { WebSettings } from '../context.js'

/** `/healthz`: the process answers; which generation it serves, null before the first. */
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
  return router
}
