import { REPEATS, type PassageTable } from './engine.js'
import { OPEN } from './filters.js'
import type { Sifted } from './facets.js'

/** Each further moment of a talk counts this much of the one before. */
const FURTHER_MOMENT = 0.35
/** How many of a talk's moments count. */
const COUNTED = 8

/** A talk, or what belongs to an event alone, among the answers. */
export interface Group {
  /** Its number in the table. */
  readonly group: number
  readonly rank: number
  /** All its moments. */
  readonly moments: number
}

/**
 * The groups with open moments, in no order: a talk's best moment counts whole, the next ones less and less.
 * @param shown by hit, whether it is a moment: open, and no repeat
 */
export function groupHits(
  ranks: Float32Array,
  { hits, codes, repeats }: Sifted,
  table: PassageTable,
): Group[] {
  const { units } = hits
  const groups: Group[] = []
  const best: number[] = []
  let moments = 0
  let group = -1
  const close = (): void => {
    if (moments === 0) return
    if (best.length > 1) best.sort((a, b) => b - a)
    let rank = 0
    let weight = 1
    for (const one of best) {
      rank += weight * one
      weight *= FURTHER_MOMENT
    }
    groups.push({ group, rank, moments })
  }
  for (let hit = 0; hit < units.length; hit += 1) {
    if (codes[hit] !== OPEN) continue
    const own = table.groupOf[units[hit]!]!
    if (own !== group) {
      close()
      group = own
      moments = 0
      best.length = 0
    }
    if ((table.flags[units[hit]!]! & REPEATS) !== 0 && repeats.isRepeat(hit)) continue
    moments += 1
    insert(best, ranks[hit]!)
  }
  close()
  return groups
}

/** Keeps the largest ones of what was seen. */
function insert(best: number[], rank: number): void {
  if (best.length < COUNTED) {
    best.push(rank)
    return
  }
  let least = 0
  for (let index = 1; index < COUNTED; index += 1) if (best[index]! < best[least]!) least = index
  if (rank > best[least]!) best[least] = rank
}
