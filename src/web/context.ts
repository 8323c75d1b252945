import type { RequestHandler, Response } from 'express'
import type { Addresses } from '../archive/addresses.js'
import type { ArchiveInfo, Talk, TalkContent } from '../archive/event.js'
import type { Sendfile } from '../settings.js'
import type { Assets } from './assets.js'
import { HttpError } from './errors.js'
import type { Site } from './pages/frame.js'
import type { ArchiveSource, Snapshot } from './snapshot.js'

/** What every route works with, fixed when the app is made. */
export interface WebSettings {
  readonly source: ArchiveSource
  /** The organizer's files; null when there is no such folder. */
  readonly mediaRoot: string | null
  /** `''` or a path like `/talks`. */
  readonly basePath: string
  readonly publicUrl?: string | undefined
  readonly sendfile?: Sendfile | undefined
  readonly addresses: Addresses
  readonly assets: Assets
  readonly version: string
}

/** What one request works with: one generation, from its start to its end. */
export interface Context {
  readonly snapshot: Snapshot
  readonly site: Site
}

const contexts = new WeakMap<Response, Context>()

const UNNAMED: ArchiveInfo = { title: 'Lectern', inLanguage: 'en', links: [] }

/** The site as an answer shows it; before the first generation it has no name of its own. */
export function siteOf(settings: WebSettings, snapshot: Snapshot | null): Site {
  return {
    addresses: settings.addresses,
    basePath: settings.basePath,
    importsOf: (script) => settings.assets.importsOf(script),
    archive: snapshot?.catalogue.archive ?? UNNAMED,
    ...(settings.publicUrl && { publicUrl: settings.publicUrl }),
  }
}

/** Takes the generation for a request; `otherwise` answers while there is none. */
export function withSnapshot(settings: WebSettings, otherwise: RequestHandler): RequestHandler {
  return (req, res, next) => {
    const snapshot = settings.source.current()
    if (snapshot) {
      contexts.set(res, { snapshot, site: siteOf(settings, snapshot) })
      next()
    } else void otherwise(req, res, next)
  }
}

/** The context of a request that came through `withSnapshot`. */
export function contextOf(res: Response): Context {
  const context = contexts.get(res)
  if (!context) throw new Error('this route is not behind withSnapshot')
  return context
}

/**
 * A talk's words and slides for programs, which could not tell "none" from "not now".
 * @throws HttpError 503 when the talk has some that cannot be read any more
 */
export async function readableContent(snapshot: Snapshot, talk: Talk): Promise<TalkContent | null> {
  const content = await snapshot.content(talk.id)
  if (!content && (talk.transcripts.length > 0 || talk.deck))
    throw new HttpError(503, 'The words and slides of this talk cannot be read at the moment.')
  return content
}
