import { describe, expect, it } from 'vitest'

import { codesOf, transcriptIn, valueOf } from '../reading.js'

type Row = readonly [start: number | undefined, text: string, speaker?: string]

const rowsOf = (name: string, text: string): readonly Row[] =>
  valueOf(transcriptIn(name, text)).cues.map(({ start, text: said, speaker }) =>
    speaker === undefined ? [start, said] : [start, said, speaker],
  )

const DIALOGUE: readonly Row[] = [
  [3, 'Hello there.', 'Ann Lee'],
  [8, 'Yes, hello.', 'Bo Ek'],
  [62, 'Goodbye.', 'Ann Lee'],
]

describe('transcripts for people, with times', () => {
  it.each([
    [
      'names above',
      'a.txt',
      'Ann Lee  0:03\nHello there.\n\nBo Ek  0:08\nYes, hello.\n\nAnn Lee  1:02\nGoodbye.\n',
    ],
    [
      'times, then names above',
      'a.txt',
      '00:00:03 Ann Lee\nHello there.\n00:00:08 Bo Ek\nYes, hello.\n00:01:02 Ann Lee\nGoodbye.\n',
    ],
    [
      'names in brackets',
      'a.txt',
      'Ann Lee (00:03):\nHello there.\n\nBo Ek (00:08):\nYes, hello.\n\nAnn Lee (01:02):\nGoodbye.\n',
    ],
    [
      'times in brackets',
      'a.txt',
      '[0:03] Ann Lee: Hello there.\n[0:08] Bo Ek: Yes, hello.\n[1:02] Ann Lee: Goodbye.\n[2:00] Bo Ek:',
    ],
    [
      'bold names',
      'a.md',
      '# A talk\n\n**Ann Lee** (00:00:03): Hello there.\n\n**Bo Ek** (00:00:08): Yes, hello.\n\n**Ann Lee** (00:01:02): Goodbye.\n',
    ],
    [
      'headings',
      'a.md',
      '---\ntitle: x\n---\n\n### Ann Lee [00:03]\n\nHello there.\n\n### Bo Ek [00:08]\n\n_Yes_, hello.\n\n### Ann Lee [01:02]\n\nGoodbye.\n',
    ],
    [
      'three lines a cue',
      'a.md',
      '0:0:3.0 - 0:0:8.0\nAnn Lee\nHello there.\n\n0:0:8.0 - 0:0:9.5\nBo Ek\nYes, hello.\n\n0:1:2.0 - 0:1:3.0\nAnn Lee\nGoodbye.\n',
    ],
    [
      'Otter, with its credit and lists',
      'a.txt',
      'SUMMARY KEYWORDS\ntea, cups\n\nSPEAKERS\nAnn Lee, Bo Ek\n\nAnn Lee  00:03\nHello there.\n\nBo Ek  00:08\nYes, hello.\n\nAnn Lee  01:02\nGoodbye.\n\nTranscribed by https://otter.ai\n',
    ],
    [
      'Teams, with its title and who pressed the button',
      'a.txt',
      'Weekly-20240506_093000-Meeting Recording\nMay 6, 2024, 9:30AM\n1m 5s\n\nAnn Lee started transcription\n\nAnn Lee   0:03\nHello there.\n\nBo Ek   0:08\nYes, hello.\n\nAnn Lee   1:02\nGoodbye.\n\nAnn Lee stopped transcription',
    ],
  ])('%s', (_, name, text) => {
    expect(rowsOf(name, text)).toEqual(DIALOGUE)
    expect(codesOf(transcriptIn(name, text))).toEqual([])
  })

  it.each(['Transcribed by https://otter.ai', 'Transcript by TurboScribe.ai. Go on to upgrade.'])(
    'reads two paragraphs with a time each as if there were no credit below: %s',
    (credit) => {
      const text = 'Ann Lee  0:03\nHello there.\nAnd welcome.\n\nBo Ek  0:08\nYes, hello.\nYes.\n'
      const rows = [
        [3, 'Hello there. And welcome.', 'Ann Lee'],
        [8, 'Yes, hello. Yes.', 'Bo Ek'],
      ]
      expect(rowsOf('a.txt', text)).toEqual(rows)
      expect(rowsOf('a.txt', `${text}\n${credit}\n`)).toEqual(rows)
      expect(codesOf(transcriptIn('a.txt', `${text}\n\n\n${credit}`))).toEqual([])
    },
  )

  it('takes what Teams writes behind a name for a part of it', () => {
    const text = 'Lee, Ann   0:03\nHello there.\nAnd welcome.\n\nEk, Bo (Guest)   0:08\nYes, hello.\nYes.\n'
    expect(rowsOf('a.txt', text)).toEqual([
      [3, 'Hello there. And welcome.', 'Lee, Ann'],
      [8, 'Yes, hello. Yes.', 'Ek, Bo (Guest)'],
    ])
  })

  it.each([
    ['', '[Ann Lee] 10:02:03\nWe begin.\n\n[Bo Ek] 10:02:09\nYes.\n\n[Ann Lee] 11:02:03\nBye.\n'],
    ['past noon', '[Ann Lee] 11:58:00 AM\nWe begin.\n[Bo Ek] 11:58:06 AM\nYes.\n[Ann Lee] 12:58:00 PM\nBye.'],
    ['past midnight', '[Ann Lee] 23:58:00\nWe begin.\n[Bo Ek] 23:58:06\nYes.\n[Ann Lee] 00:58:00\nBye.'],
  ])("counts Zoom's times of day from the first, and says so %s", (_, text) => {
    expect(rowsOf('a.txt', text)).toEqual([
      [0, 'We begin.', 'Ann Lee'],
      [6, 'Yes.', 'Bo Ek'],
      [3600, 'Bye.', 'Ann Lee'],
    ])
    expect(transcriptIn('a.txt', text).problems).toMatchObject([{ code: 'text-clock-times', line: 1 }])
  })

  it('without names, each line until the next', () => {
    const { cues } = valueOf(transcriptIn('a.txt', '0:00\nwelcome\n0:05\nto this\n(0:09 - 0:10) talk'))
    expect(cues).toEqual([
      { text: 'welcome', start: 0, end: 5 },
      { text: 'to this', start: 5, end: 9 },
      { text: 'talk', start: 9, end: 10 },
    ])
  })

  it('inside the text: what stands between is placed by its length, and said to be', () => {
    const text =
      'Ann: [00:10] aaaa\n\nBo: bbbb\n\nAnn: cc [00:30] dd\n\nBo: ee [00:40] ff\n\n**Break:** \\[00:50\\]\n\nBo: gg'
    const reading = transcriptIn('a.md', text)
    const { cues } = valueOf(reading)
    expect(
      cues.filter(({ text: said }) => ['aaaa', 'dd', 'ff', 'gg'].includes(said)).map(({ start }) => start),
    ).toEqual([10, 30, 40, 50])
    expect(cues.find(({ text: said }) => said === 'bbbb')).toMatchObject({ speaker: 'Bo', start: 17.143 })
    expect(reading.problems).toMatchObject([{ severity: 'info', code: 'text-times-between' }])
  })

  it('that go back and forth are words', () => {
    const text = 'Ann: At [10:30] we met.\n\nBo: At [09:00] I slept, till [08:00].\n\nAnn: Then [07:15].'
    expect(valueOf(transcriptIn('a.txt', text)).timing).toBe('none')
    expect(rowsOf('a.txt', text)[0]).toEqual([undefined, 'At [10:30] we met.', 'Ann'])
  })
})

