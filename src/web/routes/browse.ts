import { Router } from 'express'
import { contextOf } from '../context.js'
import { notFound } from '../errors.js'
import { eventsPage } from '../pages/events.js'
import { faqPage } from '../pages/faq.js'
import { speakerPage, speakersPage } from '../pages/speakers.js'
import { statisticsPage } from '../pages/statistics.js'
import { LACKS, talksPage } from '../pages/talks.js'
import { topicPage, topicsPage } from '../pages/topics.js'

/** Lists to look around in: events, talks, topics, speakers, questions; and the archive in numbers. */
export function browseRoutes(): Router {
  const router = Router()
  router.get('/events', (req, res) => {
    const { site, snapshot } = contextOf(res)
    const by = req.query['by'] === 'series' ? 'series' : 'year'
    res.render('events', { page: eventsPage(site, snapshot.catalogue, by) })
  })
  router.get('/talks', (req, res) => {
    const { site, snapshot } = contextOf(res)
    const without = LACKS.find((lack) => lack === req.query['without'])
    const asked = req.query['page']
    const page = typeof asked === 'string' ? /^[1-9]\d{0,5}$/.exec(asked)?.[0] : undefined
    const request = { ...(without && { without }), ...(page && { page: Number(page) }) }
    res.render('talks', { page: talksPage(site, snapshot.catalogue, request) })
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
  router.get('/statistics', (_req, res) => {
    const { site, snapshot } = contextOf(res)
    res.render('statistics', { page: statisticsPage(site, snapshot.catalogue) })
  })
  return router
}
