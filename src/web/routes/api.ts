import { Router, type NextFunction, type Request, type Response } from 'express'
import type { Talk } from '../../archive/event.js'
import { parseFindRequest, parseSearchRequest, parseSuggestRequest } from '../../search/request.js'
import { contextOf, readableContent } from '../context.js'
import { notFound } from '../errors.js'
import { noteSearchTime } from '../metrics.js'
import { isWithheld } from '../../archive/withheld.js'
import { eventHead, eventRecord, slidesRecord, talkRecord, transcriptRecord } from '../records.js'
import { movedEvent, movedTalk, queryOf } from './moved.js'

/** The JSON API, version 1: it only ever gains fields. */
export function apiRoutes(): Router {
  const router = Router()
  router.get('/search', async (req, res) => {
    const { json, tag, tookMs } = await contextOf(res).snapshot.search.document(parseSearchRequest(req.query))
    noteSearchTime(res, tookMs)
    res
      .set('ETag', tag)
      .type('json')
      .send(Buffer.from(json.buffer, json.byteOffset, json.byteLength))
  })
  router.get('/suggest', async (req, res) => {
    res.json(await contextOf(res).snapshot.search.suggest(parseSuggestRequest(req.query)))
  })
  router.get('/events', (_req, res) => {
    const { site, snapshot } = contextOf(res)
    res.json({ events: snapshot.catalogue.events.map((event) => eventHead(site.addresses, event)) })
  })
  router.get('/events/:event', (req, res) => {
    const { site, snapshot } = contextOf(res)
    const event = snapshot.catalogue.event(req.params.event)
    if (!event) {
      const moved = movedEvent(snapshot.catalogue, req.params.event)
      if (moved === undefined) throw notFound('There is no such event in this archive.')
      res.redirect(301, site.addresses.api(`events/${moved}`) + queryOf(req))
      return
    }
    res.json(eventRecord(site.addresses, snapshot.catalogue, event))
  })
  router.use('/talks/:event/:talk', redirectMoved)
  router.get('/talks/:event/:talk', (req, res) => {
    const { site } = contextOf(res)
    res.json(talkRecord(site.addresses, talkOf(res, req.params)))
  })
  router.get('/talks/:event/:talk/transcript', async (req, res) => {
    const { site, snapshot } = contextOf(res)
    const talk = published(talkOf(res, req.params))
    res.json(transcriptRecord(site.addresses, talk, await readableContent(snapshot, talk)))
  })
  router.get('/talks/:event/:talk/slides', async (req, res) => {
    const { site, snapshot } = contextOf(res)
    const talk = published(talkOf(res, req.params))
    res.json(slidesRecord(site.addresses, talk, await readableContent(snapshot, talk)))
  })
  router.get('/talks/:event/:talk/find', async (req, res) => {
    const talk = published(talkOf(res, req.params))
    res.json(await contextOf(res).snapshot.search.find(parseFindRequest(talk.id, req.query)))
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

/** A renamed talk answers under its new address. */
function redirectMoved(
  req: Request<{ event: string; talk: string }>,
  res: Response,
  next: NextFunction,
): void {
  const { site, snapshot } = contextOf(res)
  const { event, talk } = req.params
  const isHere = snapshot.catalogue.talk(`${event}/${talk}`) !== undefined
  const moved = isHere ? undefined : movedTalk(snapshot.catalogue, event, talk)
  const part = req.path === '/' ? '' : req.path
  if (moved === undefined) next()
  else res.redirect(301, site.addresses.api(`talks/${moved}`) + part + queryOf(req))
}

function published(talk: Talk): Talk {
  if (isWithheld(talk)) throw notFound('Nothing recorded of this talk is published.')
  return talk
}
