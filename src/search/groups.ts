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

/** The groups with open moments, in no order: a talk's best moment counts whole, the next ones less and less. */
export function groupHits(
  ranks: Float32Array,
  { hits, codes, repeats }: Sifted,
  table: PassageTable,
): Group[] {
  const { units } = hits
  const groups: Group[] = []
  const best = new Float64Array(COUNTED)
  let moments = 0
  let group = -1
  const close = (): void => {
    if (moments === 0) return
    let rank = 0
    for (let place = Math.min(moments, COUNTED) - 1; place >= 0; place -= 1)
      rank = best[place]! + FURTHER_MOMENT * rank
    groups.push({ group, rank, moments })
  }
  for (let hit = 0; hit < units.length; hit += 1) {
    if (codes[hit] !== OPEN) continue
    const own = table.groupOf[units[hit]!]!
    if (own !== group) {
      close()
      group = own
      moments = 0
    }
    if ((table.flags[units[hit]!]! & REPEATS) !== 0 && repeats.isRepeat(hit)) continue
    insert(best, moments, ranks[hit]!)
    moments += 1
  }
  close()
  return groups
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
