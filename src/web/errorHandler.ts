import type { ErrorRequestHandler, Response } from 'express'
import { siteOf, type WebSettings } from './context.js'
import { HttpError, statusOf } from './errors.js'
import { errorPage, errorWords } from './pages/states.js'

/**
 * The one place where errors become answers. A visitor reads the same words in every environment: what went wrong
 * inside goes to the log only.
 */
export function errorHandler(settings: WebSettings): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    const status = statusOf(error)
    if (!(error instanceof HttpError) && status >= 500) log(error, res)
    if (res.headersSent) {
      next(error)
      return
    }
    const reason = error instanceof HttpError ? error.reason : undefined
    for (const name of ['Content-Disposition', 'ETag', 'Last-Modified', 'Accept-Ranges'])
      res.removeHeader(name)
    res.status(status).set({ ...rangeHeader(error), 'Cache-Control': 'no-store' })
    if (req.path.startsWith(`${settings.basePath}/api/`)) {
      res.json({ error: { status, message: reason ?? errorWords(status)[0] } })
      return
    }
    const site = siteOf(settings, settings.source.current())
    res
      .type('html')
      .render('error', { page: errorPage(site, status, reason) }, (failure: Error | null, html?: string) => {
        if (failure) log(failure, res)
        res.send(html ?? errorWords(status)[0])
      })
  }
}

/** The request's line in the log carries the error; an app that nobody watches says it to the console. */
function log(error: unknown, res: Response): void {
  if ('log' in res) res.err = error instanceof Error ? error : new Error(String(error))
  else console.error(error)
}

/** A 416 tells how long the file is (RFC 9110, 15.5.17); `send` puts that on its error. */
function rangeHeader(error: unknown): Record<string, string> {
  const headers =
    typeof error === 'object' && error !== null && 'headers' in error ? error.headers : undefined
  const range =
    typeof headers === 'object' && headers !== null && 'Content-Range' in headers
      ? headers['Content-Range']
      : undefined
  return typeof range === 'string' ? { 'Content-Range': range } : {}
}
