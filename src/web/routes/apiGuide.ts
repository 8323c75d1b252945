import { Router } from 'express'
import { openApiDocument } from '../api/document.js'
import { contextOf, type WebSettings } from '../context.js'
import { apiPage } from '../pages/api.js'
import type { Snapshot } from '../snapshot.js'

/** `/api` for people and `/api/v1/openapi.json` for programs: what can be asked, with examples that work here. */
export function apiGuideRoutes({ addresses, version }: WebSettings): Router {
  const router = Router()
  const documents = new WeakMap<Snapshot, object>()
  router.get('/api', (_req, res) => {
    const { site, snapshot } = contextOf(res)
    res.render('api', { page: apiPage(site, snapshot.catalogue) })
  })
  router.get('/api/v1/openapi.json', (_req, res) => {
    const { snapshot } = contextOf(res)
    const root = addresses.api('').replace(/\/$/, '')
    const document =
      documents.get(snapshot) ?? openApiDocument({ catalogue: snapshot.catalogue, root, version })
    documents.set(snapshot, document)
    res.json(document)
  })
  return router
}
