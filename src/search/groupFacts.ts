import type { Catalogue } from '../archive/catalogue.js'
import type { Event, Talk } from '../archive/event.js'
import { isWithheld } from '../archive/withheld.js'
import type { Facet } from './answer.js'

/** Facets whose values a talk or event has as a whole; the others differ from passage to passage. */
export const GROUP_FACETS = ['event', 'year', 'speaker', 'topic', 'has'] as const satisfies readonly Facet[]
export type GroupFacet = (typeof GROUP_FACETS)[number]

/**
 * The values that groups have of all their facets, side by side: to count them takes one look into memory a group. A
 * value's code is its place among its facet's values, counted on from `first` of the facet.
 */
export interface FacetRows {
  readonly values: Readonly<Record<GroupFacet, readonly string[]>>
  readonly first: Readonly<Record<GroupFacet, number>>
  /** How many codes there are. */
  readonly size: number
  /** By group the range `[starts[group], starts[group + 1])` of `codes`. */
  readonly starts: Uint32Array
  readonly codes: Uint32Array
}

/** What the catalogue knows of each talk or event, in columns. */
export interface GroupFacts {
  readonly rows: FacetRows
  /** By group, its day (ISO, as far as it is known), for sorting. */
  readonly dates: readonly string[]
  /** By group, whether the catalogue knows it. */
  readonly known: readonly boolean[]
}

/** @param groups full talk ids and event ids */
export function gatherFacts(groups: readonly string[], catalogue: Catalogue): GroupFacts {
  const facts = groups.map((id) => {
    const talk = catalogue.talk(id)
    const event = catalogue.event(talk?.event ?? id)
    return { known: talk !== undefined || event !== undefined, ...factsOf(talk, event, catalogue) }
  })
  return {
    rows: rowsOf(facts),
    dates: facts.map(({ date }) => date),
    known: facts.map(({ known }) => known),
  }
}

type Facts = Readonly<Record<GroupFacet, readonly string[]>> & { readonly date: string }

function factsOf(talk: Talk | undefined, event: Event | undefined, catalogue: Catalogue): Facts {
  const date = talk?.start?.local ?? event?.startDate ?? ''
  const about = {
    event: event ? [event.id] : [],
    year: date ? [date.slice(0, 4)] : [],
    date,
  }
  if (!talk) {
    const asks = event?.faq.some((faq) => faq.talk === undefined) === true
    return { ...about, speaker: [], topic: [], has: asks ? ['faq'] : [] }
  }
  return {
    ...about,
    speaker: [...new Set(talk.persons.map((person) => person.id))],
    topic: catalogue.topicsOf(talk).map((topic) => topic.id),
    has: assetsOf(talk, catalogue),
  }
}

function assetsOf(talk: Talk, catalogue: Catalogue): string[] {
  const shown = !isWithheld(talk)
  const roles = new Set(talk.files.map((file) => file.role))
  const has = {
    video: shown && roles.has('video'),
    audio: shown && roles.has('audio'),
    slides: shown && (roles.has('slides') || talk.deck !== undefined),
    transcript: shown && talk.transcripts.length > 0,
    faq: catalogue.faqOf(talk).length > 0,
  }
  return Object.entries(has).flatMap(([name, present]) => (present ? [name] : []))
}

function rowsOf(facts: readonly Facts[]): FacetRows {
  const values = {} as Record<GroupFacet, readonly string[]>
  const first = {} as Record<GroupFacet, number>
  let size = 0
  const codeOf = {} as Record<GroupFacet, ReadonlyMap<string, number>>
  for (const facet of GROUP_FACETS) {
    const own = [...new Set(facts.flatMap((one) => one[facet]))].sort()
    const from = size
    values[facet] = own
    first[facet] = from
    codeOf[facet] = new Map(own.map((value, place) => [value, from + place]))
    size += own.length
  }
  const starts = new Uint32Array(facts.length + 1)
  const codes: number[] = []
  facts.forEach((one, group) => {
    for (const facet of GROUP_FACETS) for (const value of one[facet]) codes.push(codeOf[facet].get(value)!)
    starts[group + 1] = codes.length
  })
  return { values, first, size, starts, codes: Uint32Array.from(codes) }
}
