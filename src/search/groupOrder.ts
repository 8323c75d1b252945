import type { GroupOrder, PassageTable } from './engine.js'

/** Groups in the order of their units. One without units comes behind the one that ends where it does. */
export function orderGroups({
  groupStarts,
  groupEnds,
}: Pick<PassageTable, 'groupStarts' | 'groupEnds'>): GroupOrder {
  const groups = Uint32Array.from(groupEnds.keys()).sort(
    (a, b) => groupEnds[a]! - groupEnds[b]! || groupStarts[a]! - groupStarts[b]!,
  )
  return { groups, ends: groups.map((group) => groupEnds[group]!) }
}

/**
 * The place of the group that a unit is in, looked for from another place on: many near ones are passed one by one, far
 * ones are reached in ever longer steps. These few numbers stay near the processor; what each unit's group is does not.
 */
export function groupFrom({ ends }: GroupOrder, place: number, unit: number): number {
  if (ends[place]! > unit) return place
  let low = place
  let step = 1
  while (ends[low + step]! <= unit) {
    low += step
    step *= 2
  }
  let high = Math.min(low + step, ends.length)
  while (low + 1 < high) {
    const middle = (low + high) >> 1
    if (ends[middle]! <= unit) low = middle
    else high = middle
  }
  return high
}
