import { FOLLOWS, type EngineHits, type PassageTable } from './engine.js'
import { bestStretch } from './hits.js'
import { largest } from './leading.js'
import type { Sought } from './rank.js'

/** How many of the best are looked at word by word, and for how many of them the stop words count. */
const LOOKED_AT = 200
const LOOKED_AT_TWICE = 100
/** BM25+ over a passage and what is said around it: a subject is spoken of for longer than a passage, and mostly after it is named. */
const K = 0.9
const B = 0.3
const DELTA = 0.5
const BEFORE = 0.2
const AFTER = 0.8
/** Words that stand as far apart as in the query, at most so far. */
const PAIR = 0.6
const PAIR_REACH = 2
/** All of at least three words, near each other: halved where so many positions lie between them. */
const ALL_NEAR = 0.5
const NEAR = 16
const FEWEST_NEAR = 3
/** What begins within so many words of a better moment says little more. */
const SAME_PLACE = 60
const SAME_PLACE_WEIGHT = 0.7

/** A place of a word in a unit. */
interface Place {
  readonly word: number
  readonly position: number
  readonly end: number
  readonly weight: number
}

/** A unit that is looked at. */
interface Candidate {
  readonly hit: number
  readonly unit: number
  places: Place[]
  score: number
}

/** Units whose places are asked for: candidates, and what is said before and after them. */
interface Surroundings {
  readonly units: Uint32Array
  /** By slot of `units`. */
  readonly candidates: readonly (Candidate | undefined)[]
  /** By candidate, its slot; those before and after it are beside it. */
  readonly slots: readonly number[]
}

/**
 * The scores of the best hits, looked at word by word; the constants were chosen on lectures, by leaving each out in
 * turn (`npm run bench:retrieval`). The others keep their order behind them.
 * @param ranks of all hits by the engine's score; changed in place
 * @param idf by word of the query, stop words last
 */
export function rerank(
  ranks: Float32Array,
  hits: EngineHits,
  table: PassageTable,
  sought: Sought,
  idf: readonly number[],
  weightOf: (hit: number) => number,
): void {
  const best = largest(ranks, LOOKED_AT).filter((hit) => hits.words[hit]! !== 0)
  if (best.length === 0) return
  const lowest = best.reduce((least, hit) => Math.min(least, ranks[hit]!), Infinity)
  const candidates = best
    .sort((a, b) => a - b)
    .map((hit): Candidate => ({ hit, unit: hits.units[hit]!, places: [], score: 0 }))
  const major = sought.words.flatMap(({ minor }, word) => (minor ? [] : [word]))
  scoreAll(candidates, hits, table, sought, idf, major)
  if (major.length < sought.words.length) {
    const again = [...candidates].sort((a, b) => b.score - a.score).slice(0, LOOKED_AT_TWICE)
    again.sort((a, b) => a.unit - b.unit)
    scoreAll(
      again,
      hits,
      table,
      sought,
      idf,
      sought.words.map((_, word) => word),
    )
  }
  for (const candidate of candidates)
    candidate.score = candidate.score * weightOf(candidate.hit) + 0.001 * ranks[candidate.hit]!
  spread(candidates, table, sought, idf)
  const least = candidates.reduce((smallest, { score }) => Math.min(smallest, score), Infinity)
  // The others stay as they are: the last of these stands where it stood among them.
  const scale = least > 0 ? lowest / least : 1
  for (const { hit, score } of candidates) ranks[hit] = scale * score
}

/** Scores candidates, given in the order of units, by some of the words. */
function scoreAll(
  candidates: readonly Candidate[],
  hits: EngineHits,
  table: PassageTable,
  sought: Sought,
  idf: readonly number[],
  words: readonly number[],
): void {
  const around = withNeighbours(candidates, table)
  const width = sought.words.length
  const frequencies = new Float32Array(around.units.length * width)
  for (const candidate of candidates) candidate.places = []
  hits.visitPlaces(around.units, words, (slot, word, position, end, weight) => {
    frequencies[slot * width + word]! += weight
    around.candidates[slot]?.places.push({ word, position, end, weight })
  })
  candidates.forEach((candidate, index) => {
    const { unit, places } = candidate
    const slot = around.slots[index]!
    const [before, after] = [follows(unit, table) ? BEFORE : 0, follows(unit + 1, table) ? AFTER : 0]
    const average = sought.averageLengths[table.kinds[unit]!]!
    const length = mergedLength(unit, before, after, table) / Math.max(1, average)
    let score = 0
    for (const word of words) {
      const at = slot * width + word
      let frequency = frequencies[at]!
      if (before > 0) frequency += before * frequencies[at - width]!
      if (after > 0) frequency += after * frequencies[at + width]!
      if (frequency === 0) continue
      score += idf[word]! * (((K + 1) * frequency) / (frequency + K * (1 - B + B * length)) + DELTA)
    }
    if (words.length > 1) {
      places.sort((a, b) => a.position - b.position)
      score += pairs(places, sought, idf) + allNear(places, sought, idf)
    }
    candidate.score = score
  })
}

