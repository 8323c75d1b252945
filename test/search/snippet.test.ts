import fc from 'fast-check'
import { expect, it } from 'vitest'
import { snippet, snippetWindow } from '../../src/search/snippet.js'

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 900 }),
  fc
    .array(fc.constantFrom('word', 'latency', 'é', '漢字', '\n', '🙂'), { maxLength: 200 })
    .map((parts) => parts.join(' ')),
)

it('is a stretch of the text of bounded length, with the hits where they were', () => {
  fc.assert(
    fc.property(
      text,
      fc.nat(),
      fc.nat(30),
      fc.array(fc.tuple(fc.nat(900), fc.nat(12)), { maxLength: 6 }),
      (of, at, long, hits) => {
        const start = of.length === 0 ? 0 : at % of.length
        const around = { start, end: Math.min(of.length, start + long) }
        const window = snippetWindow(of, around)
        const ranges = hits.map(([from, length]) => ({ start: from, end: from + length }))
        const runs = snippet(of, window, ranges)
        const joined = runs
          .filter(({ text: run, hit }) => hit || (run !== '… ' && run !== ' …'))
          .map((run) => run.text)
          .join('')
        expect(of.slice(window.start, window.end)).toContain(joined)
        expect(window.end - window.start).toBeLessThanOrEqual(260)
        for (const run of runs) expect(run.text).not.toBe('')
      },
    ),
    { numRuns: 1000 },
  )
})

it('is cut between words, around what was found, and says where the text goes on', () => {
  const words = Array.from({ length: 200 }, (_, index) => `word${index}`).join(' ')
  const start = words.indexOf('word100')
  const window = snippetWindow(words, { start, end: start + 7 })
  const runs = snippet(words, window, [{ start, end: start + 7 }])
  const whole = runs.map((run) => run.text).join('')
  expect(runs.filter((run) => run.hit)).toEqual([{ text: 'word100', hit: true }])
  expect(whole).toMatch(/^… word\d+ .* word\d+ …$/)
  expect(whole.length).toBeGreaterThan(150)
  expect(whole.length).toBeLessThan(240)
})

it('shows a short text whole', () => {
  expect(
    snippet(' One line. ', snippetWindow(' One line. ', { start: 1, end: 4 }), [{ start: 1, end: 4 }]),
  ).toEqual([
    { text: 'One', hit: true },
    { text: ' line.', hit: false },
  ])
})
