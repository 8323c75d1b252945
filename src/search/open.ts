import type { EngineHits, PassageTable } from './engine.js'
import { both, OPEN, SHUT, type Refusals } from './filters.js'
import { KIND_BITS, LANGUAGE_SHIFT, REPEATS } from './traits.js'

/**
 * What a selection does to the hits, by hit: `OPEN`, the code of the only facet that refuses it, or `SHUT`.
 * @param traits by hit
 * @param refusals null where nothing is refused
 * @param only the group to which everything is confined, if any
 */
export function refusalsOf(
  { units }: EngineHits,
  traits: Uint16Array,
  { groupOf }: PassageTable,
  refusals: Refusals | null,
  only: number | undefined,
): Uint8Array {
  const codes = new Uint8Array(units.length)
  if (refusals === null && only === undefined) return codes
  for (let hit = 0; hit < units.length; hit += 1) {
    const group = groupOf[units[hit]!]!
    if (only !== undefined && group !== only) codes[hit] = SHUT
    else if (refusals !== null) {
      const kind = refusals.kinds[traits[hit]! & KIND_BITS]!
      const language = refusals.languages[traits[hit]! >> LANGUAGE_SHIFT]!
      codes[hit] = both(both(refusals.groups[group]!, kind), language)
    }
  }
  return codes
}

/** Tells repeats from news among the hits that are let through. */
export interface Repeats {
  /**
   * Whether an earlier hit of its group says the same and answers at least the same words.
   * @param refusal a code that counts as let through beside `OPEN`
   * @param counts which of the earlier hits count; all unless told otherwise
   */
  isRepeat(hit: number, refusal?: number, counts?: (earlier: number) => boolean): boolean
}

/**
 * @param traits by hit
 * @param codes by hit, what the selection does to it
 */
export function createRepeats(
  { units, words }: EngineHits,
  traits: Uint16Array,
  table: PassageTable,
  codes: Uint8Array,
): Repeats {
  return {
    isRepeat: (hit, refusal = OPEN, counts = () => true) => {
      if ((traits[hit]! & REPEATS) === 0) return false
      return table.repeats(units[hit]!).some((target) => {
        const earlier = hitOf(units, target)
        if (earlier < 0) return false
        const code = codes[earlier]!
        const own = words[hit]!
        return (code === OPEN || code === refusal) && (words[earlier]! & own) >>> 0 === own && counts(earlier)
      })
    },
  }
}

/** The place of a unit among the hits, or -1. */
export function hitOf(units: Uint32Array, unit: number): number {
  const at = lowerBound(units, unit)
  return units[at] === unit ? at : -1
}

/** The first hit that is not before a unit. */
export function lowerBound(units: Uint32Array, unit: number): number {
  let low = 0
  let high = units.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (units[middle]! < unit) low = middle + 1
    else high = middle
  }
  return low
}
