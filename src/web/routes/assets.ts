import { Router } from 'express'
import type { Assets } from '../assets.js'
import { notFound } from '../errors.js'

const FOR_GOOD = 'public, max-age=31536000, immutable'

/** `/assets/<version>/…`: kept for good under the present version, checked again under an older one. */
export function assetRoutes(assets: Assets): Router {
  const router = Router()
  router.get('/assets/:version/*name', (req, res) => {
    const asset = assets.find(req.params.name.join('/'))
    if (!asset) throw notFound()
    res.set('Cache-Control', req.params.version === assets.version ? FOR_GOOD : 'no-cache')
    res.type(asset.mediaType).send(asset.body)
  })
  router.get('/favicon.ico', (_req, res) => {
    const icon = assets.find('favicon.svg')
    if (!icon) throw notFound()
    res.type(icon.mediaType).send(icon.body)
  })
  return router
}
