import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { compare, measure, rankOf } from '../../scripts/bench/retrievalMeasures.js'

const sought = { lecture: 'one', intervals: [[100, 120] as const, [300, 310] as const] }
const span = (
  start: number,
  end: number,
  lecture = 'one',
): { start: number; end: number; lecture: string } => ({
  start,
  end,
  lecture,
})

describe('the rank of the first right moment', () => {
  it.each([
    ['starts inside', span(110, 140), 1, 1],
    ['starts at most five seconds before', span(95, 99), 1, 0],
    ['starts earlier and reaches into it', span(80, 101), 0, 1],
    ['starts inside a later interval', span(305, 330), 1, 1],
    ['lies before', span(60, 90), 0, 0],
    ['lies in the gap', span(130, 294), 0, 0],
    ['is of another lecture', span(110, 140, 'two'), 0, 0],
  ])('%s', (_name, moment, start, overlap) => {
    expect(rankOf('start', [moment], sought)).toBe(start)
    expect(rankOf('overlap', [moment], sought)).toBe(overlap)
  })

  it('counts from one and stops at ten', () => {
    const wrong = Array.from({ length: 9 }, () => span(0, 1))
    expect(rankOf('start', [...wrong, span(100, 110)], sought)).toBe(10)
    expect(rankOf('start', [...wrong, span(0, 1), span(100, 110)], sought)).toBe(0)
  })
})

describe('measures', () => {
  it('counts first ranks, ranks to five, and reciprocal ranks to ten', () => {
    expect(measure([1, 2, 5, 10, 0])).toEqual({
      s1: 1 / 5,
      s5: 3 / 5,
      mrr10: (1 + 1 / 2 + 1 / 5 + 1 / 10) / 5,
    })
  })
})

describe('the paired bootstrap', () => {
  const ranks = fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1, maxLength: 60 })

  it('finds no difference between a system and itself', () => {
    fc.assert(
      fc.property(ranks, (same) => {
        expect(compare(same, same, { resamples: 50 })).toEqual({ mean: 0, low: 0, high: 0, p: 1 })
      }),
      { numRuns: 20 },
    )
  })

  it('is sure of a difference on every query, and says which way', () => {
    const better = Array.from({ length: 40 }, () => 1)
    const worse = Array.from({ length: 40 }, () => 2)
    const { p, ...difference } = compare(better, worse, { resamples: 200 })
    expect(difference).toEqual({ mean: 0.5, low: 0.5, high: 0.5 })
    expect(p).toBeLessThan(0.02)
    expect(compare(worse, better, { resamples: 200 }).high).toBeLessThan(0)
  })

  it('is not sure where queries disagree', () => {
    const ours = Array.from({ length: 40 }, (_, query) => (query % 2 ? 1 : 2))
    const theirs = Array.from({ length: 40 }, (_, query) => (query % 2 ? 2 : 1))
    const { low, high, p } = compare(ours, theirs, { resamples: 500 })
    expect(low).toBeLessThan(0)
    expect(high).toBeGreaterThan(0)
    expect(p).toBeGreaterThan(0.05)
  })

  it('gives the same figures in every run', () => {
    const ours = [1, 0, 3, 2, 1, 1, 0, 4]
    const theirs = [2, 1, 3, 0, 1, 5, 0, 2]
    expect(compare(ours, theirs, { resamples: 300 })).toEqual(compare(ours, theirs, { resamples: 300 }))
  })
})
