import { closeness, type Place } from './closeness.js'
import type { EngineHits, PassageTable } from './engine.js'
import { bestStretch } from './hits.js'
import { largest } from './leading.js'
import { hitOf } from './open.js'
import type { Sought } from './rank.js'
import { FOLLOWS, KIND_BITS } from './traits.js'

/** How many of the best are looked at word by word, and for how many of them the stop words count. */
const LOOKED_AT = 200
const LOOKED_AT_TWICE = 100
/** BM25+ over a passage and what is said around it: a subject is spoken of for longer than a passage, and mostly after it is named. */
const K = 0.9
const B = 0.3
const DELTA = 0.5
const BEFORE = 0.2
const AFTER = 0.8
/** Added to what has all words just as they were typed, stop words too: so many times what the best has. */
const VERBATIM = 1
/** What begins within so many words of a better moment says little more. */
const SAME_PLACE = 60
const SAME_PLACE_WEIGHT = 0.7

/** A unit that is looked at. */
interface Candidate {
  readonly hit: number
  readonly unit: number
  /** What the speech right before and after counts; 0 where nothing is said there. */
  readonly before: number
  readonly after: number
  /** Of the unit and what is around it, against the average of its kind. */
  readonly length: number
  places: Place[]
  score: number
}

/** Units whose places are asked for: candidates, and what is said before and after them. */
interface Surroundings {
  readonly units: Uint32Array
  /** By slot of `units`. */
  readonly candidates: readonly (Candidate | undefined)[]
  /** By candidate, its slot; those before and after it are beside it. */
  readonly slots: Uint32Array
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
  const verbatim = verbatimHits(hits, table, ranks)
  const leading = largest(ranks, LOOKED_AT).filter((hit) => hits.words[hit]! !== 0)
  if (leading.length === 0) return
  const lowest = leading.reduce((least, hit) => Math.min(least, ranks[hit]!), Infinity)
  const looked = verbatim.size === 0 ? leading : [...new Set([...leading, ...verbatim])]
  const best = Uint32Array.from(looked).sort()
  const candidates = Array.from(best, (hit) => candidateOf(hit, hits.units[hit]!, table, sought))
  const major = sought.words.flatMap(({ minor }, word) => (minor ? [] : [word]))
  scoreAll(candidates, hits, sought, idf, major, major)
  if (major.length < sought.words.length) {
    const again = [...candidates].sort((a, b) => b.score - a.score).slice(0, LOOKED_AT_TWICE)
    again.sort((a, b) => a.unit - b.unit)
    const all = sought.words.map((_, word) => word)
    scoreAll(again, hits, sought, idf, all, major)
  }
  for (const candidate of candidates)
    candidate.score = candidate.score * weightOf(candidate.hit) + 0.001 * ranks[candidate.hit]!
  const most = candidates.reduce((highest, { score }) => Math.max(highest, score), 0)
  for (const candidate of candidates) if (verbatim.has(candidate.hit)) candidate.score += VERBATIM * most
  spread(candidates, table, sought, idf)
  const least = candidates.reduce((smallest, { score }) => Math.min(smallest, score), Infinity)
  // The others stay as they are: the last of these stands where it stood among them.
  const scale = least > 0 ? lowest / least : 1
  for (const { hit, score } of candidates) ranks[hit] = scale * score
}

/** The best hits in which the words stand as they were typed, or begin to in the speech before. */
function verbatimHits(
  { units, verbatim }: EngineHits,
  { traits }: PassageTable,
  ranks: Float32Array,
): Set<number> {
  const found = [...verbatim].flatMap((unit) => {
    const hit = hitOf(units, unit)
    if (hit >= 0) return [hit]
    const next = ((traits[unit + 1] ?? 0) & FOLLOWS) !== 0 ? hitOf(units, unit + 1) : -1
    return next >= 0 ? [next] : []
  })
  const order = Float32Array.from(found, (hit) => ranks[hit]!)
  return new Set(largest(order, LOOKED_AT).map((at) => found[at]!))
}

