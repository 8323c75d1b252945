import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { Cue, Word } from '../../../src/archive/transcript.js'
import { toWebVtt } from '../../../src/archive/webvtt.js'
import { plainWords as plain } from '../../../src/readers/plainWords.js'
import { transcriptIn, valueOf } from '../reading.js'

const HOSTILE = [
  '-->',
  '<b>',
  '</v>',
  '<v Bo>',
  '&amp;',
  '&',
  '{\\an8}',
  'NOTE',
  'WEBVTT',
  '<00:00:01.000>',
  '42',
  'a<b',
  '>',
  '\\',
  '00:01.000 --> 00:02.000',
  '漢字',
  'سلام',
  '🙂',
]
const token = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
)
const text = fc
  .array(token, { minLength: 1, maxLength: 6 })
  .map((parts) => plain(parts.join(' ')))
  .filter((joined) => joined !== '')
const speaker = fc.option(
  text.filter((name) => /[\p{L}\p{N}]/u.test(name)),
  { nil: undefined },
)

/** Cues in order, to the millisecond, some with timed words. */
const cues = fc
  .array(
    fc.record({
      text,
      speaker,
      gap: fc.nat(2000),
      length: fc.integer({ min: 1, max: 9000 }),
      timed: fc.boolean(),
      cuts: fc.array(fc.nat(1000), { minLength: 24, maxLength: 24 }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((list) => {
    let clock = 0
    return list.map((item): Cue => {
      const start = clock + item.gap
      clock = start + item.length
      const end = clock
      const words = item.timed ? timedWords(item.text, start, end, item.cuts) : null
      return {
        text: item.text,
        start: start / 1000,
        end: end / 1000,
        ...(item.speaker !== undefined && { speaker: item.speaker }),
        ...(words && { words }),
      }
    })
  })

function timedWords(
  sentence: string,
  start: number,
  end: number,
  cuts: readonly number[],
): readonly Word[] | null {
  const parts = sentence.split(' ')
  if (parts.length * 2 > cuts.length) return null
  const times = cuts
    .slice(0, parts.length * 2)
    .map((cut) => start + Math.round(((end - start) * cut) / 1000))
    .sort((a, b) => a - b)
  return parts.map((word, i) => ({
    text: word,
    start: (times[2 * i] ?? 0) / 1000,
    end: (times[2 * i + 1] ?? 0) / 1000,
  }))
}

describe('cues written as WebVTT', () => {
  it('are the same cues when they are read again', () => {
    fc.assert(
      fc.property(cues, (list) => {
        const reading = transcriptIn('round.vtt', toWebVtt(list))
        expect(valueOf(reading).cues).toEqual(list)
        expect(reading.problems.filter((problem) => problem.code !== 'cues-overlap')).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('hold no markup', () => {
    expect(toWebVtt([{ text: '<i>&"{\\an8}', start: 0, end: 1, speaker: 'A>B' }])).toBe(
      'WEBVTT\n\n00:00:00.000 --> 00:00:01.000\n<v A&gt;B>&lt;i&gt;&amp;"&#123;\\an8}\n',
    )
  })

  it('leave out what has no time', () => {
    expect(toWebVtt([{ text: 'when?' }])).toBe('WEBVTT\n')
  })
})

describe('every reader of transcripts', () => {
  it.each(['x.vtt', 'x.srt', 'x.json', 'x.txt'])(
    '%s gives settled cues or a problem, whatever the text',
    (name) => {
      const line = fc.oneof(
        token,
        fc.constantFrom(
          '',
          '1',
          '00:00:01,000 --> 00:00:02,000',
          '00:05.000 --> 00:01.000',
          '{"segments": [',
          '"text": "a", "start": 1',
          ']}',
        ),
      )
      fc.assert(
        fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
          const reading = transcriptIn(name, lines.join('\n'))
          expect(reading.value ?? reading.problems[0]).toBeTruthy()
          const settled = reading.value?.cues ?? []
          expect(settled.every((cue) => cue.text === plain(cue.text) && cue.text !== '')).toBe(true)
          expect(settled.every((cue) => cue.start === undefined || cue.start < (cue.end ?? 0))).toBe(true)
          expect(settled.every((cue, i) => (cue.start ?? 0) >= (settled[i - 1]?.start ?? 0))).toBe(true)
          expect(
            settled.every((cue) => !cue.words || cue.words.map((word) => word.text).join(' ') === cue.text),
          ).toBe(true)
        }),
        { numRuns: 300 },
      )
    },
  )
})
