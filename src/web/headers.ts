import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RequestHandler } from 'express'
import helmet from 'helmet'
import { HttpError } from './errors.js'

/** Our policy: everything from here, nothing inline, no framing. Media may also come from declared origins. */
function contentPolicy(mediaOrigins: readonly string[]): Record<string, string[]> {
  return {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'"],
    'media-src': ["'self'", ...mediaOrigins],
    'connect-src': ["'self'"],
    'font-src': ["'none'"],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
  }
}

/**
 * Security headers for every answer. Neither HSTS nor upgrade-insecure-requests: both break an installation
 * on plain HTTP, and a proxy that speaks HTTPS can add the former.
 */
export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: { useDefaults: false, directives: contentPolicy([]) },
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  })
}

/** Widens this answer's policy for media that the organizer keeps elsewhere. */
export function allowMediaFrom(req: IncomingMessage, res: ServerResponse, origins: readonly string[]): void {
  if (origins.length === 0) return
  const widen = helmet.contentSecurityPolicy({ useDefaults: false, directives: contentPolicy(origins) })
  widen(req, res, (error?: unknown) => {
    if (error) throw error as Error
  })
}

/** Refuses every method but GET and HEAD. */
export const readOnly: RequestHandler = (req, res, next) => {
  if (req.method === 'GET' || req.method === 'HEAD') {
    next()
    return
  }
  res.setHeader('Allow', 'GET, HEAD')
  next(new HttpError(405))
}

/** Pages are checked again on every visit; what may be kept longer says so itself. */
export const revalidate: RequestHandler = (_req, res, next) => {
  res.setHeader('Cache-Control', 'no-cache')
  next()
}
