import type { Addresses } from '../../archive/addresses.js'
import type { Facet, SearchAnswer, SearchRequest } from '../../search/answer.js'
import { number } from './labels.js'
import { searchAddress, toggled } from './searchAddress.js'

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

/** A facet's values as links; null where there is nothing to choose. */
export function facetGroup(
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
export function chosenLinks(
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
