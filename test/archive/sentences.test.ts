import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { paragraphsOf } from '../../src/archive/paragraphs.js'
import { sentencesOf } from '../../src/archive/sentences.js'
import type { Cue } from '../../src/archive/transcript.js'

const texts = (cues: readonly Cue[], lang = 'en'): string[] =>
  sentencesOf(cues, lang).map((each) => each.text)

describe('sentences of a transcript', () => {
  it('are put together across cue borders, with the time of their own first word', () => {
    const sentences = sentencesOf(
      [
        { text: 'One thing. Another thing is', start: 0, end: 10 },
        { text: 'longer. The end.', start: 10, end: 20 },
      ],
      'en',
    )
    expect(sentences.map((each) => each.text)).toEqual(['One thing.', 'Another thing is longer.', 'The end.'])
    expect(sentences[0]).toMatchObject({ start: 0 })
    expect(sentences[1]?.start).toBeCloseTo((11 / 27) * 10, 5)
    expect(sentences[2]).toMatchObject({ end: 20 })
  })

  it('take the time of the word where words have their own', () => {
    const words = ['Yes.', 'No', 'more.'].map((text, i) => ({ text, start: i * 3, end: i * 3 + 1 }))
    const sentences = sentencesOf([{ text: 'Yes. No more.', start: 0, end: 9, words }], 'en')
    expect(sentences.map((each) => each.start)).toEqual([0, 3])
  })

  it('end where another person speaks', () => {
    const cues = [
      { text: 'So I think', start: 0, end: 2, speaker: 'Ann' },
      { text: 'do you', start: 2, end: 4, speaker: 'Bo' },
    ]
    expect(sentencesOf(cues, 'en').map(({ text, speaker }) => [speaker, text])).toEqual([
      ['Ann', 'So I think'],
      ['Bo', 'do you'],
    ])
  })

  it('do not end at a title or an initial', () => {
    const cue = { text: 'We asked Dr. Wu about Fig. 3. She knew. J. Smith did not.', start: 0, end: 9 }
    expect(texts([cue])).toEqual(['We asked Dr. Wu about Fig. 3.', 'She knew.', 'J. Smith did not.'])
  })

  it('are joined without a space in scripts that have none', () => {
    const cues = [
      { text: '今日は検索', start: 0, end: 2 },
      { text: 'についてお話しします。ありがとう。', start: 2, end: 4 },
    ]
    expect(texts(cues, 'ja')).toEqual(['今日は検索についてお話しします。', 'ありがとう。'])
  })

  it('are cut at cues where captions have no punctuation', () => {
    const cues = Array.from({ length: 40 }, (_, i) => ({
      text: 'and then we went on to the next thing in the list',
      start: i * 4,
      end: i * 4 + 4,
    }))
    const sentences = sentencesOf(cues, 'en')
    expect(sentences.length).toBeGreaterThan(10)
    expect(Math.max(...sentences.map((each) => each.text.length))).toBeLessThan(300)
  })

  it('are the same in a text of hours as in one of minutes', () => {
    const text = 'This sentence has a number, 3.5, and an end. Has that one? It has! '
    const minutes = texts([{ text: text.repeat(3).trim(), start: 0, end: 60 }])
    const hours = texts(
      Array.from({ length: 2000 }, (_, i) => ({ text: text.trim(), start: i * 5, end: i * 5 + 5 })),
    )
    expect(minutes).toHaveLength(9)
    expect(hours).toHaveLength(6000)
    expect(new Set(hours)).toEqual(new Set(minutes))
  })

  it('read an unknown language as English instead of failing', () => {
    expect(texts([{ text: 'A. Bee.' }], 'not a language')).toHaveLength(1)
  })

  it('lose no text and never go back in time', () => {
    const cue = fc.record({
      text: fc.string({
        unit: fc.constantFrom('a', 'b', ' ', '.', '?', '!', '\n', '"', 'D', 'r', '漢', '。', 'é', '<'),
        maxLength: 60,
      }),
      speaker: fc.option(fc.constantFrom('Ann', 'Bo'), { nil: undefined }),
      timed: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(cue, { maxLength: 30 }), (drafts) => {
        const cues = drafts.map(({ text, speaker, timed }, i): Cue => ({
          text,
          ...(speaker && { speaker }),
          ...(timed && { start: i * 5, end: i * 5 + 4 }),
        }))
        const sentences = sentencesOf(cues, 'en')
        const bare = (text: string): string => text.replace(/\s+/g, '')
        expect(bare(sentences.map((each) => each.text).join(''))).toBe(
          bare(cues.map((each) => each.text).join('')),
        )
        const starts = sentences.flatMap((each) => each.start ?? [])
        expect(starts).toEqual([...starts].sort((a, b) => a - b))
        for (const { start, end } of sentences)
          if (start !== undefined) expect(end).toBeGreaterThanOrEqual(start)
        expect(paragraphsOf(sentences).flatMap((each) => each.sentences)).toEqual(sentences)
      }),
    )
  })
})

describe('paragraphs of a transcript', () => {
  it('begin with a silence and with another speaker, who is named once', () => {
    const sentences = sentencesOf(
      [
        { text: 'One.', start: 0, end: 2, speaker: 'Ann' },
        { text: 'Two.', start: 2, end: 4, speaker: 'Ann' },
        { text: 'After a silence.', start: 9, end: 11, speaker: 'Ann' },
        { text: 'A question?', start: 11, end: 13, speaker: 'Bo' },
      ],
      'en',
    )
    expect(paragraphsOf(sentences).map((each) => [each.speaker, each.start, each.sentences.length])).toEqual([
      ['Ann', 0, 2],
      [undefined, 9, 1],
      ['Bo', 11, 1],
    ])
  })

  it('begin where a chapter does, at the sentence nearest to it', () => {
    const cues = ['One.', 'Two.', 'Three.', 'Four.'].map((text, i) => ({
      text,
      start: i * 4,
      end: i * 4 + 4,
    }))
    const starts = (borders: readonly number[]): unknown[] =>
      paragraphsOf(sentencesOf(cues, 'en'), borders).map((each) => each.start)
    expect(starts([])).toEqual([0])
    expect(starts([0, 7.5])).toEqual([0, 8])
    expect(starts([5, 900])).toEqual([0, 4, 12])
  })

  it('follow the blocks of a file without times', () => {
    const sentences = sentencesOf([{ text: 'First. Still first.' }, { text: 'Second.' }], 'en')
    expect(paragraphsOf(sentences).map((each) => each.sentences.length)).toEqual([2, 1])
  })

  it('do not run on for pages without a pause', () => {
    const cues = Array.from({ length: 80 }, (_, i) => ({
      text: 'This sentence is about forty letters long.',
      start: i * 3,
      end: i * 3 + 3,
    }))
    const lengths = paragraphsOf(sentencesOf(cues, 'en')).map((each) => each.sentences.length)
    expect(Math.max(...lengths)).toBeLessThan(30)
  })
})
