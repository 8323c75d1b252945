import { Router } from 'express'
import { contextOf, type WebSettings } from '../context.js'
import { examplesOf } from '../examples.js'
import { homePage } from '../pages/home.js'
import { progressPage, welcomePage } from '../pages/states.js'

/** The front page; in an archive without events, what to do about it. */
export function homeRoutes(settings: WebSettings): Router {
  const router = Router()
  router.get('/', async (_req, res) => {
    const { snapshot, site } = contextOf(res)
    const status = settings.source.status()
    if (snapshot.catalogue.events.length > 0) {
      const examples = await examplesOf(snapshot)
      res.render('home', { page: homePage(site, snapshot.catalogue, examples) })
    } else if (status.running) {
      res.set('Cache-Control', 'no-store').render('progress', { page: progressPage(site, status) })
    } else {
      res.render('welcome', { page: welcomePage(site, status) })
    }
  })
  return router
}
