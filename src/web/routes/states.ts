import type { RequestHandler } from 'express'
import { siteOf, type WebSettings } from '../context.js'
import { HttpError } from '../errors.js'
import { progressPage, welcomePage } from '../pages/states.js'

/** Answers every page before the first generation: what is being done, with numbers. The API says so as an error. */
export function untilFirstGeneration(settings: WebSettings): RequestHandler {
  return (req, res) => {
    res.set('Cache-Control', 'no-store')
    if (req.path.toLowerCase().startsWith('/api/')) {
      throw new HttpError(503, 'The archive is being read for the first time. Try again in a moment.')
    }
    const site = siteOf(settings, null)
    const status = settings.source.status()
    if (status.running || status.failed) res.render('progress', { page: progressPage(site, status) })
    else res.render('welcome', { page: welcomePage(site, status) })
  }
}
