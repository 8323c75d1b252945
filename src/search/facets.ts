import { FACETS, type Facet, type FacetValue } from './answer.js'
import type { PassageTable } from './engine.js'
import { refusalBy, type Filters, type Selection } from './filters.js'
import { GROUP_FACETS, type FacetRows, type GroupFacet } from './groupFacts.js'
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
  const ofAll = countByTally(tally, filters)
  for (const facet of FACETS) {
    const counted = wanted[facet]
      ? countByTally(tallyHits(ranks, sifted, table, filters.languages, refusalBy(facet)), filters)
      : ofAll
    const { values, labels, places } = filters.valuesOf(facet)
    const { counts, codes: found } = counted[facet]
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
  if (most === 0) return []
  const order = new Float64Array(codes.length)
  for (let at = 0; at < codes.length; at += 1)
    order[at] = counts[codes[at]!]! * places.length - places[codes[at]!]!
  return largest(order, most).map((at) => codes[at]!)
}

/** All facets are counted together: they stand in one row. */
function countByTally({ groups, kinds, languages }: Tally, filters: Filters): Record<Facet, Counted> {
  return {
    ...countByGroup(groups, filters.facts.rows),
    in: withCodes(kinds),
    lang: withCodes(byLanguage(languages, filters)),
  }
}

function withCodes(counts: Uint32Array): Counted {
  return { counts, codes: [...counts.keys()].filter((code) => counts[code]! > 0) }
}

function countByGroup({ numbers, moments }: Groups, rows: FacetRows): Record<GroupFacet, Counted> {
  const { starts, codes } = rows
  const counts = new Uint32Array(rows.size)
  const found: number[] = []
  for (let place = 0; place < numbers.length; place += 1) {
    const group = numbers[place]!
    const own = moments[place]!
    const end = starts[group + 1]!
    for (let at = starts[group]!; at < end; at += 1) {
      const code = codes[at]!
      if (counts[code] === 0) found.push(code)
      counts[code]! += own
    }
  }
  const parts = {} as Record<GroupFacet, Counted>
  for (const facet of GROUP_FACETS) {
    const first = rows.first[facet]
    const end = first + rows.values[facet].length
    const its = found.filter((code) => code >= first && code < end)
    parts[facet] = { counts: counts.subarray(first, end), codes: its.map((code) => code - first) }
  }
  return parts
}

function byLanguage(moments: Uint32Array, filters: Filters): Uint32Array {
  const { values } = filters.valuesOf('lang')
  const counts = new Uint32Array(values.length)
  filters.languages.forEach((language, at) => {
    if (language) counts[values.indexOf(language)]! += moments[at]!
  })
  return counts
}
