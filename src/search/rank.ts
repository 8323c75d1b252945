import { MOMENT_KINDS, type MomentKind } from '../archive/moment.js'
import { FOLLOWS, type EngineHits, type PassageTable } from './engine.js'

/** What a hit is worth by where it is: a title names what a talk is about, speech may only mention it. */
const KIND_WEIGHT: Readonly<Record<MomentKind, number>> = {
  title: 2.5,
  speaker: 2,
  event: 1.3,
  abstract: 1.2,
  faq: 1.1,
  slide: 1,
  speech: 1,
}
const KIND_WEIGHTS = Float32Array.from(MOMENT_KINDS, (kind) => KIND_WEIGHT[kind])
/** Added where all words are present, where they stand near, and where they stand as in the query. */
const ALL_WORDS = 0.3
const NEAR = 0.5
const TOGETHER = 0.5
/** What the speech right before and after adds: a subject is spoken of for longer than a passage. */
const CONTEXT = 0.4
/** How many of the best are looked at word by word. */
const LOOKED_AT = 400

/** What ranking asks of a query. */
export interface Sought {
  /** How many words and phrases it has. */
  readonly words: number
  readonly phrases: number
  /** By word, how many positions it has. */
  readonly lengths: readonly number[]
}

/**
 * The rank of every hit: the engine's score, more where more of the words matched and where they are near each other,
 * more for titles and names, and more among speech about the same.
 */
export function rankHits(hits: EngineHits, table: PassageTable, sought: Sought): Float32Array {
  const alone = new Float32Array(hits.units.length)
  const { units, scores, words } = hits
  for (let hit = 0; hit < units.length; hit += 1) {
    const count = bitCount(words[hit]!)
    const all = sought.words > 1 && count === sought.words ? 1 + ALL_WORDS : 1
    const matched = Math.max(1, count + sought.phrases)
    const kind = KIND_WEIGHTS[table.kinds[units[hit]!]!]!
    alone[hit] = scores[hit]! * Math.sqrt(matched) * all * kind
  }
  const ranks = inContext(alone, units, table)
  if (sought.words > 1) addNearness(ranks, hits, sought)
  return ranks
}

function inContext(alone: Float32Array, units: Uint32Array, { flags }: PassageTable): Float32Array {
  const ranks = Float32Array.from(alone)
  for (let hit = 1; hit < units.length; hit += 1) {
    const unit = units[hit]!
    if (units[hit - 1] !== unit - 1 || (flags[unit]! & FOLLOWS) === 0) continue
    ranks[hit] = ranks[hit]! + CONTEXT * alone[hit - 1]!
    ranks[hit - 1] = ranks[hit - 1]! + CONTEXT * alone[hit]!
  }
  return ranks
}

/** A place of a word in a unit. */
interface Place {
  readonly word: number
  readonly position: number
  readonly end: number
}

/** Raises the best hits by how near their words stand. */
function addNearness(ranks: Float32Array, hits: EngineHits, sought: Sought): void {
  const best = largest(ranks, LOOKED_AT).filter((hit) => bitCount(hits.words[hit]!) > 1)
  best.sort((a, b) => a - b)
  const places = best.map((): Place[] => [])
  hits.visitPlaces(
    Uint32Array.from(best, (hit) => hits.units[hit]!),
    (index, word, position, end) => places[index]?.push({ word, position, end }),
  )
  best.forEach((hit, index) => {
    ranks[hit] = ranks[hit]! * nearness(places[index] ?? [], hits.words[hit]!, sought)
  })
}

/** From 1, scattered, to 2, all matched words side by side in the query's order. */
function nearness(places: Place[], words: number, { lengths }: Sought): number {
  const numbers = lengths.flatMap((_, word) => ((words >>> word) & 1 ? [word] : []))
  const size = numbers.reduce((sum, word) => sum + (lengths[word] ?? 1), 0)
  const window = smallestWindow(
    places.sort((a, b) => a.position - b.position),
    numbers,
  )
  if (!window) return 1
  const near = size / Math.max(size, window.length)
  const together = window.length <= size && window.inOrder ? TOGETHER : 0
  return 1 + NEAR * near + together
}

/** The smallest stretch of positions with one place of every word. */
function smallestWindow(
  places: readonly Place[],
  words: readonly number[],
): { length: number; inOrder: boolean } | null {
  const counts = new Map(words.map((word) => [word, 0]))
  let missing = words.length
  let from = 0
  let best: { length: number; inOrder: boolean } | null = null
  places.forEach(({ word, end }, to) => {
    const count = counts.get(word)
    if (count === undefined) return
    if (count === 0) missing -= 1
    counts.set(word, count + 1)
    while (missing === 0) {
      const first = places[from]
      if (!first) break
      const length = end - first.position
      const inOrder =
        to - from + 1 === words.length && words.every((one, index) => places[from + index]?.word === one)
      if (!best || length < best.length || (length === best.length && inOrder)) best = { length, inOrder }
      const left = (counts.get(first.word) ?? 0) - 1
      counts.set(first.word, left)
      if (left === 0) missing += 1
      from += 1
    }
  })
  return best
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
      for (const child of [2 * slot + 1, 2 * slot + 2])
        if (child < heap.length && valueAt(child) < valueAt(least)) least = child
      if (least === slot) return
      ;[heap[slot], heap[least]] = [heap[least]!, heap[slot]!]
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

/** How many bits are set. */
export function bitCount(bits: number): number {
  let rest = bits
  let count = 0
  for (; rest !== 0; count += 1) rest &= rest - 1
  return count
}
