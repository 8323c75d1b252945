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
  const open = countMoments(sifted, table, OPEN)
  const facets = {} as Record<Facet, FacetValue[]>
  for (const facet of FACETS) {
    const moments = wanted[facet] ? countMoments(sifted, table, refusalBy(facet)) : open
    const counts = isGroupFacet(facet)
      ? byGroupValue(moments.groups, facet, filters)
      : facet === 'in'
        ? new Map(MOMENT_KINDS.map((kind, index) => [kind, moments.kinds[index] ?? 0]))
        : byLanguage(sifted, table, filters, wanted.lang ? refusalBy('lang') : OPEN)
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

/** Moments by group and by kind. */
interface Moments {
  readonly groups: Uint32Array
  readonly kinds: Uint32Array
}

/** Counts what is open, or refused by one facet only; what says the same again counts once. */
function countMoments({ hits, codes, repeats }: Sifted, table: PassageTable, refusal: number): Moments {
  const groups = new Uint32Array(table.groups.length)
  const kinds = new Uint32Array(MOMENT_KINDS.length)
  const { units } = hits
  for (let hit = 0; hit < units.length; hit += 1) {
    const code = codes[hit]!
    if (code !== OPEN && code !== refusal) continue
    const unit = units[hit]!
    if ((table.flags[unit]! & REPEATS) !== 0 && repeats.isRepeat(hit, refusal)) continue
    const group = table.groupOf[unit]!
    const kind = table.kinds[unit]!
    groups[group] = groups[group]! + 1
    kinds[kind] = kinds[kind]! + 1
  }
  return { groups, kinds }
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
  return new Map(values.map((value, code) => [value, counts[code] ?? 0]))
}

/** A translation is a repeat beside its original, but not when its language alone is chosen. */
function byLanguage(
  { hits, codes, repeats }: Sifted,
  table: PassageTable,
  { languages }: Filters,
  refusal: number,
): Map<string, number> {
  const counts = new Map<string, number>()
  const byCode = new Uint32Array(languages.length)
  const { units } = hits
  for (let hit = 0; hit < units.length; hit += 1) {
    const code = codes[hit]!
    if (code !== OPEN && code !== refusal) continue
    const language = table.languageOf[units[hit]!]!
    if ((table.flags[units[hit]!]! & REPEATS) !== 0) {
      const isSame = (earlier: number): boolean =>
        languages[table.languageOf[units[earlier]!]!] === languages[language]
      if (repeats.isRepeat(hit, refusal, isSame)) continue
    }
    byCode[language] = byCode[language]! + 1
  }
  languages.forEach((language, code) => {
    if (language) counts.set(language, (counts.get(language) ?? 0) + (byCode[code] ?? 0))
  })
  return counts
}

function orderOf(facet: Facet, a: FacetValue, b: FacetValue): number {
  if (facet === 'in')
    return MOMENT_KINDS.indexOf(a.value as MomentKind) - MOMENT_KINDS.indexOf(b.value as MomentKind)
  if (facet === 'year') return b.value < a.value ? -1 : 1
  return b.count - a.count || collator.compare(a.label, b.label) || (a.value < b.value ? -1 : 1)
}
