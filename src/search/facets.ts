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
    const counts = countValues(facet, counted, filters)
    const codes = mostFrequent(counts, places, most)
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

/** The codes with the highest counts, none without any; of those that are alike, the first to be shown. */
function mostFrequent(counts: Uint32Array, places: Uint32Array, most: number): number[] {
  const codes: number[] = []
  for (let code = 0; code < counts.length; code += 1) if (counts[code]! > 0) codes.push(code)
  if (codes.length <= most) return codes
  const order = new Float64Array(codes.length)
  for (let at = 0; at < codes.length; at += 1)
    order[at] = counts[codes[at]!]! * places.length - places[codes[at]!]!
  return largest(order, most).map((at) => codes[at]!)
}

/** How many moments there are by value, in the order of codes. */
function countValues(facet: Facet, { groups, kinds, languages }: Tally, filters: Filters): Uint32Array {
  if (isGroupFacet(facet)) return byGroupValue(groups, filters.facts.columns[facet])
  return facet === 'in' ? kinds : byLanguage(languages, filters)
}

function byGroupValue({ numbers, moments }: Groups, { values, starts, codes }: FacetColumn): Uint32Array {
  const counts = new Uint32Array(values.length)
  for (let place = 0; place < numbers.length; place += 1) {
    const group = numbers[place]!
    const end = starts[group + 1]!
    for (let at = starts[group]!; at < end; at += 1) counts[codes[at]!]! += moments[place]!
  }
  return counts
}

function byLanguage(moments: Uint32Array, filters: Filters): Uint32Array {
  const { values } = filters.valuesOf('lang')
  const counts = new Uint32Array(values.length)
  filters.languages.forEach((language, at) => {
    if (language) counts[values.indexOf(language)]! += moments[at]!
  })
  return counts
}
