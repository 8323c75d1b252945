import type { Addresses } from '../../archive/addresses.js'
import type { Catalogue } from '../../archive/catalogue.js'
import { FACETS, type SearchAnswer, type SearchRequest } from '../../search/answer.js'
import { largestTopics, topicRows, type TopicRow } from './card.js'
import { chosenLinks, facetGroup, type FacetGroup, type FacetLink } from './facetLinks.js'
import { frameOf, shortened, type Frame, type Site } from './frame.js'
import { count } from './labels.js'
import { pagesOf, type Paging } from './paging.js'
import { resultView, type ResultSources, type ResultView } from './results.js'
import { isFiltered, NO_FILTERS, PAGE_SIZE, searchAddress, tableAddress } from './searchAddress.js'

/** The search page: a blank one, results, or nothing found. */
export interface SearchPage {
  readonly frame: Frame
  readonly state: 'blank' | 'results' | 'none'
  readonly query: string
  /** Filters in force, order and size of pages, for the form to keep. */
  readonly kept: readonly { readonly name: string; readonly value: string }[]
  readonly corrected: { readonly query: string; readonly asTyped: string; readonly asTypedUrl: string } | null
  readonly didYouMean: { readonly query: string; readonly url: string } | null
  readonly moments: string
  readonly talks: string
  readonly truncated: boolean
  readonly oneTalk: { readonly name: string; readonly backUrl: string } | null
  readonly sort: { readonly by: string; readonly other: string; readonly otherUrl: string }
  /** Everything found, as a table. */
  readonly tableUrl: string
  readonly facets: readonly FacetGroup[]
  readonly chosen: readonly FacetLink[]
  readonly results: readonly ResultView[]
  readonly pages: Paging | null
  /** Where the results begin, for an address past their end. */
  readonly firstUrl: string | null
  readonly nearby: readonly Nearby[]
  readonly searched: string
  /** What was asked, as the page that found nothing names it: its beginning, in quotes once. */
  readonly asked: string
  /** Whether words in quotes were asked for, which are found only side by side. */
  readonly hasPhrase: boolean
  /** To look around in, where there are no results. */
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
export interface SearchFindings extends ResultSources {
  readonly answer: SearchAnswer
  readonly nearby: readonly Nearby[]
}

/** Topics offered where there are no results. */
const MOST_TOPICS = 24
/** Characters of a query where the page names it. */
const LONGEST_ASKED = 120

/** The page of a search. */
export function searchPage(site: Site, catalogue: Catalogue, findings: SearchFindings): SearchPage {
  const { addresses } = site
  const { request, answer } = findings
  const isBlank = request.q.trim() === '' && !isFiltered(request) && !request.talk
  const size = request.talk ? answer.momentTotal : answer.total
  const state = isBlank ? 'blank' : answer.total === 0 ? 'none' : 'results'
  const isPast = state === 'results' && request.offset >= size
  const oneTalk = request.talk ? (catalogue.talk(request.talk) ?? catalogue.event(request.talk)) : undefined
  return {
    frame: frameOf(site, {
      title: request.q ? `${request.q}, search` : 'Search',
      section: 'search',
      bodyClass: 'search-page',
      query: request.q,
      scripts: ['searchResults'],
      noIndex: true,
      path: searchAddress(addresses, request),
    }),
    state,
    query: request.q,
    kept: keptOf(request),
    corrected: correctionOf(addresses, request, answer),
    didYouMean: answer.didYouMean
      ? {
          query: answer.didYouMean,
          url: searchAddress(addresses, request, { q: answer.didYouMean, offset: 0, exact: false }),
        }
      : null,
    moments: count(answer.momentTotal, 'moment'),
    talks: count(answer.total, unitOf(request, answer)),
    truncated: answer.truncated,
    oneTalk: oneTalk ? { name: oneTalk.name, backUrl: backFrom(addresses, request) } : null,
    sort: {
      ...orderOf(request),
      otherUrl: searchAddress(addresses, request, {
        sort: request.sort === 'date' ? 'relevance' : 'date',
        offset: 0,
      }),
    },
    tableUrl: tableAddress(addresses, request),
    facets: FACETS.flatMap((facet) => facetGroup(addresses, request, answer, facet) ?? []),
    chosen: FACETS.flatMap((facet) => chosenLinks(addresses, request, answer, facet)),
    results: answer.results.map((result) => resultView(addresses, catalogue, findings, result)),
    pages: isPast
      ? null
      : pagesOf(
          {
            total: size,
            size: request.limit,
            current: Math.floor(request.offset / request.limit) + 1,
          },
          (page) => searchAddress(addresses, request, { offset: (page - 1) * request.limit }),
        ),
    firstUrl: isPast ? searchAddress(addresses, request, { offset: 0 }) : null,
    nearby: findings.nearby,
    searched: count(catalogue.talks.length, 'talk'),
    asked: quoted(shortened(request.q, LONGEST_ASKED)),
    hasPhrase: /"[^"]*\s[^"]*"/.test(request.q),
    topics: state === 'results' ? [] : largestTopics(topicRows(addresses, catalogue), MOST_TOPICS),
  }
}

/** In quotes, unless it brings its own. */
function quoted(text: string): string {
  return text.includes('"') ? text : `“${text}”`
}

/** What is counted: talks, or results where some may be events. */
function unitOf(request: SearchRequest, { facets }: SearchAnswer): string {
  const ofEvents = facets.in.filter(({ value }) => value === 'event' || value === 'faq')
  const isOpen = (kind: string): boolean =>
    request.in.length === 0 || (request.in as readonly string[]).includes(kind)
  return ofEvents.some(({ value }) => isOpen(value)) ? 'result' : 'talk'
}

/** What the form sends along with another query; whether typos are forgiven belongs to the query before. */
function keptOf(request: SearchRequest): SearchPage['kept'] {
  return [
    ...FACETS.flatMap((facet) => request[facet].map((value) => ({ name: facet, value }))),
    ...(request.sort === 'date' ? [{ name: 'sort', value: 'date' }] : []),
    ...(request.limit === PAGE_SIZE ? [] : [{ name: 'limit', value: String(request.limit) }]),
  ]
}

/** The order, and the other one there is; inside one talk, dates are places in it. */
function orderOf({ sort, talk }: SearchRequest): { readonly by: string; readonly other: string } {
  const names = { relevance: 'relevance', date: talk ? 'place in the talk' : 'date' }
  return { by: names[sort], other: names[sort === 'date' ? 'relevance' : 'date'] }
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
    query: shortened(answer.correctedQuery, LONGEST_ASKED),
    asTyped: quoted(shortened(request.q, LONGEST_ASKED)),
    asTypedUrl: searchAddress(addresses, request, { exact: true, offset: 0 }),
  }
}

/**
 * The searches to try when one finds nothing: as it may have been meant, without its filters, and one word at a time.
 * @param meant the query as the search would have it
 */
export function nearbyRequests(
  request: SearchRequest,
  meant?: string,
): readonly { label: string; request: SearchRequest }[] {
  const plain = { ...request, offset: 0, limit: 1 }
  const words = (request.q.match(/"[^"]*"|\S+/g) ?? []).filter((word) => !word.startsWith('-'))
  const bare = words.map((word) => word.replaceAll('"', '')).filter((word) => word && !word.includes(':'))
  const text = bare.join(' ')
  return [
    ...(meant && meant !== text
      ? [{ label: 'Did you mean', request: { ...plain, q: meant, exact: false } }]
      : []),
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
