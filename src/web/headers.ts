import type { ServerResponse } from 'node:http'
import type { RequestHandler } from 'express'
import helmet from 'helmet'
import { HttpError } from './errors.js'

/** Our policy: everything from here, nothing inline, no framing. */
const POLICY: Readonly<Record<string, readonly string[]>> = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'"],
  'media-src': ["'self'"],
  'connect-src': ["'self'"],
  'font-src': ["'none'"],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
}
const CSP = 'Content-Security-Policy'
/** Longest address that is read, bytes: whatever somebody pastes into the search box, 10 kB of any script, fits. */
const LONGEST_ADDRESS = 32 * 1024

/**
 * Security headers for every answer. Neither HSTS nor upgrade-insecure-requests: both break an installation
 * on plain HTTP, and a proxy that speaks HTTPS can add the former.
 */
export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: { useDefaults: false, directives: POLICY },
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  })
}

/** Widens this answer's policy for media that the organizer keeps elsewhere. */
export function allowMediaFrom(res: ServerResponse, origins: readonly string[]): void {
  if (origins.length > 0) changePolicy(res, 'media-src', ["'self'", ...origins])
}

/** Lets other sites show this answer in a frame: for the embedded player's route, and for no other. */
export const allowFraming: RequestHandler = (_req, res, next) => {
  changePolicy(res, 'frame-ancestors', ['*'])
  res.removeHeader('X-Frame-Options')
  next()
}

/** Replaces one directive of the policy that is set on an answer, whatever else was changed in it. */
function changePolicy(res: ServerResponse, name: string, sources: readonly string[]): void {
  const directives = String(res.getHeader(CSP)).split(';')
  const changed = directives.map((each) =>
    each.startsWith(`${name} `) ? `${name} ${sources.join(' ')}` : each,
  )
  res.setHeader(CSP, changed.join(';'))
}

/** Refuses every method but GET and HEAD. */
export const readOnly: RequestHandler = (req, res, next) => {
  if (req.method === 'GET' || req.method === 'HEAD') {
    next()
    return
  }
  // What such a request carries is not waited for.
  res.setHeader('Connection', 'close')
  res.setHeader('Allow', 'GET, HEAD')
  next(new HttpError(405))
}

/** Refuses addresses longer than anything that this site links to. */
export const shortAddresses: RequestHandler = (req, _res, next) => {
  next(req.originalUrl.length > LONGEST_ADDRESS ? new HttpError(414) : undefined)
}

/** Pages are checked again on every visit; what may be kept longer says so itself. */
export const revalidate: RequestHandler = (_req, res, next) => {
  res.setHeader('Cache-Control', 'no-cache')
  next()
}
