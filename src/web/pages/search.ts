import type { Addresses } from '../../archive/addresses.js'
import type { Catalogue } from '../../archive/catalogue.js'
import { KIND_LABELS, type Moment, type MomentKind } from '../../archive/moment.js'
import { formatTime } from '../../archive/time.js'
import {
  FACETS,
  type Facet,
  type SearchAnswer,
  type SearchRequest,
  type SearchResult,
} from '../../search/answer.js'
import { kindsOf, recordedLength, type Picture } from './talkAssets.js'
import { lengthOf, topicRows, type TopicRow } from './card.js'
import { frameOf, type Frame, type Site } from './frame.js'
import { headed } from './headed.js'
import { count, number } from './labels.js'
import { rulerOf, type Ruler } from './ruler.js'
import { isFiltered, NO_FILTERS, searchAddress, toggled } from './searchAddress.js'

/** A choice that narrows the results, or widens them again. */
export interface FacetLink {
  readonly label: string
  readonly count: string
  readonly url: string
  readonly isChosen: boolean
}

/** The values of one facet: the most frequent in view, the rest folded. */
export interface FacetGroup {
  readonly name: string
  readonly links: readonly FacetLink[]
  readonly more: readonly FacetLink[]
}

/** A place in a talk, with the words found. */
export interface MomentView {
  readonly url: string
  /** `14:01` or `p. 5`. */
  readonly at: string
  readonly icon: string
  readonly kind: string
  /** The slide's title, with what was found in it. */
  readonly heading: Moment['snippet']
  readonly snippet: Moment['snippet']
  readonly lang?: string
  readonly picture: Picture | null
}

/** A talk or an event with its best moments. */
export interface ResultView {
  readonly name: string
  readonly url: string
  readonly speakers: string
  readonly event: { readonly name: string; readonly url: string } | null
  readonly about: string
  readonly moments: readonly MomentView[]
  readonly all: { readonly label: string; readonly url: string } | null
  readonly ruler: Ruler | null
}

/** A link of the paging row. */
export interface PageLink {
  readonly label: string
  readonly url: string
  readonly isCurrent: boolean
}

/** The search page: a blank one, results, or nothing found. */
export interface SearchPage {
  readonly frame: Frame
  readonly state: 'blank' | 'results' | 'none'
  readonly query: string
  /** Filters in force, for the form to keep. */
  readonly kept: readonly { readonly name: string; readonly value: string }[]
  readonly corrected: { readonly query: string; readonly asTyped: string; readonly asTypedUrl: string } | null
  readonly didYouMean: { readonly query: string; readonly url: string } | null
  readonly moments: string
  readonly talks: string
  readonly truncated: boolean
  readonly oneTalk: { readonly name: string; readonly backUrl: string } | null
  readonly sort: { readonly by: 'relevance' | 'date'; readonly otherUrl: string }
  readonly facets: readonly FacetGroup[]
  readonly chosen: readonly FacetLink[]
  readonly results: readonly ResultView[]
  readonly pages: {
    readonly links: readonly PageLink[]
    readonly before: string | null
    readonly after: string | null
    readonly shown: string
  } | null
  readonly nearby: readonly Nearby[]
  readonly searched: string
  readonly topics: readonly TopicRow[]
}

/** A search near one that found nothing, known to have answers. */
export interface Nearby {
  readonly label: string
  readonly query: string
  readonly url: string
  readonly count: string
}

/** What the route gathers for the page. */
export interface SearchFindings {
  readonly request: SearchRequest
  readonly answer: SearchAnswer
  /** Pictures of found slides by `event/talk#page`. */
  readonly pictures: ReadonlyMap<string, Picture>
  readonly nearby: readonly Nearby[]
}

const FACET_NAMES: Readonly<Record<Facet, string>> = {
  in: 'Found in',
  event: 'Event',
  year: 'Year',
  speaker: 'Speaker',
  topic: 'Topic',
  lang: 'Language',
  has: 'Has',
}
const SHOWN_VALUES = 6

const ICONS: Readonly<Record<MomentKind, string>> = {
  speech: 'speech',
  slide: 'slide',
  title: 'text',
  abstract: 'text',
  speaker: 'person',
  faq: 'ask',
  event: 'page',
}

