import { Router } from 'express'
import { contextOf } from '../context.js'
import { notFound } from '../errors.js'
import { eventsPage, faqPage, speakerPage, speakersPage, topicPage, topicsPage } from '../pages/browse.js'

/** Lists to look around in: events, topics, speakers, questions. */
export function browseRoutes(): Router {
  const router = Router()
  router.get('/events', (_req, res) => {
    const { site, snapshot } = contextOf(res)
    res.render('events', { page: eventsPage(site, snapshot.catalogue) })
  })
  router.get('/topics', (_req, res) => {
    const { site, snapshot } = contextOf(res)
    res.render('topics', { page: topicsPage(site, snapshot.catalogue) })
  })
  router.get('/topics/:id', (req, res) => {
    const { site, snapshot } = contextOf(res)
    const topic = snapshot.catalogue.topic(req.params.id)
    if (!topic) throw notFound('There is no such topic in this archive.')
    res.render('topic', { page: topicPage(site, snapshot.catalogue, topic) })
  })
  router.get('/speakers', (_req, res) => {
    const { site, snapshot } = contextOf(res)
    res.render('speakers', { page: speakersPage(site, snapshot.catalogue) })
  })
  router.get('/speakers/:id', (req, res) => {
    const { site, snapshot } = contextOf(res)
    const person = snapshot.catalogue.person(req.params.id)
    if (!person) throw notFound('There is no such person in this archive.')
    res.render('speaker', { page: speakerPage(site, snapshot.catalogue, person) })
  })
  router.get('/faq', (_req, res) => {
    const { site, snapshot } = contextOf(res)
    res.render('faq', { page: faqPage(site, snapshot.catalogue) })
  })
  return router
}
