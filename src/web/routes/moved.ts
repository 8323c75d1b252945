import type { Request } from 'express'
import type { Catalogue } from '../../archive/catalogue.js'

/** The present id of an event that once had another. */
export function movedEvent(catalogue: Catalogue, id: string): string | undefined {
  const moved = catalogue.movedTo(id)
  return moved !== undefined && catalogue.event(moved) ? moved : undefined
}

/** The present full id of a talk: renamed itself, in a renamed event, or both. */
export function movedTalk(catalogue: Catalogue, event: string, slug: string): string | undefined {
  const present = movedEvent(catalogue, event) ?? event
  return [
    catalogue.movedTo(`${event}/${slug}`),
    catalogue.movedTo(`${present}/${slug}`),
    `${present}/${slug}`,
  ].find((id) => id !== undefined && catalogue.talk(id) !== undefined)
}

/** A request's query string as it came, with its question mark; empty without one. */
export function queryOf(req: Request): string {
  const at = req.originalUrl.indexOf('?')
  return at < 0 ? '' : req.originalUrl.slice(at)
}
