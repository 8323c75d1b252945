import { MOMENT_KINDS, type MomentKind } from '../archive/moment.js'
import { FACETS, type Facet, type FacetValue } from './answer.js'
import type { PassageTable } from './engine.js'
import { refusalBy, type Filters, type Selection } from './filters.js'
import { GROUP_FACETS, type GroupFacet } from './groupFacts.js'
import { largest } from './leading.js'
import type { Ranking } from './ranking.js'
import { tallyHits, type Groups } from './tally.js'

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
    const { values, counts } = isGroupFacet(facet)
      ? byGroupValue(counted.groups, facet, filters)
      : facet === 'in'
        ? { values: MOMENT_KINDS, counts: counted.kinds }
        : byLanguage(counted.languages, filters)
    const shown = new Map(mostFrequent(counts, most).map((code) => [values[code] ?? '', counts[code] ?? 0]))
    for (const value of wanted[facet] ?? [])
      if (!shown.has(value)) shown.set(value, counts[values.indexOf(value)] ?? 0)
    facets[facet] = [...shown]
      .map(([value, count]) => ({ value, label: filters.label(facet, value), count }))
      .sort(orderOf(facet, filters))
  }
  return facets
}

/** How many moments there are by value of a facet. */
interface Counted {
  /** In order. */
  readonly values: readonly string[]
  readonly counts: Uint32Array
}

/** The codes with the highest counts, none without any; of those that are alike, the first. */
function mostFrequent(counts: Uint32Array, most: number): number[] {
  const codes: number[] = []
  for (let code = 0; code < counts.length; code += 1) if (counts[code]! > 0) codes.push(code)
  if (codes.length <= most) return codes
  const order = new Float64Array(codes.length)
  codes.forEach((code, place) => {
    order[place] = counts[code]! * codes.length - place
  })
  return largest(order, most).map((place) => codes[place]!)
}

const collator = new Intl.Collator('en')

function isGroupFacet(facet: Facet): facet is GroupFacet {
  return (GROUP_FACETS as readonly Facet[]).includes(facet)
}

function byGroupValue({ numbers, moments }: Groups, facet: GroupFacet, { facts }: Filters): Counted {
  const { values, starts, codes } = facts.columns[facet]
  const counts = new Uint32Array(values.length)
  for (let place = 0; place < numbers.length; place += 1) {
    const group = numbers[place]!
    for (let at = starts[group]!; at < starts[group + 1]!; at += 1) counts[codes[at]!]! += moments[place]!
  }
  return { values, counts }
}

function byLanguage(moments: Uint32Array, { languages }: Filters): Counted {
  const values = [...new Set(languages)].filter(Boolean).sort()
  const counts = new Uint32Array(values.length)
  languages.forEach((language, code) => {
    if (language) counts[values.indexOf(language)]! += moments[code]!
  })
  return { values, counts }
}

/** The order of a facet's values: the most frequent first, years and kinds in their own. */
function orderOf(facet: Facet, filters: Filters): (a: FacetValue, b: FacetValue) => number {
  if (facet === 'in')
    return (a, b) => MOMENT_KINDS.indexOf(a.value as MomentKind) - MOMENT_KINDS.indexOf(b.value as MomentKind)
  if (facet === 'year') return (a, b) => (b.value < a.value ? -1 : 1)
  const places: ReadonlyMap<string, number> = isGroupFacet(facet) ? filters.places(facet) : new Map()
  const placeOf = ({ value }: FacetValue): number => places.get(value) ?? places.size
  return (a, b) =>
    b.count - a.count ||
    placeOf(a) - placeOf(b) ||
    collator.compare(a.label, b.label) ||
    (a.value < b.value ? -1 : 1)
}
