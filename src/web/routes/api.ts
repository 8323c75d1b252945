import { Router, type Response } from 'express'
import type { Talk } from '../../archive/event.js'
import { parseSearchRequest } from '../../search/query.js'
import { contextOf } from '../context.js'
import { notFound } from '../errors.js'
import { noteSearchTime } from '../metrics.js'
import { isWithheld } from '../pages/talkAssets.js'
import { eventHead, eventRecord, slidesRecord, talkRecord, transcriptRecord } from '../records.js'

/** The JSON API, version 1: it only ever gains fields. */
export function apiRoutes(): Router {
  const router = Router()
  router.get('/search', async (req, res) => {
    const answer = await contextOf(res).snapshot.search.answer(parseSearchRequest(req.query))
    noteSearchTime(res, answer.tookMs)
    res.json(answer)
  })
  router.get('/events', (_req, res) => {
    const { site, snapshot } = contextOf(res)
    res.json({ events: snapshot.catalogue.events.map((event) => eventHead(site.addresses, event)) })
  })
  router.get('/events/:event', (req, res) => {
    const { site, snapshot } = contextOf(res)
    const event = snapshot.catalogue.event(req.params.event)
    if (!event) throw notFound('There is no such event in this archive.')
    res.json(eventRecord(site.addresses, snapshot.catalogue, event))
  })
  router.get('/talks/:event/:talk', (req, res) => {
    const { site } = contextOf(res)
    res.json(talkRecord(site.addresses, talkOf(res, req.params)))
  })
  router.get('/talks/:event/:talk/transcript', async (req, res) => {
    const { site, snapshot } = contextOf(res)
    const talk = published(talkOf(res, req.params))
    res.json(transcriptRecord(site.addresses, talk, await snapshot.content(talk.id)))
  })
  router.get('/talks/:event/:talk/slides', async (req, res) => {
    const { site, snapshot } = contextOf(res)
    const talk = published(talkOf(res, req.params))
    res.json(slidesRecord(site.addresses, talk, await snapshot.content(talk.id)))
  })
  router.use(() => {
    throw notFound('There is nothing at this address of the API.')
  })
  return router
}

function talkOf(res: Response, id: { readonly event: string; readonly talk: string }): Talk {
  const talk = contextOf(res).snapshot.catalogue.talk(`${id.event}/${id.talk}`)
  if (!talk) throw notFound('There is no such talk in this archive.')
  return talk
}

function published(talk: Talk): Talk {
  if (isWithheld(talk)) throw notFound('Nothing recorded of this talk is published.')
  return talk
}
