import { FACETS, type Facet, type FacetValue } from './answer.js'
import type { PassageTable } from './engine.js'
import { isGroupFacet, refusalBy, type Filters, type Selection } from './filters.js'
import type { FacetColumn } from './groupFacts.js'
import { largest } from './leading.js'
import type { Ranking } from './ranking.js'
import { tallyHits, type Groups, type Tally } from './tally.js'

/**
 * Counts of moments by facet value, each facet under the selections of the others: the count beside a value is what
 * would remain if it were the facet's only choice. Values without moments are absent, unless they are selected.
 * @param most of each facet no more than so many values, and those that are selected
 */
export function countFacets(
  { sifted, ranks, tally }: Pick<Ranking, 'sifted' | 'ranks' | 'tally'>,
  table: PassageTable,
  { wanted }: Selection,
  filters: Filters,
  most = Infinity,
): Record<Facet, FacetValue[]> {
  const facets = {} as Record<Facet, FacetValue[]>
  for (const facet of FACETS) {
    const counted = wanted[facet]
      ? tallyHits(ranks, sifted, table, filters.languages, refusalBy(facet))
      : tally
    const { values, labels, places } = filters.valuesOf(facet)
    const { counts, codes: found } = countValues(facet, counted, filters)
    const codes = mostFrequent(found, counts, places, most)
    const unknown: string[] = []
    for (const value of wanted[facet] ?? []) {
      const code = values.indexOf(value)
      if (code < 0) unknown.push(value)
      else if (!codes.includes(code)) codes.push(code)
    }
    const byPlace = (a: number, b: number): number => places[a]! - places[b]!
    codes.sort(OWN_ORDER.has(facet) ? byPlace : (a, b) => counts[b]! - counts[a]! || places[a]! - places[b]!)
    facets[facet] = codes.map((code) => ({
      value: values[code]!,
      label: labels[code]!,
      count: counts[code]!,
    }))
    for (const value of unknown) facets[facet].push({ value, label: filters.label(facet, value), count: 0 })
  }
  return facets
}

/** Facets whose values come in an order of their own; those of others by their counts. */
const OWN_ORDER: ReadonlySet<Facet> = new Set(['in', 'year'])

/** How many moments there are by value, in the order of codes, and the codes of those that there are any of. */
interface Counted {
  readonly counts: Uint32Array
  readonly codes: number[]
}

/** The codes with the highest counts; of those that are alike, the first to be shown. */
function mostFrequent(codes: number[], counts: Uint32Array, places: Uint32Array, most: number): number[] {
  if (codes.length <= most) return codes
  const order = new Float64Array(codes.length)
  for (let at = 0; at < codes.length; at += 1)
    order[at] = counts[codes[at]!]! * places.length - places[codes[at]!]!
  return largest(order, most).map((at) => codes[at]!)
}

function countValues(facet: Facet, { groups, kinds, languages }: Tally, filters: Filters): Counted {
  if (isGroupFacet(facet)) return byGroupValue(groups, filters.facts.columns[facet])
  const counts = facet === 'in' ? kinds : byLanguage(languages, filters)
  return { counts, codes: [...counts.keys()].filter((code) => counts[code]! > 0) }
}

function byGroupValue({ numbers, moments }: Groups, { values, starts, codes }: FacetColumn): Counted {
  const counts = new Uint32Array(values.length)
  const found: number[] = []
  for (let place = 0; place < numbers.length; place += 1) {
    const group = numbers[place]!
    const end = starts[group + 1]!
    for (let at = starts[group]!; at < end; at += 1) {
      const code = codes[at]!
      if (counts[code] === 0) found.push(code)
      counts[code]! += moments[place]!
    }
  }
  return { counts, codes: found }
}

function byLanguage(moments: Uint32Array, filters: Filters): Uint32Array {
  const { values } = filters.valuesOf('lang')
  const counts = new Uint32Array(values.length)
  filters.languages.forEach((language, at) => {
    if (language) counts[values.indexOf(language)]! += moments[at]!
  })
  return counts
}
