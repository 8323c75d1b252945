import { Router } from 'express'
import type { SearchAnswer } from '../../search/answer.js'
import { parseSearchRequest } from '../../search/request.js'
import { contextOf, type Context } from '../context.js'
import { noteSearchTime } from '../metrics.js'
import { isWithheld } from '../../archive/withheld.js'
import { smallPictureOf, type Picture } from '../pages/talkAssets.js'
import { count } from '../pages/labels.js'
import { searchAddress } from '../pages/searchAddress.js'
import { ownTurn } from '../turns.js'
import { nearbyRequests, searchPage, type Nearby } from '../pages/search.js'

/** Values of a facet that a page offers; the field takes every name. */
const FACET_VALUES = 40

/** `/search`: results as a page. */
export function searchRoutes(): Router {
  const router = Router()
  router.get('/search', async (req, res) => {
    const context = contextOf(res)
    const { snapshot, site } = context
    const request = parseSearchRequest(req.query)
    const answer = await snapshot.search.answer({ ...request, facetValues: FACET_VALUES })
    noteSearchTime(res, answer.tookMs)
    const nearby = answer.total === 0 ? await nearbyOf(context, request, answer.didYouMean) : []
    const pictures = await slidePictures(context, answer)
    const q = answer.correctedQuery ?? request.q
    const searched = q && new URLSearchParams({ q }).toString()
    const findings = { request, searched, answer, pictures, nearby }
    await ownTurn()
    res.render('search', { page: searchPage(site, snapshot.catalogue, findings) })
  })
  return router
}

/** Searches near a fruitless one that do have answers. */
async function nearbyOf(
  { snapshot, site }: Context,
  request: ReturnType<typeof parseSearchRequest>,
  meant: string | undefined,
): Promise<readonly Nearby[]> {
  const found: Nearby[] = []
  for (const { label, request: other } of nearbyRequests(request, meant)) {
    const { momentTotal } = await snapshot.search.answer({ ...other, facetValues: 0 })
    if (momentTotal === 0) continue
    found.push({
      label,
      query: other.q,
      url: searchAddress(site.addresses, { ...other, limit: request.limit }),
      count: count(momentTotal, 'moment'),
    })
  }
  return found
}

/** Pictures of the slides among an answer's moments, by `event/talk#page`. */
async function slidePictures(
  { snapshot, site }: Context,
  answer: SearchAnswer,
): Promise<ReadonlyMap<string, Picture>> {
  const pictures = new Map<string, Picture>()
  for (const result of answer.results) {
    const pages = result.moments.flatMap((moment) =>
      moment.kind === 'slide' && moment.page ? moment.page : [],
    )
    const talk = result.talk && snapshot.catalogue.talk(result.talk.id)
    if (!talk || pages.length === 0 || isWithheld(talk)) continue
    const content = await snapshot.content(talk.id)
    for (const page of pages) {
      const image = content?.deck?.slides.find((slide) => slide.page === page)?.image
      if (image) {
        pictures.set(`${talk.id}#${page}`, smallPictureOf(site.addresses, talk, `slides/${page}.webp`, image))
      }
    }
  }
  return pictures
}
