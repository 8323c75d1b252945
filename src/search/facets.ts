import type { Catalogue } from '../archive/catalogue.js'
import { MOMENT_KINDS, type MomentKind, type Passage } from '../archive/moment.js'
import { FACETS, type Facet, type FacetValue } from './answer.js'
import { withoutDuplicates } from './duplicates.js'
import type { Filters, Selection } from './filters.js'

/** A passage that answers the query, with the facets whose selection refuses it: at most one. */
export interface Filtered {
  readonly passage: Passage
  readonly refusals: readonly Facet[]
}

/**
 * Counts of moments by facet value, each facet under the selections of the others: the count beside a value is what
 * would remain if it were the facet's only choice. Values without moments are absent, unless they are selected.
 */
export function countFacets(
  found: readonly Filtered[],
  selection: Selection,
  filters: Filters,
  catalogue: Catalogue,
): Record<Facet, FacetValue[]> {
  const open = found.filter(({ refusals }) => refusals.length === 0)
  const openMoments = withoutDuplicates(open, catalogue)
  const facets = {} as Record<Facet, FacetValue[]>
  for (const facet of FACETS) {
    const candidates = selection[facet]
      ? found.filter(({ refusals }) => refusals.every((one) => one === facet))
      : open
    const counts =
      facet === 'lang'
        ? countLanguages(candidates, filters, catalogue)
        : count(candidates === open ? openMoments : withoutDuplicates(candidates, catalogue), facet, filters)
    for (const value of selection[facet] ?? []) if (!counts.has(value)) counts.set(value, 0)
    facets[facet] = [...counts]
      .map(([value, moments]) => ({ value, label: filters.label(facet, value), count: moments }))
      .sort((a, b) => orderOf(facet, a, b))
  }
  return facets
}

function count(found: readonly Filtered[], facet: Facet, filters: Filters): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { passage } of found)
    for (const value of filters.values(passage, facet)) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

/** A translation is a duplicate beside its original, but not when its language alone is chosen. */
function countLanguages(
  found: readonly Filtered[],
  filters: Filters,
  catalogue: Catalogue,
): Map<string, number> {
  const byLanguage = new Map<string, Filtered[]>()
  for (const one of found) {
    for (const value of filters.values(one.passage, 'lang')) {
      const group = byLanguage.get(value)
      if (group) group.push(one)
      else byLanguage.set(value, [one])
    }
  }
  return new Map([...byLanguage].map(([value, group]) => [value, withoutDuplicates(group, catalogue).length]))
}

function orderOf(facet: Facet, a: FacetValue, b: FacetValue): number {
  if (facet === 'in')
    return MOMENT_KINDS.indexOf(a.value as MomentKind) - MOMENT_KINDS.indexOf(b.value as MomentKind)
  if (facet === 'year') return b.value < a.value ? -1 : 1
  return b.count - a.count || a.label.localeCompare(b.label, 'en') || (a.value < b.value ? -1 : 1)
}
