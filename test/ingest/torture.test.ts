import { expect, it } from 'vitest'

import { tortureReaders } from '../../scripts/torture/torture.js'

/** A sample of `npm run torture:readers`: two damaged files of most formats, the same in every run. */
const SEED = 'harbour'
const COUNT = 60

it('reads or names every damaged file, loses no neighbour and reads nothing outside', async () => {
  const { rows, failures } = await tortureReaders({ seed: SEED, count: COUNT })
  expect(failures).toEqual([])
  const total = rows.reduce((sum, row) => sum + row.right + row.repaired + row.named, 0)
  expect(total).toBe(COUNT)
}, 120_000)
