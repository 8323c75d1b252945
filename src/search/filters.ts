import type { Catalogue } from '../archive/catalogue.js'
import { KIND_LABELS, MOMENT_KINDS, type MomentKind } from '../archive/moment.js'
import { analyze } from './analyzer.js'
import { FACETS, type Facet, type SearchRequest } from './answer.js'
import type { PassageTable } from './engine.js'
import { gatherFacts, GROUP_FACETS, type GroupFacet, type GroupFacts } from './groupFacts.js'
import { baseLanguage, languageName } from './languages.js'
import type { ParsedQuery } from './query.js'

/** The values of a facet that are let through, or kept out. */
type Values = Readonly<Partial<Record<Facet, ReadonlySet<string>>>>

/** What a query's operators and a request's parameters choose. A facet that is absent lets everything through. */
export interface Selection {
  readonly wanted: Values
  readonly unwanted: Values
}

/** Why a passage is left out: `OPEN` for not at all, a facet's place in `FACETS` plus 1 for that one, or `SHUT`. */
export const OPEN = 0
export const SHUT = 255

/** By group, kind and language: what a selection leaves out. */
export interface Refusals {
  readonly groups: Uint8Array
  readonly kinds: Uint8Array
  readonly languages: Uint8Array
}

/** What the catalogue knows of passages, for filters and facets. */
export interface Filters {
  readonly facts: GroupFacts
  select(parsed: ParsedQuery, request: SearchRequest): Selection
  /** Null where it leaves out nothing. */
  refuse(selection: Selection): Refusals | null
  /** The base language of each of the table's languages; '' for none. */
  readonly languages: readonly string[]
  /** A value as people read it. */
  label(facet: Facet, value: string): string
  /** All values that anything has. */
  valuesOf(facet: Facet): FacetValues
}

/** The values of a facet: parallel lists, in the order of codes. */
export interface FacetValues {
  readonly values: readonly string[]
  readonly labels: readonly string[]
  /** The place of each in the order in which they are shown, beside others with the same count. */
  readonly places: Uint32Array
}

/** Filters over a catalogue and its passages. Facts are gathered once. */
export function createFilters(catalogue: Catalogue, table: PassageTable): Filters {
  const facts = gatherFacts(table.groups, catalogue)
  const allKnown = facts.known.every(Boolean)
  const languages = table.languages.map((tag) => (tag === 'und' ? '' : baseLanguage(tag)))
  const names = new Map(languages.map((language) => [language, languageName(language)]))
  const named = (values: Readonly<Partial<Record<Facet, readonly string[]>>>): Values => {
    const chosen: Partial<Record<Facet, ReadonlySet<string>>> = {}
    for (const facet of FACETS) {
      const asked = values[facet] ?? []
      if (asked.length > 0)
        chosen[facet] = new Set(asked.flatMap((value) => namedValues(catalogue, facet, value)))
    }
    return chosen
  }
  const label = (facet: Facet, value: string): string => {
    if (facet === 'in') return KIND_LABELS[value as MomentKind]
    if (facet === 'event') return catalogue.event(value)?.name ?? value
    if (facet === 'speaker') return catalogue.person(value)?.name ?? value
    if (facet === 'topic') return catalogue.topic(value)?.name ?? value
    if (facet === 'lang') return names.get(value) ?? languageName(value)
    return value
  }
  const known = new Map<Facet, FacetValues>()
  const gather = (facet: Facet): FacetValues => {
    const values = isGroupFacet(facet)
      ? facts.rows.values[facet]
      : facet === 'in'
        ? MOMENT_KINDS
        : [...new Set(languages)].filter(Boolean).sort()
    const labels = values.map((value) => label(facet, value))
    return { values, labels, places: placesOf(facet, values, labels) }
  }
  return {
    facts,
    languages,
    select: (parsed, request) => ({
      wanted: named(
        Object.fromEntries(
          FACETS.map((facet) => [facet, [...(parsed.filters[facet] ?? []), ...request[facet]]]),
        ),
      ),
      unwanted: named(parsed.unwanted),
    }),
    refuse: (selection) =>
      allKnown && isOpen(selection)
        ? null
        : {
            groups: refuseGroups(facts, selection),
            kinds: refuseValues('in', MOMENT_KINDS, selection),
            languages: refuseValues('lang', languages, selection),
          },
    label,
    valuesOf: (facet) => {
      const values = known.get(facet) ?? gather(facet)
      known.set(facet, values)
      return values
    },
  }
}

