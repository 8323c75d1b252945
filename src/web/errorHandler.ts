import type { ErrorRequestHandler, RequestHandler, Response } from 'express'
import { siteOf, type WebSettings } from './context.js'
import { GenerationReplaced, HttpError, RangeNotSatisfiable, statusOf } from './errors.js'
import { securityHeaders } from './headers.js'
import { errorPage, errorWords } from './pages/states.js'

/** Seconds after which something that is being made may be there. */
export const RETRY_AFTER = 5

/**
 * The one place where errors become answers. A visitor reads the same words in every environment: what went wrong
 * inside goes to the log only.
 */
export function errorHandler(settings: WebSettings): ErrorRequestHandler {
  const secure = securityHeaders()
  return (error: unknown, req, res, next) => {
    const status = statusOf(error)
    if (!(error instanceof HttpError) && status >= 500) log(error, res)
    if (res.headersSent) {
      next(error)
      return
    }
    const reason = error instanceof HttpError ? error.reason : undefined
    for (const name of ['Content-Disposition', 'ETag', 'Last-Modified', 'Accept-Ranges', 'Content-Length'])
      res.removeHeader(name)
    // What a route allowed itself was for its own answer: an error is never framed, nor shown without its style.
    secure(req, res, () => undefined)
    res.status(status).set({ 'Cache-Control': 'no-store' })
    if (status === 503) res.set('Retry-After', String(RETRY_AFTER))
    if (error instanceof RangeNotSatisfiable) res.set('Content-Range', `bytes */${error.size}`)
    if (isCall(req.path, settings.basePath)) {
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

/** More generations than can pass while one request is answered. */
const MOST_ATTEMPTS = 5

/** Answers a request anew whose generation was replaced and collected before it was done. */
export function answerAgain(pages: RequestHandler): ErrorRequestHandler {
  const attempts = new WeakMap<Response, number>()
  const again: ErrorRequestHandler = (error: unknown, req, res, next) => {
    const attempt = (attempts.get(res) ?? 0) + 1
    if (!(error instanceof GenerationReplaced) || res.headersSent || attempt > MOST_ATTEMPTS) {
      next(error)
      return
    }
    attempts.set(res, attempt)
    req.url = req.originalUrl
    void pages(req, res, (failure?: unknown) => {
      if (failure === undefined) next()
      else void again(failure, req, res, next)
    })
  }
  return again
}

/** Programs get errors as JSON, whatever they accept; paths are matched in any case, as routes are. */
function isCall(path: string, basePath: string): boolean {
  return path.toLowerCase().startsWith(`${basePath}/api/`.toLowerCase())
}

/** The request's line in the log carries the error; an app that nobody watches says it to the console. */
function log(error: unknown, res: Response): void {
  if ('log' in res) res.err = error instanceof Error ? error : new Error(String(error))
  else console.error(error)
}
