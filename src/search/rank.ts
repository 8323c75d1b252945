import type { MomentKind, Passage } from '../archive/moment.js'
import type { Findings, Found } from './find.js'
import { lengthOf, type StreamOf } from './phrases.js'
import { findPhrase } from './tokenStream.js'

/** A found passage with its place among the others. */
export interface Ranked extends Found {
  readonly rank: number
}

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
/** Added where all words are present, where they stand near, and where they stand as in the query. */
const ALL_WORDS = 0.3
const NEAR = 0.5
const TOGETHER = 0.5
/** What the speech right before and after adds: a subject is spoken of for longer than a passage. */
const CONTEXT = 0.4
/** How many of the best are looked at word by word. */
const LOOKED_AT = 400
/** Each further moment of a talk counts this much of the one before. */
const FURTHER_MOMENT = 0.35

/**
 * Ranks what was found, best first: the engine's score, more where more of the words matched and where they are near
 * each other, more for titles and names, and more among speech about the same. Equal ranks keep a fixed order.
 */
export function rankPassages(findings: Findings, streamOf: StreamOf): Ranked[] {
  const wanted = findings.words.length
  const alone = findings.found.map((found): Ranked => {
    const matched = Math.max(1, found.words.length + found.phrases.length)
    const all = wanted > 1 && found.words.length === wanted ? 1 + ALL_WORDS : 1
    return { ...found, rank: found.score * Math.sqrt(matched) * all * KIND_WEIGHT[found.passage.kind] }
  })
  const ranked = inContext(alone).sort(byRank)
  if (wanted < 2) return ranked
  return ranked
    .map((found, index) =>
      index < LOOKED_AT && found.words.length > 1
        ? { ...found, rank: found.rank * nearness(found, findings, streamOf) }
        : found,
    )
    .sort(byRank)
}

function inContext(ranked: readonly Ranked[]): Ranked[] {
  const byFirst = new Map<string, number>()
  const byLast = new Map<string, number>()
  for (const { passage, rank } of ranked) {
    if (passage.firstCue === undefined || passage.lastCue === undefined) continue
    byFirst.set(cueKey(passage, passage.firstCue), rank)
    byLast.set(cueKey(passage, passage.lastCue), rank)
  }
  return ranked.map((found) => {
    const { passage } = found
    if (passage.firstCue === undefined || passage.lastCue === undefined) return found
    const before = byLast.get(cueKey(passage, passage.firstCue - 1)) ?? 0
    const after = byFirst.get(cueKey(passage, passage.lastCue + 1)) ?? 0
    return { ...found, rank: found.rank + CONTEXT * (before + after) }
  })
}

function cueKey(passage: Passage, cue: number): string {
  return `${passage.talk ?? ''} ${passage.transcript ?? ''} ${cue}`
}

/** A talk's rank from its moments' ranks, best first: the best counts whole, the next ones less and less. */
export function rankGroup(moments: readonly Ranked[]): number {
  return moments.slice(0, 8).reduce((sum, { rank }, index) => sum + rank * FURTHER_MOMENT ** index, 0)
}

function byRank(a: Ranked, b: Ranked): number {
  return b.rank - a.rank || byPlace(a.passage, b.passage)
}

/** Order of reading, for what ranks the same. */
export function byPlace(a: Passage, b: Passage): number {
  return (
    compare(a.talk ?? a.event, b.talk ?? b.event) ||
    (a.start ?? 0) - (b.start ?? 0) ||
    (a.firstCue ?? a.page ?? 0) - (b.firstCue ?? b.page ?? 0) ||
    compare(a.id, b.id)
  )
}

/** From 1, scattered, to 2, all matched words side by side in the query's order. */
function nearness({ passage, words }: Found, { accepts }: Findings, streamOf: StreamOf): number {
  const stream = streamOf(passage)
  const places = words
    .flatMap((word, index) =>
      findPhrase(stream, word.tokens, accepts).map(({ position, endPosition }) => ({
        index,
        position,
        endPosition,
      })),
    )
    .sort((a, b) => a.position - b.position)
  const size = words.reduce((sum, word) => sum + lengthOf(word.tokens), 0)
  const window = smallestWindow(places, words.length)
  if (!window) return 1
  const near = size / Math.max(size, window.length)
  const together = window.length <= size && window.inOrder ? TOGETHER : 0
  return 1 + NEAR * near + together
}

interface Place {
  readonly index: number
  readonly position: number
  readonly endPosition: number
}

/** The smallest stretch of positions with one place of every word. */
function smallestWindow(
  places: readonly Place[],
  words: number,
): { length: number; inOrder: boolean } | null {
  const counts = new Array<number>(words).fill(0)
  let missing = words
  let from = 0
  let best: { length: number; inOrder: boolean } | null = null
  places.forEach((place, to) => {
    if ((counts[place.index] ?? 0) === 0) missing -= 1
    counts[place.index] = (counts[place.index] ?? 0) + 1
    while (missing === 0) {
      const first = places[from]
      if (!first) break
      const length = place.endPosition - first.position
      const inOrder = places.slice(from, to + 1).every((one, index) => one.index === index)
      if (!best || length < best.length || (length === best.length && inOrder)) best = { length, inOrder }
      counts[first.index] = (counts[first.index] ?? 0) - 1
      if (counts[first.index] === 0) missing += 1
      from += 1
    }
  })
  return best
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
