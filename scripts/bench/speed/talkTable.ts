import { type Corpus, numberOf } from './corpus.js'
import type { BenchQuery } from './kinds.js'

/** What a peer's whole answer is made with: which talk a passage is of, and what facets count of talks. */
export interface TalkTable {
  /** Groups of passages by talk, best (or latest) first, after filters; facets are counted on the way. */
  group(rows: readonly (readonly [id: number, rank: number])[], query: BenchQuery): Grouped
}

interface Grouped {
  readonly total: number
  /** Facet values with a count. */
  readonly facets: number
  /** The ids of the passages of ten results, best first. */
  readonly page: readonly (readonly number[])[]
}

const PAGE = 10

/** Facets whose values a talk has: event, year, speakers, topics. A passage's own are its kind and its language. */
const TALK_FACETS = ['event', 'year', 'speaker', 'topic'] as const

/** @param places the talk's or event's id and the kind of each passage, whose ids count from 1 */
export function createTalkTable(
  corpus: Corpus,
  places: readonly (readonly [group: string, kind: string])[],
): TalkTable {
  const groups: { id: string; date: string; facets: readonly number[]; byName: Map<string, Set<string>> }[] =
    []
  const groupOf = new Int32Array(places.length + 1)
  const kindOf = new Uint8Array(places.length + 1)
  const kinds: string[] = []
  const values = new Map<string, number>()
  const numbers = new Map<string, number>()
  const valueOf = (facet: string, value: string): number => {
    const key = `${facet} ${value}`
    const known = values.get(key) ?? values.size
    values.set(key, known)
    return known
  }
  places.forEach(([id, kind], index) => {
    let number = numbers.get(id)
    if (number === undefined) {
      number = groups.length
      numbers.set(id, number)
      const facts = factsOf(corpus, id)
      groups.push({
        id,
        date: facts.date,
        facets: TALK_FACETS.flatMap((facet) => facts[facet].map((value) => valueOf(facet, value))),
        byName: new Map(TALK_FACETS.map((facet) => [facet, new Set(facts[facet])])),
      })
    }
    groupOf[index + 1] = number
    if (!kinds.includes(kind)) kinds.push(kind)
    kindOf[index + 1] = kinds.indexOf(kind)
  })

  return {
    group: (rows, { filter, byDate, offset }) => {
      const counts = new Int32Array(values.size)
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
        for (const value of group.facets) counts[value] = (counts[value] ?? 0) + 1
        const known = members.get(number)
        if (known) known.push([id, rank])
        else members.set(number, [[id, rank]])
        if (rank < (best[number] ?? 0)) best[number] = rank
      }
      const byScore = (a: number, b: number): number => (best[a] ?? 0) - (best[b] ?? 0)
      const dateOf = (number: number): string => groups[number]?.date ?? ''
      const order = [...members.keys()].sort(
        byDate ? (a, b) => compare(dateOf(b), dateOf(a)) || byScore(a, b) : byScore,
      )
      return {
        total: order.length,
        facets: [...counts, ...kindCounts].filter((count) => count > 0).length,
        page: order
          .slice(offset, offset + PAGE)
          .map((number) => (members.get(number) ?? []).sort(([, a], [, b]) => a - b).map(([id]) => id)),
      }
    },
  }
}

type Facts = Readonly<Record<(typeof TALK_FACETS)[number], readonly string[]>> & { readonly date: string }

function factsOf(corpus: Corpus, id: string): Facts {
  const [eventId = '', slug] = id.split('/')
  const event = corpus.event(eventId)
  const date = event.startDate ?? ''
  const shared = { event: [eventId], year: [date.slice(0, 4)], date }
  if (slug === undefined) return { ...shared, speaker: [], topic: [] }
  const talk = corpus.head(numberOf(id))
  return { ...shared, speaker: talk.speakers, topic: talk.topics }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
