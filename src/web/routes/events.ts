import { Router } from 'express'
import { contextOf } from '../context.js'
import { notFound } from '../errors.js'
import { eventPage } from '../pages/event.js'
import { movedEvent, queryOf } from './moved.js'
import { talkRoutes } from './talks.js'

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

  router.use(talkRoutes())
  return router
}
