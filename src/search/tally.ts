import { MOMENT_KINDS } from '../archive/moment.js'
import type { EngineHits, PassageTable } from './engine.js'
import { OPEN } from './filters.js'
import { groupFrom } from './groupOrder.js'
import type { Repeats } from './open.js'
import { KIND_BITS, LANGUAGE_SHIFT, REPEATS } from './traits.js'

/** Hits with what the selection does to each. */
export interface Sifted {
  readonly hits: EngineHits
  /** By hit; see `traits.ts`. */
  readonly traits: Uint16Array
  readonly codes: Uint8Array
  readonly repeats: Repeats
}

/** Groups among the answers, those with moments, in the order of their units: parallel columns. */
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
  { hits: { units }, traits, codes, repeats }: Sifted,
  { groupOrder }: PassageTable,
  languages: readonly string[],
  refusal = OPEN,
): Tally {
  const most = Math.min(units.length, groupOrder.ends.length)
  const numbers = new Uint32Array(most)
  const bests = new Float64Array(most)
  const moments = new Uint32Array(most)
  const ofTraits = new Uint32Array(languages.length << LANGUAGE_SHIFT)
  const inLanguageOnly = new Uint32Array(languages.length)
  const nameOf = (hit: number): string | undefined => languages[traits[hit]! >> LANGUAGE_SHIFT]
  /** Whether a hit that may be a repeat counts; if only in its language, it is counted there. */
  const isNews = (hit: number): boolean => {
    if (repeats.isRepeat(hit, refusal, (earlier) => nameOf(earlier) === nameOf(hit))) return false
    if (!repeats.isRepeat(hit, refusal)) return true
    inLanguageOnly[traits[hit]! >> LANGUAGE_SHIFT]! += 1
    return false
  }
  let last = -1
  let place = 0
  /** Where the group's units end. */
  let end = 0
  for (let hit = 0; hit < units.length; hit += 1) {
    const code = codes[hit]!
    if (code !== OPEN && code !== refusal) continue
    const its = traits[hit]!
    if ((its & REPEATS) !== 0 && !isNews(hit)) continue
    ofTraits[its]! += 1
    const unit = units[hit]!
    if (unit >= end) {
      place = groupFrom(groupOrder, place, unit)
      end = groupOrder.ends[place]!
      last += 1
      numbers[last] = groupOrder.groups[place]!
    }
    moments[last]! += 1
    if (ranks[hit]! > bests[last]!) bests[last] = ranks[hit]!
  }
  const groups = {
    numbers: numbers.subarray(0, last + 1),
    bests: bests.subarray(0, last + 1),
    moments: moments.subarray(0, last + 1),
  }
  return { groups, ...countsBy(ofTraits, inLanguageOnly) }
}

/** Counts by traits as counts by kind and by language, and all together. */
function countsBy(
  ofTraits: Uint32Array,
  inLanguageOnly: Uint32Array,
): Pick<Tally, 'moments' | 'kinds' | 'languages'> {
  const kinds = new Uint32Array(MOMENT_KINDS.length)
  const languages = inLanguageOnly.slice()
  let moments = 0
  ofTraits.forEach((count, its) => {
    if (count === 0) return
    kinds[its & KIND_BITS]! += count
    languages[its >> LANGUAGE_SHIFT]! += count
    moments += count
  })
  return { moments, kinds, languages }
}
