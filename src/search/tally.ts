import { MOMENT_KINDS } from '../archive/moment.js'
import { REPEATS, type EngineHits, type PassageTable } from './engine.js'
import { OPEN } from './filters.js'
import type { Repeats } from './open.js'

/** Hits with what the selection does to each. */
export interface Sifted {
  readonly hits: EngineHits
  readonly codes: Uint8Array
  readonly repeats: Repeats
}

/** Groups among the answers, those with moments, in the order of the table: parallel columns. */
export interface Groups {
  readonly numbers: Uint32Array
  /** The rank of each one's best moment. */
  readonly bests: Float64Array
  /** Of each, all its moments. */
  readonly moments: Uint32Array
}

/** How many moments there are. */
export interface Tally {
  readonly groups: Groups
  /** All moments. */
  readonly moments: number
  /** By kind, as `MOMENT_KINDS` has them. */
  readonly kinds: Uint32Array
  /** By the table's languages. */
  readonly languages: Uint32Array
}

/**
 * Counts what is open, or refused by one facet only. What says the same again counts once; a translation is a repeat
 * beside its original, but not among what is said in its language.
 * @param languages the base language of each of the table's
 */
export function tallyHits(
  ranks: Float32Array,
  { hits: { units }, codes, repeats }: Sifted,
  table: PassageTable,
  languages: readonly string[],
  refusal = OPEN,
): Tally {
  const { groupOf, groupEnds, kinds, flags, languageOf } = table
  const most = Math.min(units.length, table.groups.length)
  const numbers = new Uint32Array(most)
  const bests = new Float64Array(most)
  const moments = new Uint32Array(most)
  const ofKind = new Uint32Array(MOMENT_KINDS.length)
  const ofLanguage = new Uint32Array(languages.length)
  const nameOf = (hit: number): string | undefined => languages[languageOf[units[hit]!]!]
  /** Whether a hit counts in its language, and whether it counts at all. */
  const countsAs = (hit: number): { inLanguage: boolean; news: boolean } => {
    const isSame = (earlier: number): boolean => nameOf(earlier) === nameOf(hit)
    const inLanguage = !repeats.isRepeat(hit, refusal, isSame)
    return { inLanguage, news: inLanguage && !repeats.isRepeat(hit, refusal) }
  }
  let count = 0
  let total = 0
  /** Where the group's units end. */
  let end = 0
  for (let hit = 0; hit < units.length; hit += 1) {
    const code = codes[hit]!
    if (code !== OPEN && code !== refusal) continue
    const unit = units[hit]!
    if ((flags[unit]! & REPEATS) !== 0) {
      const { inLanguage, news } = countsAs(hit)
      if (inLanguage) ofLanguage[languageOf[unit]!]! += 1
      if (!news) continue
    } else ofLanguage[languageOf[unit]!]! += 1
    if (unit >= end) {
      const group = groupOf[unit]!
      end = groupEnds[group]!
      numbers[count] = group
      count += 1
    }
    ofKind[kinds[unit]!]! += 1
    moments[count - 1]! += 1
    if (ranks[hit]! > bests[count - 1]!) bests[count - 1] = ranks[hit]!
    total += 1
  }
  return {
    groups: {
      numbers: numbers.subarray(0, count),
      bests: bests.subarray(0, count),
      moments: moments.subarray(0, count),
    },
    moments: total,
    kinds: ofKind,
    languages: ofLanguage,
  }
}
