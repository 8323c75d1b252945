import { describe, expect, it } from 'vitest'

import { WordLog } from '../../src/search/lectern/wordLog.js'

interface Word {
  readonly term: number
  readonly position: number
  readonly span: number
}

/** A whole beside its two parts now and then; one term comes everywhere, the others each for the first time or twice. */
function wordsOf(unit: number, positions: number): Word[] {
  return Array.from({ length: positions }, (_, position): Word[] => {
    const own = { term: 1 + unit * 40_000 + (position >> 1), position, span: 1 }
    if (position % 7 === 3) return [{ term: 0, position, span: 2 }, own, { ...own, term: 0 }]
    return [position % 5 === 0 ? { term: 0, position, span: 1 } : own]
  }).flat()
}

describe('the log of words', () => {
  it('gives every occurrence of a term back in order, however many terms and positions there are', () => {
    const log = new WordLog()
    const known = new Map<number, string[]>()
    const units = [wordsOf(0, 10), [], wordsOf(1, 70_000), wordsOf(2, 5000), wordsOf(3, 1)]
    units.forEach((words, unit) => {
      const before = new Set<number>()
      for (const { term, position, span } of words) {
        const isAlone = position % 7 !== 3
        const isFirst = isAlone ? log.addPlain(term, position) : log.add(term, position, span)
        if (isFirst === before.has(term)) throw new Error(`${term} at ${position} of ${unit}`)
        before.add(term)
        const own = known.get(term) ?? []
        known.set(term, own)
        own.push(`${unit} ${position} ${span}`)
      }
      log.endUnit(1 + (words.at(-1)?.position ?? 2))
    })
    const order = Array.from({ length: 1 + 4 * 40_000 }, (_, term) => term).reverse()
    const sorted = log.sort(order)
    const { packed, ends, odd, spanned } = sorted
    expect(log.words).toBe(packed.length - 1)
    expect([...spanned]).toEqual([0])
    const found = new Map<number, string[]>()
    const oddTerms = new Set<number>()
    for (const term of known.keys()) {
      const own = packed.subarray((ends[term] ?? 0) - sorted.count(term), ends[term])
      found.set(
        term,
        Array.from(own, (one) => Object.values(sorted.occurrence(one)).join(' ')),
      )
      if (own.some((one) => one < 0)) oddTerms.add(term)
    }
    expect(found).toEqual(known)
    expect(odd).toEqual(oddTerms)
  })
})
