import type { SearchRequest } from './answer.js'
import type { EngineHits, SearchEngine } from './engine.js'
import { type Filters, OPEN, type Selection } from './filters.js'
import type { Findings } from './findings.js'
import { leading } from './leading.js'
import { createRepeats, lowerBound, refusalsOf } from './open.js'
import type { QueryWord } from './query.js'
import { averageLengths, rankHits, type SoughtWord } from './rank.js'
import { tallyHits, type Sifted, type Tally } from './tally.js'
import { traitsOf } from './traits.js'

/** What was found, ranked, before anything of it is read. */
export interface Ranking {
  readonly sifted: Sifted
  readonly findings: Findings
  /** By hit. */
  readonly ranks: Float32Array
  /** By word of the query, how much it tells. */
  readonly idf: readonly number[]
  /** The talks found, and how many moments there are of what. */
  readonly tally: Tally
}

/** A talk, or what belongs to an event alone, among the answers. */
export interface Group {
  /** Its number in the table. */
  readonly group: number
  readonly rank: number
  /** All its moments. */
  readonly moments: number
}

type Sort = SearchRequest['sort']

/** Each further moment of a talk counts this much of the one before. */
const FURTHER_MOMENT = 0.35
/** How many of a talk's moments count. */
const COUNTED = 8
const ROUNDING = 1e-9
/** By how many moments a talk has, how often its best one counts at most. */
const MOST_BESTS = Float64Array.from(
  { length: COUNTED + 1 },
  (_, moments) => (1 - FURTHER_MOMENT ** moments) / (1 - FURTHER_MOMENT),
)

/** Puts what was found in order. */
export interface Ranker {
  /** @param talk the full id of the only one that counts, if any */
  rank(findings: Findings, selection: Selection, talk: string | undefined): Ranking
  /** The first groups, in order; more where others are as good as the last. */
  first(ranking: Ranking, most: number, sort: Sort): Group[]
  /** A group's moments by hit, best first, or in the order of the talk when sorted by date. */
  momentsOf(group: Group, ranking: Ranking, sort: Sort): number[]
}

/** A ranker of one generation. */
export function createRanker(engine: SearchEngine, filters: Filters): Ranker {
  const table = engine.passages
  const lengths = averageLengths(table)
  const days = placesInOrder(filters.facts.dates)
  const groupNumbers = new Map(table.groups.map((id, group) => [id, group]))

  const sift = (hits: EngineHits, selection: Selection, only?: number): Sifted => {
    const traits = traitsOf(hits.units, table.traits)
    const codes = refusalsOf(hits, traits, table, filters.refuse(selection), only)
    return { hits, traits, codes, repeats: createRepeats(hits, traits, table, codes) }
  }
  const byRank = (a: Group, b: Group): number =>
    b.rank - a.rank || compare(table.groups[a.group] ?? '', table.groups[b.group] ?? '')
  const byDate = (a: Group, b: Group): number => days[b.group]! - days[a.group]! || byRank(a, b)

  /** The hits that are moments of a group, in the order of reading. */
  const hitsOf = (group: number, { hits: { units }, codes, repeats }: Sifted): number[] => {
    const found: number[] = []
    const end = table.groupEnds[group] ?? 0
    for (let hit = lowerBound(units, table.groupStarts[group] ?? 0); hit < units.length; hit += 1) {
      if (units[hit]! >= end) break
      if (codes[hit] === OPEN && !repeats.isRepeat(hit)) found.push(hit)
    }
    return found
  }
  /** A group's best moment counts whole, the next ones less and less. */
  const rankOf = (group: number, { sifted: { hits, codes, repeats }, ranks }: Ranking): number => {
    const { units } = hits
    const end = table.groupEnds[group]!
    const best = new Float64Array(COUNTED)
    for (let hit = lowerBound(units, table.groupStarts[group]!); units[hit]! < end; hit += 1) {
      let rank = ranks[hit]!
      if (rank <= best[COUNTED - 1]! || codes[hit] !== OPEN || repeats.isRepeat(hit)) continue
      // Into its place; each of the lesser ones moves on.
      for (let place = 0; place < COUNTED; place += 1) {
        const other = best[place]!
        if (rank <= other) continue
        best[place] = rank
        rank = other
      }
    }
    return best.reduceRight((sum, one) => one + FURTHER_MOMENT * sum, 0)
  }
  const groupAt = (place: number, ranking: Ranking): Group => {
    const { numbers, moments } = ranking.tally.groups
    return { group: numbers[place]!, rank: rankOf(numbers[place]!, ranking), moments: moments[place]! }
  }
  /** The places of all groups that may be among the first, by what the rest of their moments can add to the best one. */
  const hopeful = (ranking: Ranking, most: number): number[] => {
    const { groups } = ranking.tally
    const least = leading(groups.bests, most).reduce(
      (low, place) => Math.min(low, rankOf(groups.numbers[place]!, ranking)),
      Infinity,
    )
    const places: number[] = []
    groups.bests.forEach((best, place) => {
      const counted = Math.min(COUNTED, groups.moments[place]!)
      if (best * MOST_BESTS[counted]! >= least * (1 - ROUNDING)) places.push(place)
    })
    return places
  }

  return {
    rank: (findings, selection, talk) => {
      const only = talk === undefined ? undefined : (groupNumbers.get(talk) ?? -1)
      const sifted = sift(findings.hits, selection, only)
      const sought =
        (minor: boolean) =>
        (word: QueryWord): SoughtWord => ({
          place: word.place,
          passages: engine.passagesWith(word.tokens[0]?.term ?? ''),
          minor,
        })
      const { ranks, idf } = rankHits(findings.hits, sifted.traits, table, {
        words: [...findings.words.map(sought(false)), ...findings.minor.map(sought(true))],
        phrases: findings.phrases.length,
        averageLengths: lengths,
      })
      return { sifted, findings, ranks, idf, tally: tallyHits(ranks, sifted, table, filters.languages) }
    },
    first: (ranking, most, sort) => {
      const { numbers } = ranking.tally.groups
      const places =
        sort === 'date'
          ? leading(
              Float64Array.from(numbers, (group) => days[group]!),
              most,
            )
          : hopeful(ranking, most)
      return places.map((place) => groupAt(place, ranking)).sort(sort === 'date' ? byDate : byRank)
    },
    momentsOf: ({ group }, { sifted, ranks }, sort) => {
      const { units } = sifted.hits
      const hits = hitsOf(group, sifted)
      if (sort !== 'date') return hits.sort((a, b) => (ranks[b] ?? 0) - (ranks[a] ?? 0) || a - b)
      const starts = new Map(hits.map((hit) => [hit, table.read(units[hit]!).start ?? 0]))
      return hits.sort((a, b) => (starts.get(a) ?? 0) - (starts.get(b) ?? 0) || a - b)
    },
  }
}

/** By text its place among all the different ones. */
function placesInOrder(texts: readonly string[]): Uint32Array {
  const places = new Map([...new Set(texts)].sort(compare).map((text, place) => [text, place]))
  return Uint32Array.from(texts, (text) => places.get(text) ?? 0)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
