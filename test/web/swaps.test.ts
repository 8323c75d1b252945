import { expect, it } from 'vitest'
import { swapUnderLoad } from '../../scripts/torture/swapsRun.js'

/** The short form of `npm run torture:swaps`. */
it('nobody notices when one generation follows another', async () => {
  const report = await swapUnderLoad({ swaps: 3, clients: 8 })
  expect(report).toMatchObject({ failures: [], mixed: [], served: 3, complaints: '' })
  // However slow the machine: every client had its answers.
  expect(report.answers).toBeGreaterThanOrEqual(8)
  expect(report.streams).toBeGreaterThan(0)
  if (report.descriptors) expect(report.descriptors.after).toBeLessThanOrEqual(report.descriptors.before)
}, 120_000)
