import type { Addresses } from '../../archive/addresses.js'
import { FACETS, type Facet, type SearchRequest } from '../../search/answer.js'

/** Results on a page unless the address says otherwise. */
export const PAGE_SIZE = 10

/** The address of a search: the request with some parts changed. What is at its default is left out. */
export function searchAddress(
  addresses: Addresses,
  request: SearchRequest,
  changes: Partial<SearchRequest> = {},
): string {
  const query = searchParameters({ ...request, ...changes }).toString()
  return addresses.search + (query ? `?${query}` : '')
}

/** The address of everything that a search finds, as a table. */
export function tableAddress(addresses: Addresses, request: SearchRequest): string {
  const whole = { ...request, limit: PAGE_SIZE, offset: 0 }
  return `${addresses.search}.csv?${searchParameters(whole).toString()}`
}

function searchParameters(wanted: SearchRequest): URLSearchParams {
  const parameters = new URLSearchParams()
  if (wanted.q) parameters.set('q', wanted.q)
  for (const facet of FACETS) for (const value of wanted[facet]) parameters.append(facet, value)
  if (wanted.talk) parameters.set('talk', wanted.talk)
  if (wanted.sort !== 'relevance') parameters.set('sort', wanted.sort)
  if (wanted.limit !== PAGE_SIZE) parameters.set('limit', String(wanted.limit))
  if (wanted.offset > 0) parameters.set('offset', String(wanted.offset))
  if (wanted.exact) parameters.set('exact', '1')
  return parameters
}

/** The request with one value of a facet added, or taken away where it was chosen; back on the first page. */
export function toggled(request: SearchRequest, facet: Facet, value: string): Partial<SearchRequest> {
  const chosen: readonly string[] = request[facet]
  const next = chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value]
  return { [facet]: next, offset: 0 }
}

/** The request without filters. */
export const NO_FILTERS: Partial<SearchRequest> = {
  in: [],
  event: [],
  year: [],
  speaker: [],
  topic: [],
  lang: [],
  has: [],
  offset: 0,
}

/** Whether anything narrows the search beside its words. */
export function isFiltered(request: SearchRequest): boolean {
  return FACETS.some((facet) => request[facet].length > 0)
}
