import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupFrom, orderGroups } from '../../src/search/groupOrder.js'

/** Groups one after the other on the axis of units: how many units each has, and how many of nobody come before it. */
const laidOut = fc
  .array(fc.record({ units: fc.nat(5), gap: fc.nat(2) }), { minLength: 1, maxLength: 150 })
  .chain((groups) =>
    fc.record({
      groups: fc.constant(groups),
      names: fc.shuffledSubarray([...groups.keys()], { minLength: groups.length }),
    }),
  )

describe('the group of a unit', () => {
  it('is the one whose units it is among, from whatever group before it is looked for', () => {
    fc.assert(
      fc.property(laidOut, fc.nat(30), ({ groups, names }, step) => {
        const [groupStarts, groupEnds] = [new Uint32Array(groups.length), new Uint32Array(groups.length)]
        const owners: (number | null)[] = []
        groups.forEach(({ units, gap }, place) => {
          const name = names[place] ?? 0
          for (let some = 0; some < gap; some += 1) owners.push(null)
          groupStarts[name] = owners.length
          for (let some = 0; some < units; some += 1) owners.push(name)
          groupEnds[name] = owners.length
        })
        const order = orderGroups({ groupStarts, groupEnds })
        let place = 0
        for (let unit = 0; unit < owners.length; unit += 1 + (unit % (step + 1))) {
          const owner = owners[unit]
          if (owner === null || owner === undefined) continue
          place = groupFrom(order, place, unit)
          expect(order.groups[place]).toBe(owner)
        }
      }),
    )
  })
})
