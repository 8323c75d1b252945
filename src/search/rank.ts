import { MOMENT_KINDS, type MomentKind } from '../archive/moment.js'
import type { EngineHits, PassageTable } from './engine.js'
import { rerank } from './rerank.js'
import { FOLLOWS, KIND_BITS } from './traits.js'

/** What a hit is worth by where it is: a title names what a talk is about, speech may only mention it. */
const KIND_WEIGHT: Readonly<Record<MomentKind, number>> = {
  title: 2.5,
  speaker: 2,
  event: 1.3,
  abstract: 1.2,
  faq: 1.1,
  slide: 1.2,
  speech: 1,
}
const KIND_WEIGHTS = Float32Array.from(MOMENT_KINDS, (kind) => KIND_WEIGHT[kind])
/** Added where all words are present. */
const ALL_WORDS = 0.3
/** By a set of eight, how many are in it. */
const BITS = Uint8Array.from({ length: 256 }, (_, set) => bitCount(set))
/** What the speech right before and after adds to a passage that is not looked at more closely. */
const BEFORE = 0.2
const AFTER = 0.8

/** A word of the query, as ranking needs it. */
export interface SoughtWord {
  /** Its place among all words of the query. */
  readonly place: number
  /** In how many passages it is, for stop words; the others are counted. */
  readonly passages: number
  /** A stop word: it ranks what others found. Those come last. */
  readonly minor: boolean
}

/** What ranking asks of a query and of the passages. */
export interface Sought {
  readonly words: readonly SoughtWord[]
  readonly phrases: number
  /** By kind, the different words of a passage on average. */
  readonly averageLengths: Float64Array
}

/** Ranks of all hits, and how much each word of the query tells. */
export interface Ranks {
  readonly ranks: Float32Array
  readonly idf: readonly number[]
}

/**
 * The rank of every hit: the engine's score, more where more of the words matched, more for titles and names, and more
 * among speech about the same; the best ones are looked at word by word.
 * @param traits by hit
 */
export function rankHits(hits: EngineHits, traits: Uint16Array, table: PassageTable, sought: Sought): Ranks {
  const { units, scores, words } = hits
  const { counted, counts } = countWords(words, sought.words.length)
  const alone = new Float32Array(units.length)
  const major = sought.words.filter(({ minor }) => !minor).length
  const weights = Float64Array.from({ length: 33 }, (_, count) => {
    const all = major > 1 && count === major ? 1 + ALL_WORDS : 1
    return Math.sqrt(Math.max(1, count + sought.phrases)) * all
  })
  const weightOf = (hit: number): number => KIND_WEIGHTS[traits[hit]! & KIND_BITS]!
  for (let hit = 0; hit < units.length; hit += 1)
    alone[hit] = scores[hit]! * weights[counts[hit]!]! * weightOf(hit)
  const ranks = inContext(alone, units, traits)
  const idf = sought.words.map(({ minor, passages }, word) => {
    const holders = minor ? passages : counted[word]!
    return Math.log(1 + (table.units - holders + 0.5) / (holders + 0.5))
  })
  rerank(ranks, hits, table, sought, idf, weightOf)
  return { ranks, idf }
}

/** Of the words of a query, in how many hits each is, and by hit how many of them it has. */
function countWords(
  words: Uint32Array,
  asked: number,
): { readonly counted: Uint32Array; readonly counts: Uint8Array } {
  const counts = new Uint8Array(words.length)
  /** Hits by which of eight words they have: to count those is quicker than to look at every bit of every hit. */
  const bySet = Array.from({ length: Math.ceil(asked / 8) }, () => new Uint32Array(256))
  bySet.forEach((hits, octet) => {
    const shift = 8 * octet
    for (let hit = 0; hit < words.length; hit += 1) {
      const set = (words[hit]! >>> shift) & 255
      hits[set]! += 1
      counts[hit]! += BITS[set]!
    }
  })
  const counted = Uint32Array.from({ length: asked }, (_, word) => {
    const hits = bySet[word >> 3]!
    return hits.reduce((sum, count, set) => sum + ((set >> (word & 7)) & 1) * count, 0)
  })
  return { counted, counts }
}

function inContext(alone: Float32Array, units: Uint32Array, traits: Uint16Array): Float32Array {
  const ranks = alone.slice()
  for (let hit = 1; hit < units.length; hit += 1) {
    if (units[hit - 1] !== units[hit]! - 1 || (traits[hit]! & FOLLOWS) === 0) continue
    ranks[hit]! += BEFORE * alone[hit - 1]!
    ranks[hit - 1]! += AFTER * alone[hit]!
  }
  return ranks
}

/** By kind, the different words of a passage on average. */
export function averageLengths({ traits, lengths, units }: PassageTable): Float64Array {
  const sums = new Float64Array(MOMENT_KINDS.length)
  const counts = new Uint32Array(MOMENT_KINDS.length)
  for (let unit = 0; unit < units; unit += 1) {
    const kind = traits[unit]! & KIND_BITS
    sums[kind]! += lengths[unit]!
    counts[kind]! += 1
  }
  return sums.map((sum, kind) => sum / Math.max(1, counts[kind]!))
}

/** How many bits are set. */
export function bitCount(bits: number): number {
  let count = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1
  return count
}