/** The page of a search. */
export function searchPage(site: Site, catalogue: Catalogue, findings: SearchFindings): SearchPage {
  const { addresses } = site
  const { request, answer } = findings
  const isBlank = request.q.trim() === '' && !isFiltered(request) && !request.talk
  const state = isBlank ? 'blank' : answer.total === 0 ? 'none' : 'results'
  const oneTalk = request.talk ? catalogue.talk(request.talk) : undefined
  return {
    frame: frameOf(site, {
      title: request.q ? `${request.q}, search` : 'Search',
      section: 'search',
      bodyClass: 'search-page',
      query: request.q,
      noIndex: true,
      path: searchAddress(addresses, request),
    }),
    state,
    query: request.q,
    kept: FACETS.flatMap((facet) => request[facet].map((value) => ({ name: facet, value }))),
    corrected: correctionOf(addresses, request, answer),
    didYouMean: answer.didYouMean
      ? {
          query: answer.didYouMean,
          url: searchAddress(addresses, request, { q: answer.didYouMean, offset: 0 }),
        }
      : null,
    moments: count(answer.momentTotal, 'moment'),
    talks: count(answer.total, unitOf(answer)),
    truncated: answer.truncated,
    oneTalk: oneTalk ? { name: oneTalk.name, backUrl: backFrom(addresses, request) } : null,
    sort: {
      by: request.sort,
      otherUrl: searchAddress(addresses, request, {
        sort: request.sort === 'date' ? 'relevance' : 'date',
        offset: 0,
      }),
    },
    facets: FACETS.flatMap((facet) => facetGroup(addresses, request, answer, facet) ?? []),
    chosen: FACETS.flatMap((facet) => chosenLinks(addresses, request, answer, facet)),
    results: answer.results.map((result) => resultView(addresses, catalogue, findings, result)),
    pages: pagesOf(addresses, request, answer),
    nearby: findings.nearby,
    searched: count(catalogue.talks.length, 'talk'),
    topics: topicRows(addresses, catalogue).slice(0, 24),
  }
}

function unitOf(answer: SearchAnswer): string {
  return answer.results.some((result) => result.type === 'event') ? 'result' : 'talk'
}

function backFrom(addresses: Addresses, request: SearchRequest): string {
  return searchAddress(addresses, request, { talk: '', offset: 0 })
}

function correctionOf(
  addresses: Addresses,
  request: SearchRequest,
  answer: SearchAnswer,
): SearchPage['corrected'] {
  if (!answer.correctedQuery || answer.correctedQuery === request.q) return null
  return {
    query: answer.correctedQuery,
    asTyped: request.q,
    asTypedUrl: searchAddress(addresses, request, { q: exactly(request.q), offset: 0 }),
  }
}

/** The query with each plain word quoted: quoted words are never corrected. */
function exactly(query: string): string {
  const words = query.match(/"[^"]*"|\S+/g) ?? []
  return words.map((word) => (/^[\p{L}\p{N}]+$/u.test(word) ? `"${word}"` : word)).join(' ')
}

function facetGroup(
  addresses: Addresses,
  request: SearchRequest,
  answer: SearchAnswer,
  facet: Facet,
): FacetGroup | null {
  const links = answer.facets[facet].map((value): FacetLink => ({
    label: value.label === 'faq' ? 'FAQ' : value.label,
    count: number(value.count),
    url: searchAddress(addresses, request, toggled(request, facet, value.value)),
    isChosen: (request[facet] as readonly string[]).includes(value.value),
  }))
  const isChosen = links.some((link) => link.isChosen)
  if (links.length === 0 || (links.length === 1 && !isChosen)) return null
  const anywhere: FacetLink[] =
    facet === 'in'
      ? [
          {
            label: 'Anywhere',
            count: isChosen ? '' : number(answer.momentTotal),
            url: searchAddress(addresses, request, { in: [], offset: 0 }),
            isChosen: !isChosen,
          },
        ]
      : []
  const sorted = [...links.filter((link) => link.isChosen), ...links.filter((link) => !link.isChosen)]
  const ordered = facet === 'in' ? links : sorted
  const cut = facet === 'in' ? ordered.length : SHOWN_VALUES
  return {
    name: FACET_NAMES[facet],
    links: [...anywhere, ...ordered.slice(0, cut)],
    more: ordered.slice(cut),
  }
}