function candidateOf(hit: number, unit: number, table: PassageTable, sought: Sought): Candidate {
  const { traits, lengths } = table
  const before = (traits[unit]! & FOLLOWS) !== 0 ? BEFORE : 0
  const after = ((traits[unit + 1] ?? 0) & FOLLOWS) !== 0 ? AFTER : 0
  const around = (before > 0 ? before * lengths[unit - 1]! : 0) + (after > 0 ? after * lengths[unit + 1]! : 0)
  const merged = (lengths[unit]! + around) / (1 + before + after)
  const length = merged / Math.max(1, sought.averageLengths[traits[unit]! & KIND_BITS]!)
  return { hit, unit, before, after, length, places: [], score: 0 }
}

/**
 * Scores candidates, given in the order of units, by some of the words.
 * @param major those of the query that are no stop words
 */
function scoreAll(
  candidates: readonly Candidate[],
  hits: EngineHits,
  sought: Sought,
  idf: readonly number[],
  words: readonly number[],
  major: readonly number[],
): void {
  const around = withNeighbours(candidates)
  const width = sought.words.length
  const frequencies = new Float32Array(around.units.length * width)
  for (const candidate of candidates) candidate.places = []
  hits.visitPlaces(around.units, words, (slot, word, position, end, weight) => {
    frequencies[slot * width + word]! += weight
    around.candidates[slot]?.places.push({ word, position, end, weight })
  })
  for (let index = 0; index < candidates.length; index += 1) {
    const candidate = candidates[index]!
    const { before, after, length, places } = candidate
    const slot = around.slots[index]!
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
      score += closeness(places, sought, idf, major)
    }
    candidate.score = score
  }
}

/** The candidates' units and those before and after them in their transcripts, in order. */
function withNeighbours(candidates: readonly Candidate[]): Surroundings {
  const units = new Uint32Array(3 * candidates.length)
  const known: (Candidate | undefined)[] = []
  let count = 0
  const add = (unit: number, candidate?: Candidate): void => {
    if (count === 0 || units[count - 1]! < unit) {
      units[count] = unit
      known[count] = candidate
      count += 1
    } else if (candidate) known[count - 1] = candidate
  }
  const slots = Uint32Array.from(candidates, (candidate) => {
    const { unit, before, after } = candidate
    if (before > 0) add(unit - 1)
    add(unit, candidate)
    const slot = count - 1
    if (after > 0) add(unit + 1)
    return slot
  })
  return { units: units.subarray(0, count), candidates: known, slots }
}

/** From the best on, lowers what begins beside something better. Candidates are in the order of units. */
function spread(
  candidates: readonly Candidate[],
  { lengths }: PassageTable,
  sought: Sought,
  idf: readonly number[],
): void {
  /** The candidate that speech leads to from one, and the one that it comes from. */
  const next = new Map<Candidate, Candidate>()
  const previous = new Map<Candidate, Candidate>()
  for (let index = 1; index < candidates.length; index += 1) {
    const [earlier, later] = [candidates[index - 1]!, candidates[index]!]
    if (later.before === 0 || earlier.unit !== later.unit - 1) continue
    next.set(earlier, later)
    previous.set(later, earlier)
  }
  const taken = new Set<Candidate>()
  const areNear = (earlier: Candidate, later: Candidate): boolean => {
    // A unit's length is its different words: near enough.
    const untilEnd = lengths[earlier.unit]! - beginOf(earlier, sought, idf)
    return untilEnd + beginOf(later, sought, idf) < SAME_PLACE
  }
  const beside = candidates.filter((candidate) => next.has(candidate) || previous.has(candidate))
  for (const candidate of beside.sort((a, b) => b.score - a.score)) {
    taken.add(candidate)
    const before = previous.get(candidate)
    const after = next.get(candidate)
    if (before && !taken.has(before) && areNear(before, candidate)) before.score *= SAME_PLACE_WEIGHT
    if (after && !taken.has(after) && areNear(candidate, after)) after.score *= SAME_PLACE_WEIGHT
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
