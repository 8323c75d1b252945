import { Router, type Request, type Response } from 'express'
import type { Talk } from '../../archive/event.js'
import type { Moment } from '../../archive/moment.js'
import { parseTime } from '../../archive/time.js'
import { isWithheld } from '../../archive/withheld.js'
import { CITATION_FORMATS, citationOf, isCitationFormat } from '../citation.js'
import { contextOf, type Context } from '../context.js'
import { notFound } from '../errors.js'
import { allowFraming, allowMediaFrom } from '../headers.js'
import { embedPage } from '../pages/embed.js'
import { absoluteTalk } from '../pages/share.js'
import { talkPage, type TalkView } from '../pages/talk.js'
import type { Player } from '../pages/player.js'
import { movedTalk, queryOf } from './moved.js'

type TalkRequest = Request<{ event: string; talk: string }>

/** Moments of a query that a talk's ruler marks at most. */
const MOST_MOMENTS = 50

/** A talk's page, the player other sites may show in a frame, and the talk as a reference. */
export function talkRoutes(): Router {
  const router = Router()

  router.get('/events/:event/:talk', async (req, res) => {
    const talk = talkAt(req, res, '')
    if (!talk) return
    const context = contextOf(res)
    const content = isWithheld(talk) ? null : await context.snapshot.content(talk.id)
    const view = await viewOf(req, context, talk)
    const page = talkPage(context.site, context.snapshot.catalogue, talk, content, view)
    allowMedia(res, page.player)
    res.render('talk', { page })
  })

  router.get('/events/:event/:talk/embed', allowFraming, async (req: TalkRequest, res) => {
    const talk = talkAt(req, res, '/embed')
    if (!talk) return
    const { site, snapshot } = contextOf(res)
    const content = isWithheld(talk) ? null : await snapshot.content(talk.id)
    const page = embedPage(site, snapshot.catalogue, talk, content, timeOf(req))
    allowMedia(res, page.player)
    res.render('embed', { page })
  })

  router.get('/events/:event/:talk/cite.:format', async (req, res) => {
    const { format } = req.params
    if (!isCitationFormat(format))
      throw notFound('Talks are cited as cite.bib, cite.ris, cite.json or cite.txt.')
    const talk = talkAt(req, res, `/cite.${format}`)
    if (!talk) return
    const { site, snapshot } = contextOf(res)
    const at = timeOf(req)
    const reference = await citationOf(
      {
        talk,
        event: snapshot.catalogue.event(talk.event),
        persons: talk.persons.flatMap((person) => snapshot.catalogue.person(person.id) ?? []),
        at,
        url: absoluteTalk(site, talk, at),
      },
      format,
    )
    if (format !== 'txt') res.attachment(`${talk.slug}.${format}`)
    res.type(`${CITATION_FORMATS[format].mediaType}; charset=utf-8`).send(reference)
  })
  return router
}

/** The talk of a request; null when the visitor was sent on to where it is now. */
function talkAt(req: TalkRequest, res: Response, below: string): Talk | null {
  const { site, snapshot } = contextOf(res)
  const { event, talk: slug } = req.params
  const talk = snapshot.catalogue.talk(`${event}/${slug}`)
  if (talk) return talk
  const moved = movedTalk(snapshot.catalogue, event, slug)
  if (!moved) throw notFound('There is no such talk in this archive.')
  res.redirect(301, site.addresses.talk(moved) + below + queryOf(req))
  return null
}

function allowMedia(res: Response, player: Player): void {
  if ('origins' in player) allowMediaFrom(res, player.origins)
}

/**
 * The place that an address asks for, `?t=83.5` (or `1:23`), its `?transcript=de`, and what its `?q=` finds in the
 * talk. Anything else is as if not there.
 */
async function viewOf(req: Request, { snapshot }: Context, talk: Talk): Promise<TalkView> {
  const at = timeOf(req)
  const transcript = parameter(req.query['transcript'])
  const query = parameter(req.query['q'])?.trim()
  return {
    ...(at !== undefined && { at }),
    ...(transcript !== undefined && { transcript }),
    ...(query && { query, moments: await momentsOf(snapshot, talk, query) }),
  }
}

async function momentsOf(snapshot: Context['snapshot'], talk: Talk, q: string): Promise<readonly Moment[]> {
  const none = { event: [], speaker: [], topic: [], year: [], lang: [], in: [], has: [] }
  const place = { talk: talk.id, limit: MOST_MOMENTS, offset: 0, sort: 'date' as const }
  const request = { ...none, ...place, q, facetValues: 0 }
  const { results } = await snapshot.search.answer(request)
  return results.find((result) => result.talk?.id === talk.id)?.moments ?? []
}

/** The seconds of `?t=`; a media fragment's end (`t=83,95`) is the player's business. */
function timeOf(req: Request): number | undefined {
  const asked = parameter(req.query['t'])
  return asked === undefined ? undefined : (parseTime(asked.split(',')[0] ?? '') ?? undefined)
}

/** The first value of a query parameter. */
function parameter(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value
  return typeof first === 'string' ? first : undefined
}