/** Whether talks have the values of a facet as a whole. */
function isGroupFacet(facet: Facet): facet is GroupFacet {
  return (GROUP_FACETS as readonly Facet[]).includes(facet)
}

const collator = new Intl.Collator('en')

/**
 * Kinds come in their own order, years from the last one back, all others by label. Labels are compared once a
 * generation: to compare them for every answer takes longer than to find it.
 */
function placesOf(facet: Facet, values: readonly string[], labels: readonly string[]): Uint32Array {
  const codes = values.map((_, code) => code)
  if (facet === 'year') codes.reverse()
  else if (facet !== 'in') codes.sort((a, b) => collator.compare(labels[a]!, labels[b]!) || a - b)
  const places = new Uint32Array(codes.length)
  codes.forEach((code, place) => {
    places[code] = place
  })
  return places
}

function isOpen({ wanted, unwanted }: Selection): boolean {
  return Object.keys(wanted).length + Object.keys(unwanted).length === 0
}

/** The code of two refusals together. */
export function both(a: number, b: number): number {
  return a === OPEN ? b : b === OPEN || a === b ? a : SHUT
}

/** The code of a facet's refusal. */
export function refusalBy(facet: Facet): number {
  return FACETS.indexOf(facet) + 1
}

function refuseGroups({ rows, known }: GroupFacts, { wanted, unwanted }: Selection): Uint8Array {
  const refusals = Uint8Array.from(known, (one) => (one ? OPEN : SHUT))
  for (const facet of GROUP_FACETS) {
    const chosen = wanted[facet]
    const out = unwanted[facet]
    if (!chosen && !out) continue
    const { starts, codes } = rows
    const first = rows.first[facet]
    const isChosen = new Uint8Array(rows.size)
    const isOut = new Uint8Array(rows.size)
    rows.values[facet].forEach((value, place) => {
      isChosen[first + place] = chosen?.has(value) === true ? 1 : 0
      isOut[first + place] = out?.has(value) === true ? 1 : 0
    })
    for (let group = 0; group < refusals.length; group += 1) {
      let passes = chosen === undefined
      let shut = false
      for (let at = starts[group]!; at < starts[group + 1]!; at += 1) {
        if (isChosen[codes[at]!] === 1) passes = true
        if (isOut[codes[at]!] === 1) shut = true
      }
      const refusal = shut ? SHUT : passes ? OPEN : refusalBy(facet)
      refusals[group] = both(refusals[group]!, refusal)
    }
  }
  return refusals
}

function refuseValues(facet: Facet, values: readonly string[], { wanted, unwanted }: Selection): Uint8Array {
  return Uint8Array.from(values, (value) => {
    if (unwanted[facet]?.has(value)) return SHUT
    return wanted[facet]?.has(value) === false ? refusalBy(facet) : OPEN
  })
}

/** The ids meant by an id or by words of a name (`speaker:gupta`); a value nobody has when there are none. */
function namedValues(catalogue: Catalogue, facet: Facet, value: string): readonly string[] {
  if (facet === 'lang') return [baseLanguage(value)]
  const named: Partial<Record<Facet, readonly { id: string; names: readonly (string | undefined)[] }[]>> = {
    event: catalogue.events.map(({ id, name, alternateName }) => ({ id, names: [name, ...alternateName] })),
    speaker: catalogue.persons.map(({ id, name, alternateName }) => ({
      id,
      names: [name, ...alternateName],
    })),
    topic: catalogue.topics.map(({ id, name, aliases }) => ({ id, names: [name, ...aliases] })),
  }
  const candidates = named[facet]
  if (!candidates || candidates.some(({ id }) => id === value)) return [value]
  const wanted = analyze(value).filter((token) => !token.weak)
  const ids = candidates.filter(({ id, names }) => {
    const words = analyze([id, ...names].filter(Boolean).join(' ')).map((token) => token.term)
    return wanted.length > 0 && wanted.every(({ term }) => words.some((word) => word.startsWith(term)))
  })
  return ids.length > 0 ? ids.map(({ id }) => id) : [value]
}
