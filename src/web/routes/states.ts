import type { RequestHandler } from 'express'
import { siteOf, type WebSettings } from '../context.js'
import { RETRY_AFTER } from '../errorHandler.js'
import { HttpError } from '../errors.js'
import { progressPage, welcomePage } from '../pages/states.js'

/** Calls of the API and files of talks: what asks for them is no person. */
const FOR_PROGRAMS = /^\/(?:api\/|events\/[^/]+\/[^/]+\/.)/i

/**
 * Answers everything before the first generation, always 503: pages with what is being done, in numbers, for a person
 * to wait with; the API and files as errors.
 */
export function untilFirstGeneration(settings: WebSettings): RequestHandler {
  return (req, res) => {
    if (FOR_PROGRAMS.test(req.path)) {
      throw new HttpError(503, 'The archive is being read for the first time. Try again in a moment.')
    }
    res.set({ 'Cache-Control': 'no-store', 'Retry-After': String(RETRY_AFTER) }).status(503)
    const site = siteOf(settings, null)
    const status = settings.source.status()
    if (status.running || status.failed) res.render('progress', { page: progressPage(site, status) })
    else res.render('welcome', { page: welcomePage(site, status) })
  }
}
