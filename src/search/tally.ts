import { MOMENT_KINDS } from '../archive/moment.js'
import { REPEATS, type EngineHits, type PassageTable } from './engine.js'
import { OPEN } from './filters.js'
import type { Repeats } from './open.js'

/** Each further moment of a talk counts this much of the one before. */
const FURTHER_MOMENT = 0.35
/** How many of a talk's moments count. */
const COUNTED = 8

/** Hits with what the selection does to each. */
export interface Sifted {
  readonly hits: EngineHits
  readonly codes: Uint8Array
  readonly repeats: Repeats
}

/** A talk, or what belongs to an event alone, among the answers. */
export interface Group {
  /** Its number in the table. */
  readonly group: number
  readonly rank: number
  /** All its moments. */
  readonly moments: number
}

/** Groups among the answers, those with moments, in the order of the table: parallel columns. */
export interface Groups {
  readonly numbers: Uint32Array
  readonly ranks: Float64Array
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
 * Counts what is open, or refused by one facet only, and ranks the groups: a talk's best moment counts whole, the next
 * ones less and less. What says the same again counts once; a translation is a repeat beside its original, but not among
 * what is said in its language.
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
  const groups = {
    numbers: new Uint32Array(most),
    ranks: new Float64Array(most),
    moments: new Uint32Array(most),
  }
  const ofKind = new Uint32Array(MOMENT_KINDS.length)
  const ofLanguage = new Uint32Array(languages.length)
  const nameOf = (hit: number): string | undefined => languages[languageOf[units[hit]!]!]
  const best = new Float64Array(COUNTED)
  let count = 0
  let total = 0
  let moments = 0
  let group = -1
  /** Where the group's units end. */
  let end = 0
  const close = (): void => {
    if (moments === 0) return
    groups.numbers[count] = group
    groups.ranks[count] = rankOf(best, moments)
    groups.moments[count] = moments
    count += 1
    total += moments
  }
  for (let hit = 0; hit < units.length; hit += 1) {
    const code = codes[hit]!
    if (code !== OPEN && code !== refusal) continue
    const unit = units[hit]!
    if (unit >= end) {
      close()
      group = groupOf[unit]!
      end = groupEnds[group]!
      moments = 0
    }
    const language = languageOf[unit]!
    if ((flags[unit]! & REPEATS) !== 0) {
      const isSame = (earlier: number): boolean => nameOf(earlier) === nameOf(hit)
      if (repeats.isRepeat(hit, refusal, isSame)) continue
      ofLanguage[language]! += 1
      if (repeats.isRepeat(hit, refusal)) continue
    } else ofLanguage[language]! += 1
    ofKind[kinds[unit]!]! += 1
    insert(best, moments, ranks[hit]!)
    moments += 1
  }
  close()
  return {
    groups: {
      numbers: groups.numbers.subarray(0, count),
      ranks: groups.ranks.subarray(0, count),
      moments: groups.moments.subarray(0, count),
    },
    moments: total,
    kinds: ofKind,
    languages: ofLanguage,
  }
}

/** Keeps the largest ones of what was seen, the best first. */
function insert(best: Float64Array, seen: number, rank: number): void {
  let place = Math.min(seen, COUNTED)
  while (place > 0 && best[place - 1]! < rank) {
    if (place < COUNTED) best[place] = best[place - 1]!
    place -= 1
  }
  if (place < COUNTED) best[place] = rank
}

function rankOf(best: Float64Array, moments: number): number {
  let rank = 0
  for (let place = Math.min(moments, COUNTED) - 1; place >= 0; place -= 1)
    rank = best[place]! + FURTHER_MOMENT * rank
  return rank
}