describe('Markdown', () => {
  it.each([
    [
      'round',
      '## Intro (0:00)\n\nHello there.\n\n## The model (1:00)\n\nIt works.\n\n## What is left? (2:00)\n\nBye.',
    ],
    [
      'square',
      '### Intro [0:00]\nHello there.\n\n### The model [1:00]\nIt works.\n\n### What is left? [2:00]\nBye.',
    ],
  ])(
    'takes a heading with a time in %s brackets for no speaker, and its time for what follows',
    (_, text) => {
      const { cues, timing } = valueOf(transcriptIn('a.md', text))
      expect(timing).toBe('cue')
      expect(cues.some((cue) => cue.speaker !== undefined)).toBe(false)
      const placeOf = (words: string): number | undefined =>
        cues.find((cue) => cue.text.endsWith(words))?.start
      expect(cues.map((cue) => cue.text).join(' ')).toBe(
        'Intro Hello there. The model It works. What is left? Bye.',
      )
      expect(placeOf('Hello there.')).toBeLessThan(60)
      expect(placeOf('It works.')).toBeGreaterThanOrEqual(60)
      expect(placeOf('It works.')).toBeLessThan(120)
      expect(placeOf('Bye.')).toBeGreaterThanOrEqual(120)
    },
  )

  it('takes titles in lower case with their times too', () => {
    expect(rowsOf('a.md', '## how it began (0:00)\nHello.\n\n## how it ends (1:00)\nBye.')).toEqual([
      [0, 'how it began Hello.'],
      [60, 'how it ends Bye.'],
    ])
  })

  it('tells headings above speech from titles: names come again', () => {
    const text =
      '## Intro (0:00)\n\n### Ann Lee [0:03]\n\nHello.\n\n### Bo Ek [0:08]\n\nYes.\n\n### Ann Lee [1:02]\n\nBye.\n\n### Bo Ek [1:10]\n\nBye.'
    expect(rowsOf('a.md', text)).toEqual([
      [0, 'Intro'],
      [3, 'Hello.', 'Ann Lee'],
      [8, 'Yes.', 'Bo Ek'],
      [62, 'Bye.', 'Ann Lee'],
      [70, 'Bye.', 'Bo Ek'],
    ])
  })

  it.each([
    [
      'emphasis',
      '**Bold** and *slanted*, __this__ and _that_, `code`',
      'Bold and slanted, this and that, code',
    ],
    [
      'no emphasis',
      '2 * 3 * 4 and snake_case_name and \\*stars\\*',
      '2 * 3 * 4 and snake_case_name and *stars*',
    ],
    [
      'links and pictures',
      'See [the docs](https://x.example/a_b "t") ![logo](a.png) here',
      'See the docs here',
    ],
    ['escapes and references', '\\[laughter\\] R&amp;D &copy;', '[laughter] R&D ©'],
    ['quotes', '> so he said', 'so he said'],
    ['tags', 'one<br>two <span class="x">three</span>', 'one two three'],
  ])('loses its marks: %s', (_, markdown, text) => {
    expect(rowsOf('a.md', markdown)).toEqual([[undefined, text]])
  })

  it('leaves out what nobody says', () => {
    const text = '---\ntitle: T\n---\n# Title\n\nOne.\n\n---\n\n<!-- a\ncomment -->\n\nTwo.\n\n```\n'
    expect(rowsOf('a.md', text)).toEqual([
      [undefined, 'One.'],
      [undefined, 'Two.'],
    ])
  })

  it.each(['## Transcript', '# Transcript', '## A talk of cups', '**Full transcript:**'])(
    'takes a lone heading for no speech: %s',
    (heading) => {
      expect(rowsOf('a.md', `${heading}\n\nOne.\n\nTwo.\n`)).toEqual([
        [undefined, 'One.'],
        [undefined, 'Two.'],
      ])
    },
  )

  it('gives whoever spoke last what follows without a name', () => {
    expect(rowsOf('a.md', '**Ann:** One.\n\nTwo.\n\n**Bo:** Three.\n\n**Ann:** Four.')).toEqual([
      [undefined, 'One.', 'Ann'],
      [undefined, 'Two.', 'Ann'],
      [undefined, 'Three.', 'Bo'],
      [undefined, 'Four.', 'Ann'],
    ])
  })
})