/** The candidates' units and those before and after them in their transcripts, in order. */
function withNeighbours(candidates: readonly Candidate[], table: PassageTable): Surroundings {
  const units: number[] = []
  const known: (Candidate | undefined)[] = []
  const add = (unit: number, candidate?: Candidate): void => {
    if ((units.at(-1) ?? -1) < unit) {
      units.push(unit)
      known.push(candidate)
    } else if (candidate) known[known.length - 1] = candidate
  }
  const slots = candidates.map((candidate) => {
    const { unit } = candidate
    if (follows(unit, table)) add(unit - 1)
    add(unit, candidate)
    const slot = units.length - 1
    if (follows(unit + 1, table)) add(unit + 1)
    return slot
  })
  return { units: Uint32Array.from(units), candidates: known, slots }
}

function follows(unit: number, { flags }: PassageTable): boolean {
  return ((flags[unit] ?? 0) & FOLLOWS) !== 0
}

/** The different words of a unit and of those around it, weighed. */
function mergedLength(unit: number, before: number, after: number, { lengths }: PassageTable): number {
  const around = (before > 0 ? before * lengths[unit - 1]! : 0) + (after > 0 ? after * lengths[unit + 1]! : 0)
  return (lengths[unit]! + around) / (1 + before + after)
}

/** What words add that stand to each other as in the query. */
function pairs(places: readonly Place[], { words }: Sought, idf: readonly number[]): number {
  const best = new Map<number, number>()
  places.forEach((place, index) => {
    const first = words[place.word]!.place
    for (let next = index + 1; next < places.length; next += 1) {
      const other = places[next]!
      const distance = other.position - place.position
      if (distance > PAIR_REACH) break
      if (distance === 0 || other.word === place.word || words[other.word]!.place - first !== distance)
        continue
      const key = place.word * words.length + other.word
      best.set(key, Math.max(best.get(key) ?? 0, Math.min(place.weight, other.weight)))
    }
  })
  let sum = 0
  for (const [key, weight] of best)
    sum += PAIR * weight * Math.min(idf[Math.floor(key / words.length)]!, idf[key % words.length]!)
  return sum
}

/** What it adds that all of several words stand near each other. */
function allNear(places: readonly Place[], { words }: Sought, idf: readonly number[]): number {
  const major = words.flatMap(({ minor }, word) => (minor ? [] : [word]))
  if (major.length < FEWEST_NEAR) return 0
  const window = smallestWindow(
    places.filter(({ word }) => !words[word]!.minor),
    major,
  )
  if (window === null) return 0
  const sum = major.reduce((total, word) => total + idf[word]!, 0)
  return (ALL_NEAR * sum) / (1 + Math.max(0, window - major.length) / NEAR)
}

/** The length of the smallest stretch of positions with one place of every word; null where one is missing. */
function smallestWindow(places: readonly Place[], words: readonly number[]): number | null {
  const counts = new Map(words.map((word) => [word, 0]))
  let missing = words.length
  let from = 0
  let best: number | null = null
  for (const { word, end } of places) {
    const count = counts.get(word)!
    if (count === 0) missing -= 1
    counts.set(word, count + 1)
    while (missing === 0) {
      const first = places[from]!
      best = Math.min(best ?? Infinity, end - first.position)
      const left = counts.get(first.word)! - 1
      counts.set(first.word, left)
      if (left === 0) missing += 1
      from += 1
    }
  }
  return best
}

/** From the best on, lowers what begins beside something better. */
function spread(
  candidates: readonly Candidate[],
  table: PassageTable,
  sought: Sought,
  idf: readonly number[],
): void {
  const byUnit = new Map(candidates.map((candidate) => [candidate.unit, candidate]))
  const taken = new Set<Candidate>()
  const lower = (better: Candidate, beside: Candidate | undefined): void => {
    if (!beside || taken.has(beside)) return
    const [earlier, later] = beside.unit < better.unit ? [beside, better] : [better, beside]
    if (!follows(later.unit, table)) return
    // A unit's length is its different words: near enough.
    const untilEnd = table.lengths[earlier.unit]! - beginOf(earlier, sought, idf)
    if (untilEnd + beginOf(later, sought, idf) < SAME_PLACE) beside.score *= SAME_PLACE_WEIGHT
  }
  for (const candidate of [...candidates].sort((a, b) => b.score - a.score)) {
    taken.add(candidate)
    lower(candidate, byUnit.get(candidate.unit - 1))
    lower(candidate, byUnit.get(candidate.unit + 1))
  }
}

/** Where the moment begins in a unit, in words. */
function beginOf({ places }: Candidate, { words }: Sought, idf: readonly number[]): number {
  const telling = places.filter(({ word }) => !words[word]!.minor)
  return bestStretch(
    telling.map(({ word, position, end }) => ({ item: word, start: position, end, position })),
    idf,
  ).start
}
