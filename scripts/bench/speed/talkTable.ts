import type { FacetValue } from '../../../src/search/answer.js'
import { type Corpus, numberOf } from './corpus.js'
import type { BenchQuery } from './kinds.js'

/** What a peer's whole answer is made with: which talk a passage is of, and what facets count of talks. */
export interface TalkTable {
  /** Groups of passages by talk, best (or latest) first, after filters; facets are counted on the way. */
  group(rows: readonly (readonly [id: number, rank: number])[], query: BenchQuery): Grouped
}

/** A talk, or an event for what belongs to none of its talks, with what a result says of it. */
export interface TalkFacts {
  readonly id: string
  readonly name: string
  readonly speakers: readonly string[]
  /** ISO date. */
  readonly date: string
}

interface Grouped {
  readonly total: number
  /** The most frequent values of each facet; kinds last, all that there are. */
  readonly facets: readonly (readonly FacetValue[])[]
  /** Ten results, and the ids of their passages, best first. */
  readonly page: readonly { readonly talk: TalkFacts; readonly passages: readonly number[] }[]
}

const PAGE = 10
/** As many values of a facet as the search page offers. */
export const MOST_VALUES = 40

/** Facets whose values a talk has: event, year, speakers, topics. A passage's own are its kind and its language. */
const TALK_FACETS = ['event', 'year', 'speaker', 'topic'] as const
type TalkFacet = (typeof TALK_FACETS)[number]

interface Group {
  readonly facts: TalkFacts
  /** Codes of its facet values. */
  readonly codes: readonly number[]
  readonly byName: ReadonlyMap<string, ReadonlySet<string>>
}

/**
 * @param places the talk's or event's id and the kind of each passage, whose ids count from 1
 * @param titles the names of talks by id
 */
export function createTalkTable(
  corpus: Corpus,
  places: readonly (readonly [group: string, kind: string])[],
  titles: ReadonlyMap<string, string>,
): TalkTable {
  const groups: Group[] = []
  const groupOf = new Int32Array(places.length + 1)
  const kindOf = new Uint8Array(places.length + 1)
  const kinds: string[] = []
  const names = namesIn(corpus)
  const values: { readonly facet: number; readonly value: string; readonly label: string }[] = []
  const codes = new Map<string, number>()
  const numbers = new Map<string, number>()
  const codeOf = (facet: TalkFacet, value: string): number => {
    const key = `${facet} ${value}`
    const known = codes.get(key) ?? values.length
    if (known === values.length) {
      values.push({ facet: TALK_FACETS.indexOf(facet), value, label: names.get(key) ?? value })
      codes.set(key, known)
    }
    return known
  }
  places.forEach(([id, kind], index) => {
    let number = numbers.get(id)
    if (number === undefined) {
      number = groups.length
      numbers.set(id, number)
      const { date, ...facets } = facetsOf(corpus, id)
      const speakers = facets.speaker.map((speaker) => names.get(`speaker ${speaker}`) ?? speaker)
      groups.push({
        facts: { id, name: titles.get(id) ?? names.get(`event ${id}`) ?? id, speakers, date },
        codes: TALK_FACETS.flatMap((facet) => facets[facet].map((value) => codeOf(facet, value))),
        byName: new Map(TALK_FACETS.map((facet) => [facet, new Set(facets[facet])])),
      })
    }
    groupOf[index + 1] = number
    if (!kinds.includes(kind)) kinds.push(kind)
    kindOf[index + 1] = kinds.indexOf(kind)
  })
  const mostFrequent = (counts: Int32Array): FacetValue[][] => {
    const found: number[][] = TALK_FACETS.map(() => [])
    for (let code = 0; code < counts.length; code += 1)
      if ((counts[code] ?? 0) > 0) found[values[code]?.facet ?? 0]?.push(code)
    return found.map((some) =>
      some
        .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b)
        .slice(0, MOST_VALUES)
        .map((code) => {
          const { value = '', label = '' } = values[code] ?? {}
          return { value, label, count: counts[code] ?? 0 }
        }),
    )
  }

  return {
    group: (rows, { filter, byDate, offset }) => {
      const counts = new Int32Array(values.length)
      const kindCounts = new Int32Array(kinds.length)
      const best = new Float64Array(groups.length).fill(Infinity)
      const members = new Map<number, [id: number, rank: number][]>()
      const wantedKind = filter?.name === 'in' ? kinds.indexOf(filter.value) : -1
      for (const [id, rank] of rows) {
        const number = groupOf[id] ?? 0
        const group = groups[number]
        if (!group) continue
        const kind = kindOf[id] ?? 0
        if (filter) {
          if (
            wantedKind >= 0 ? kind !== wantedKind : group.byName.get(filter.name)?.has(filter.value) !== true
          )
            continue
        }
        kindCounts[kind] = (kindCounts[kind] ?? 0) + 1
        for (const code of group.codes) counts[code] = (counts[code] ?? 0) + 1
        const known = members.get(number)
        if (known) known.push([id, rank])
        else members.set(number, [[id, rank]])
        if (rank < (best[number] ?? 0)) best[number] = rank
      }
      const byScore = (a: number, b: number): number => (best[a] ?? 0) - (best[b] ?? 0)
      const dateOf = (number: number): string => groups[number]?.facts.date ?? ''
      const order = [...members.keys()].sort(
        byDate ? (a, b) => compare(dateOf(b), dateOf(a)) || byScore(a, b) : byScore,
      )
      return {
        total: order.length,
        facets: [
          ...mostFrequent(counts),
          kinds.flatMap((value, at) =>
            kindCounts[at] ? [{ value, label: value, count: kindCounts[at] }] : [],
          ),
        ],
        page: order.slice(offset, offset + PAGE).flatMap((number) => {
          const talk = groups[number]?.facts
          const passages = (members.get(number) ?? []).sort(([, a], [, b]) => a - b).map(([id]) => id)
          return talk ? [{ talk, passages }] : []
        }),
      }
    },
  }
}

/** The names of events, speakers and topics, by facet and id. */
function namesIn(corpus: Corpus): Map<string, string> {
  const { events, persons, topics } = corpus.catalogue([])
  return new Map([
    ...events.map(({ id, name }): [string, string] => [`event ${id}`, name]),
    ...persons.map(({ id, name }): [string, string] => [`speaker ${id}`, name]),
    ...topics.map(({ id, name }): [string, string] => [`topic ${id}`, name]),
  ])
}

type Facets = Readonly<Record<TalkFacet, readonly string[]>> & { readonly date: string }

function facetsOf(corpus: Corpus, id: string): Facets {
  const [eventId = '', slug] = id.split('/')
  const event = corpus.event(eventId)
  const date = event.startDate ?? ''
  const shared = { event: [eventId], year: [date.slice(0, 4)], date }
  if (slug === undefined) return { ...shared, speaker: [], topic: [] }
  const { speakers, topics } = corpus.head(numberOf(id))
  return { ...shared, speaker: speakers, topic: topics }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
