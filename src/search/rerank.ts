import { FOLLOWS, type EngineHits, type PassageTable } from './engine.js'
import { bestStretch } from './hits.js'
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
  /** Where the moment begins in it, in words. */
  begin: number
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
    .map((hit): Candidate => ({ hit, unit: hits.units[hit]!, places: [], score: 0, begin: 0 }))
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
  spread(candidates, table)
  const least = candidates.reduce((smallest, { score }) => Math.min(smallest, score), Infinity)
  const scale = lowest > 0 ? least / lowest : 0
  for (let hit = 0; hit < ranks.length; hit += 1) ranks[hit]! *= scale
  for (const { hit, score } of candidates) ranks[hit] = score
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
  const units = withNeighbours(candidates, table)
  const slotOf = new Map(Array.from(units, (unit, slot) => [unit, slot]))
  const width = sought.words.length
  const frequencies = new Float32Array(units.length * width)
  const candidateOf = new Map(candidates.map((candidate) => [candidate.unit, candidate]))
  const atSlot = Array.from(units, (unit) => candidateOf.get(unit))
  for (const candidate of candidates) candidate.places = []
  hits.visitPlaces(units, words, (slot, word, position, end, weight) => {
    frequencies[slot * width + word]! += weight
    atSlot[slot]?.places.push({ word, position, end, weight })
  })
  for (const candidate of candidates) {
    const { unit } = candidate
    const before = (table.flags[unit]! & FOLLOWS) === 0 ? undefined : slotOf.get(unit - 1)
    const after = ((table.flags[unit + 1] ?? 0) & FOLLOWS) === 0 ? undefined : slotOf.get(unit + 1)
    const slot = slotOf.get(unit)!
    const average = sought.averageLengths[table.kinds[unit]!]!
    const length = mergedLength(unit, before !== undefined, after !== undefined, table) / Math.max(1, average)
    let score = 0
    for (const word of words) {
      const frequency =
        frequencies[slot * width + word]! +
        (before === undefined ? 0 : BEFORE * frequencies[before * width + word]!) +
        (after === undefined ? 0 : AFTER * frequencies[after * width + word]!)
      if (frequency === 0) continue
      score += idf[word]! * (((K + 1) * frequency) / (frequency + K * (1 - B + B * length)) + DELTA)
    }
    candidate.places.sort((a, b) => a.position - b.position)
    candidate.begin = bestStretch(
      candidate.places.flatMap((place) =>
        sought.words[place.word]!.minor ? [] : [{ ...place, item: place.word, start: place.position }],
      ),
      idf,
    ).start
    candidate.score = score + pairs(candidate.places, sought, idf) + allNear(candidate.places, sought, idf)
  }
}

/** The candidates' units and those before and after them in their transcripts, in order. */
function withNeighbours(candidates: readonly Candidate[], { flags, units }: PassageTable): Uint32Array {
  const wanted: number[] = []
  const add = (unit: number): void => {
    if ((wanted.at(-1) ?? -1) < unit) wanted.push(unit)
  }
  for (const { unit } of candidates) {
    if ((flags[unit]! & FOLLOWS) !== 0) add(unit - 1)
    add(unit)
    if (unit + 1 < units && (flags[unit + 1]! & FOLLOWS) !== 0) add(unit + 1)
  }
  return Uint32Array.from(wanted)
}

function mergedLength(unit: number, before: boolean, after: boolean, { lengths }: PassageTable): number {
  let length = lengths[unit]!
  let weight = 1
  if (before) {
    length += BEFORE * lengths[unit - 1]!
    weight += BEFORE
  }
  if (after) {
    length += AFTER * lengths[unit + 1]!
    weight += AFTER
  }
  return length / weight
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
function spread(candidates: readonly Candidate[], table: PassageTable): void {
  const byUnit = new Map(candidates.map((candidate) => [candidate.unit, candidate]))
  const taken = new Set<Candidate>()
  const lower = (better: Candidate, beside: Candidate | undefined): void => {
    if (!beside || taken.has(beside)) return
    const [earlier, later] = beside.unit < better.unit ? [beside, better] : [better, beside]
    const follows = (table.flags[later.unit]! & FOLLOWS) !== 0
    if (follows && distance(earlier, later, table) < SAME_PLACE) beside.score *= SAME_PLACE_WEIGHT
  }
  for (const candidate of [...candidates].sort((a, b) => b.score - a.score)) {
    taken.add(candidate)
    lower(candidate, byUnit.get(candidate.unit - 1))
    lower(candidate, byUnit.get(candidate.unit + 1))
  }
}

/** Words from where one moment begins to where the next one does, near enough: a unit's length is its different words. */
function distance(earlier: Candidate, later: Candidate, { lengths }: PassageTable): number {
  return lengths[earlier.unit]! - earlier.begin + later.begin
}

/** The places of the largest numbers, at most so many, in no order. */
export function largest(numbers: Float32Array, most: number): number[] {
  if (numbers.length <= most) return Array.from(numbers, (_, index) => index)
  // The least of the best so far is at the top of a heap.
  const heap: number[] = []
  const valueAt = (slot: number): number => numbers[heap[slot]!]!
  const sink = (start: number): void => {
    let slot = start
    for (;;) {
      let least = slot
      for (let child = 2 * slot + 1; child <= 2 * slot + 2; child += 1)
        if (child < heap.length && valueAt(child) < valueAt(least)) least = child
      if (least === slot) return
      const moved = heap[slot]!
      heap[slot] = heap[least]!
      heap[least] = moved
      slot = least
    }
  }
  for (let index = 0; index < numbers.length; index += 1) {
    if (heap.length < most) {
      heap.push(index)
      if (heap.length === most) for (let slot = most >> 1; slot >= 0; slot -= 1) sink(slot)
    } else if (numbers[index]! > valueAt(0)) {
      heap[0] = index
      sink(0)
    }
  }
  return heap
}
