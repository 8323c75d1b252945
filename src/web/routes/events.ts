import { Router, type Request } from 'express'
import { parseTime } from '../../archive/time.js'
import { contextOf } from '../context.js'
import { notFound } from '../errors.js'
import { allowMediaFrom } from '../headers.js'
import { isWithheld } from '../pages/talkAssets.js'
import { eventPage } from '../pages/event.js'
import { talkPage, type TalkView } from '../pages/talk.js'
import { movedEvent, movedTalk, queryOf } from './moved.js'

/** Events and talks. */
export function eventRoutes(): Router {
  const router = Router()

  router.get('/events/:event', (req, res) => {
    const { site, snapshot } = contextOf(res)
    const event = snapshot.catalogue.event(req.params.event)
    if (event) {
      res.render('event', { page: eventPage(site, snapshot.catalogue, event) })
      return
    }
    const moved = movedEvent(snapshot.catalogue, req.params.event)
    if (!moved) throw notFound('There is no such event in this archive.')
    res.redirect(301, site.addresses.event(moved) + queryOf(req))
  })

  router.get('/events/:event/:talk', async (req, res) => {
    const { site, snapshot } = contextOf(res)
    const talk = snapshot.catalogue.talk(`${req.params.event}/${req.params.talk}`)
    if (!talk) {
      const moved = movedTalk(snapshot.catalogue, req.params.event, req.params.talk)
      if (!moved) throw notFound('There is no such talk in this archive.')
      res.redirect(301, site.addresses.talk(moved) + queryOf(req))
      return
    }
    const content = isWithheld(talk) ? null : await snapshot.content(talk.id)
    const page = talkPage(site, snapshot.catalogue, talk, content, viewOf(req))
    const { player } = page
    if ('origin' in player && player.origin) allowMediaFrom(res, [player.origin])
    res.render('talk', { page })
  })
  return router
}

/** The place that an address asks for: `?t=83.5` (or `1:23`), `?transcript=de`. Anything else is as if not there. */
function viewOf(req: Request): TalkView {
  const at = parameter(req.query['t'])
  // A media fragment's end (`t=83,95`) is the player's business.
  const seconds = at === undefined ? null : parseTime(at.split(',')[0] ?? '')
  const transcript = parameter(req.query['transcript'])
  return {
    ...(seconds !== null && { at: seconds }),
    ...(transcript !== undefined && { transcript }),
  }
}

/** The first value of a query parameter. */
function parameter(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value
  return typeof first === 'string' ? first : undefined
}