/** Filters in force, each as a link that takes it away; the label is looked up where the answer has it. */
function chosenLinks(
  addresses: Addresses,
  request: SearchRequest,
  answer: SearchAnswer,
  facet: Facet,
): readonly FacetLink[] {
  return request[facet].map((value) => ({
    label: `${FACET_NAMES[facet]}: ${answer.facets[facet].find((each) => each.value === value)?.label ?? value}`,
    count: '',
    url: searchAddress(addresses, request, toggled(request, facet, value)),
    isChosen: true,
  }))
}

function resultView(
  addresses: Addresses,
  catalogue: Catalogue,
  findings: SearchFindings,
  result: SearchResult,
): ResultView {
  const talk = result.talk && catalogue.talk(result.talk.id)
  const event = result.talk ? catalogue.event(result.talk.event) : undefined
  const rest = result.momentTotal > result.moments.length && result.talk && !findings.request.talk
  return {
    name: result.talk?.name ?? result.event?.name ?? '',
    url: result.talk?.url ?? result.event?.url ?? '',
    speakers: result.talk?.speakers.join(', ') ?? '',
    event: event ? { name: event.name, url: addresses.event(event.id) } : null,
    about: talk ? (recordedLength(talk) === undefined ? kindsOf(talk) : (lengthOf(talk) ?? '')) : 'event',
    moments: result.moments.map((moment) => momentView(findings, result.talk?.id, moment)),
    all: rest
      ? {
          label: `All ${count(result.momentTotal, 'moment')}`,
          url: searchAddress(addresses, findings.request, { talk: result.talk.id, offset: 0 }),
        }
      : null,
    ruler: talk ? rulerOf(talk, result.moments) : null,
  }
}

function momentView(findings: SearchFindings, talk: string | undefined, moment: Moment): MomentView {
  const isSlide = moment.kind === 'slide'
  const picture = isSlide && talk ? findings.pictures.get(`${talk}#${moment.page ?? 0}`) : undefined
  const page = moment.page === undefined ? '' : `p. ${moment.page}`
  return {
    url: moment.url,
    at: moment.start === undefined ? page : formatTime(moment.start),
    icon: ICONS[moment.kind],
    kind: KIND_LABELS[moment.kind],
    ...headed(moment),
    ...(moment.lang && { lang: moment.lang }),
    picture: picture ?? null,
  }
}

function pagesOf(addresses: Addresses, request: SearchRequest, answer: SearchAnswer): SearchPage['pages'] {
  const total = request.talk ? answer.momentTotal : answer.total
  const last = Math.ceil(total / request.limit)
  if (last <= 1) return null
  const current = Math.floor(request.offset / request.limit) + 1
  const to = (page: number): string =>
    searchAddress(addresses, request, { offset: (page - 1) * request.limit })
  const from = Math.max(1, Math.min(current - 2, last - 4))
  const links = Array.from({ length: Math.min(5, last) }, (_, i) => from + i).map((page) => ({
    label: String(page),
    url: to(page),
    isCurrent: page === current,
  }))
  const first = request.offset + 1
  const until = Math.min(total, request.offset + request.limit)
  return {
    links,
    before: current > 1 ? to(current - 1) : null,
    after: current < last ? to(current + 1) : null,
    shown: `${number(first)}–${number(until)} of ${number(total)}`,
  }
}

/** The searches to try when one finds nothing: without its filters, and one word at a time. */
export function nearbyRequests(request: SearchRequest): readonly { label: string; request: SearchRequest }[] {
  const plain = { ...request, offset: 0, limit: 1 }
  const words = (request.q.match(/"[^"]*"|\S+/g) ?? []).filter((word) => !word.startsWith('-'))
  const bare = words.map((word) => word.replaceAll('"', '')).filter((word) => word && !word.includes(':'))
  const text = bare.join(' ')
  return [
    ...(isFiltered(request) && text
      ? [{ label: 'Without the filters', request: { ...plain, ...NO_FILTERS } }]
      : []),
    ...(text && text !== request.q.trim()
      ? [{ label: 'Only the words', request: { ...plain, ...NO_FILTERS, q: text } }]
      : []),
    ...(words.length > 1
      ? [...new Set(bare.flatMap((word) => word.split(/\s+/)))]
          .slice(0, 4)
          .map((word) => ({ label: 'Only one word', request: { ...plain, ...NO_FILTERS, q: word } }))
      : []),
  ]
}
