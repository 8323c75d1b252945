import type { Catalogue } from '../archive/catalogue.js'
import type { Talk } from '../archive/event.js'
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
  const rows = createRows()
  const dates: string[] = []
  const known: boolean[] = []
  /** Talks of which something is asked, and events of which something is asked as a whole. */
  const asked = new Set(catalogue.events.flatMap(({ id, faq }) => faq.map((one) => one.talk ?? id)))
  for (const id of groups) {
    const talk = catalogue.talk(id)
    const event = catalogue.event(talk?.event ?? id)
    const date = talk?.start?.local ?? event?.startDate ?? ''
    dates.push(date)
    known.push(talk !== undefined || event !== undefined)
    if (event) rows.add('event', event.id)
    if (date) rows.add('year', date.slice(0, 4))
    if (talk) {
      for (const person of talk.persons) rows.add('speaker', person.id)
      for (const topic of catalogue.topicsOf(talk)) rows.add('topic', topic.id)
      addAssets(talk, rows)
    }
    if (asked.has(id)) rows.add('has', 'faq')
    rows.end()
  }
  return { rows: rows.finish(), dates, known }
}

function addAssets(talk: Talk, rows: Rows): void {
  if (isWithheld(talk)) return
  for (const { role } of talk.files)
    if (role === 'video' || role === 'audio' || role === 'slides') rows.add('has', role)
  if (talk.deck !== undefined) rows.add('has', 'slides')
  if (talk.transcripts.length > 0) rows.add('has', 'transcript')
}

/** Facet rows while they are written, group after group. */
interface Rows {
  /** Gives the present group a value; twice is once. */
  add(facet: GroupFacet, value: string): void
  /** Goes on to the next group. */
  end(): void
  finish(): FacetRows
}

/** Values are numbered as they appear, and in order at the end: all at once is several times as quick as group by group. */
function createRows(): Rows {
  const facets = GROUP_FACETS.map(() => new Map<string, number>())
  const starts = [0]
  /** Side by side the facet of each value and its number among the facet's. */
  const facetOf: number[] = []
  const numberOf: number[] = []

  return {
    add(facet, value) {
      const at = GROUP_FACETS.indexOf(facet)
      const numbers = facets[at]!
      let number = numbers.get(value)
      if (number === undefined) {
        number = numbers.size
        numbers.set(value, number)
      }
      for (let own = starts.at(-1)!; own < facetOf.length; own += 1)
        if (facetOf[own] === at && numberOf[own] === number) return
      facetOf.push(at)
      numberOf.push(number)
    },
    end() {
      starts.push(facetOf.length)
    },
    finish() {
      const values = {} as Record<GroupFacet, readonly string[]>
      const first = {} as Record<GroupFacet, number>
      let size = 0
      const codeOf = facets.map((numbers, at) => {
        const facet = GROUP_FACETS[at]!
        const own = [...numbers.keys()].sort()
        const codes = new Uint32Array(own.length)
        for (let place = 0; place < own.length; place += 1) codes[numbers.get(own[place]!)!] = size + place
        values[facet] = own
        first[facet] = size
        size += own.length
        return codes
      })
      const codes = Uint32Array.from(facetOf, (at, own) => codeOf[at]![numberOf[own]!]!)
      return { values, first, size, starts: Uint32Array.from(starts), codes }
    },
  }
}
