import { MOMENT_KINDS, type MomentKind } from '../archive/moment.js'
import { FACETS, type Facet, type FacetValue } from './answer.js'
import { REPEATS, type EngineHits, type PassageTable } from './engine.js'
import { OPEN, refusalBy, type Filters, type Selection } from './filters.js'
import { GROUP_FACETS, type GroupFacet } from './groupFacts.js'
import type { Repeats } from './open.js'

/** Hits with what the selection does to each. */
export interface Sifted {
  readonly hits: EngineHits
  readonly codes: Uint8Array
  readonly repeats: Repeats
}

/**
 * Counts of moments by facet value, each facet under the selections of the others: the count beside a value is what
 * would remain if it were the facet's only choice. Values without moments are absent, unless they are selected.
 * @param most of each facet no more than so many values, and those that are selected
 */
export function countFacets(
  sifted: Sifted,
  table: PassageTable,
  { wanted }: Selection,
  filters: Filters,
  most = Infinity,
): Record<Facet, FacetValue[]> {
  const open = countMoments(sifted, table, filters, OPEN)
  const facets = {} as Record<Facet, FacetValue[]>
  for (const facet of FACETS) {
    const moments = wanted[facet] ? countMoments(sifted, table, filters, refusalBy(facet)) : open
    const counts = isGroupFacet(facet)
      ? byGroupValue(moments.groups, facet, filters)
      : facet === 'in'
        ? new Map(MOMENT_KINDS.map((kind, index) => [kind, moments.kinds[index] ?? 0]))
        : byLanguage(moments.languages, filters)
    for (const [value, count] of counts) if (count === 0) counts.delete(value)
    for (const value of wanted[facet] ?? []) if (!counts.has(value)) counts.set(value, 0)
    facets[facet] = mostFrequent(counts, most, wanted[facet])
      .map(([value, count]) => ({ value, label: filters.label(facet, value), count }))
      .sort((a, b) => orderOf(facet, a, b))
  }
  return facets
}

function mostFrequent(
  counts: ReadonlyMap<string, number>,
  most: number,
  selected: ReadonlySet<string> | undefined,
): (readonly [value: string, count: number])[] {
  const values = [...counts]
  if (values.length <= most) return values
  return values
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .filter(([value], index) => index < most || selected?.has(value))
}

const collator = new Intl.Collator('en')

/** How many moments there are, by group, kind and language. */
interface Moments {
  readonly groups: Uint32Array
  readonly kinds: Uint32Array
  readonly languages: Uint32Array
}

/**
 * Counts what is open, or refused by one facet only; what says the same again counts once. A translation is a repeat
 * beside its original, but not among what is said in its language.
 */
function countMoments(
  { hits: { units }, codes, repeats }: Sifted,
  table: PassageTable,
  filters: Filters,
  refusal: number,
): Moments {
  const groups = new Uint32Array(table.groups.length)
  const kinds = new Uint32Array(MOMENT_KINDS.length)
  const languages = new Uint32Array(filters.languages.length)
  const languageOf = (hit: number): string | undefined => filters.languages[table.languageOf[units[hit]!]!]
  for (let hit = 0; hit < units.length; hit += 1) {
    const code = codes[hit]!
    if (code !== OPEN && code !== refusal) continue
    const unit = units[hit]!
    const language = table.languageOf[unit]!
    if ((table.flags[unit]! & REPEATS) !== 0) {
      const isSame = (earlier: number): boolean => languageOf(earlier) === languageOf(hit)
      if (repeats.isRepeat(hit, refusal, isSame)) continue
      languages[language]! += 1
      if (repeats.isRepeat(hit, refusal)) continue
    } else languages[language]! += 1
    groups[table.groupOf[unit]!]! += 1
    kinds[table.kinds[unit]!]! += 1
  }
  return { groups, kinds, languages }
}

function isGroupFacet(facet: Facet): facet is GroupFacet {
  return (GROUP_FACETS as readonly Facet[]).includes(facet)
}

function byGroupValue(groups: Uint32Array, facet: GroupFacet, { facts }: Filters): Map<string, number> {
  const { values, starts, codes } = facts.columns[facet]
  const counts = new Uint32Array(values.length)
  for (let group = 0; group < groups.length; group += 1) {
    const moments = groups[group]!
    if (moments === 0) continue
    for (let at = starts[group]!; at < starts[group + 1]!; at += 1) {
      const code = codes[at]!
      counts[code] = counts[code]! + moments
    }
  }
  const found = new Map<string, number>()
  counts.forEach((count, code) => {
    if (count > 0) found.set(values[code] ?? '', count)
  })
  return found
}

function byLanguage(moments: Uint32Array, { languages }: Filters): Map<string, number> {
  const counts = new Map<string, number>()
  languages.forEach((language, code) => {
    if (language) counts.set(language, (counts.get(language) ?? 0) + (moments[code] ?? 0))
  })
  return counts
}

function orderOf(facet: Facet, a: FacetValue, b: FacetValue): number {
  if (facet === 'in')
    return MOMENT_KINDS.indexOf(a.value as MomentKind) - MOMENT_KINDS.indexOf(b.value as MomentKind)
  if (facet === 'year') return b.value < a.value ? -1 : 1
  return b.count - a.count || collator.compare(a.label, b.label) || (a.value < b.value ? -1 : 1)
}
