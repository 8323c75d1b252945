import { describe, expect, it } from 'vitest'

import { codesOf, transcriptIn, valueOf } from '../reading.js'

const rowsIn = (name: string, text: string) =>
  valueOf(transcriptIn(name, text)).cues.map(({ start, end, text: said }) => [start, end, said])
const doubled = (text: string): string => text.replaceAll('\n', '\n\n')
const tt = (body: string): string => `<tt xmlns="http://www.w3.org/ns/ttml"><body>${body}</body></tt>`

describe('what tools and copies do to transcripts', () => {
  it.each([
    [
      'SubRip with doubled line ends',
      'a.srt',
      doubled('1\n00:00:01,000 --> 00:00:02,000\nOne\n\n2\n00:00:03,000 --> 00:00:04,000\nTwo\n'),
    ],
    [
      'WebVTT with doubled line ends',
      'a.vtt',
      doubled('WEBVTT\n\n00:01.000 --> 00:02.000\nOne\n\n00:03.000 --> 00:04.000\nTwo\n'),
    ],
    ["faster-whisper's example output", 'a.txt', '[1.00s -> 2.00s]  One\n[3.00s -> 4.00s]  Two\n'],
    [
      'whisper.cpp without offsets',
      'a.json',
      JSON.stringify({
        transcription: [
          { timestamps: { from: '00:00:01,000', to: '00:00:02,000' }, text: ' One' },
          { timestamps: { from: '00:00:03,000', to: '00:00:04,000' }, text: ' Two' },
        ],
      }),
    ],
    [
      'TTML whose divisions have the times',
      'a.ttml',
      tt('<div begin="1s" end="2s"><p>One</p></div><div begin="3s" end="4s"><p>Two</p></div>'),
    ],
  ])('is read: %s', (_, name, text) => {
    expect(rowsIn(name, text)).toEqual([
      [1, 2, 'One'],
      [3, 4, 'Two'],
    ])
    expect(codesOf(transcriptIn(name, text))).toEqual([])
  })

  it('keeps a comment of WebVTT apart from a cue without words', () => {
    const text = 'WEBVTT\n\n00:01.000 --> 00:02.000\n\nNOTE not said\n\n00:03.000 --> 00:04.000\nSaid\n'
    expect(rowsIn('a.vtt', text)).toEqual([[3, 4, 'Said']])
    expect(codesOf(transcriptIn('a.vtt', text))).toEqual(['cue-empty'])
  })

  it("takes the times of words from whisper.cpp's tokens", () => {
    const token = (text: string, from: number, to: number) => ({ text, offsets: { from, to } })
    const tokens = [
      token('[_BEG_]', 0, 0),
      token(' Sp', 0, 400),
      token('oken', 400, 900),
      token(' so', 900, 1500),
    ]
    const text = JSON.stringify({
      transcription: [{ offsets: { from: 0, to: 2000 }, text: ' Spoken so', tokens }],
    })
    expect(valueOf(transcriptIn('a.json', text)).cues[0]?.words).toEqual([
      { text: 'Spoken', start: 0, end: 0.9 },
      { text: 'so', start: 0.9, end: 1.5 },
    ])
  })

  it('does not give the words of one who speaks once to the speaker before', () => {
    const lines = ['Ann Lee: We begin.', 'Speaker 2: Why is that?', 'Ann Lee: Because.', 'Note: it is late.']
    const { cues } = valueOf(transcriptIn('a.txt', [...lines, 'Ann Lee: So.', 'Ann Lee: End.'].join('\n\n')))
    expect(cues.slice(0, 4).map(({ speaker, text }) => [speaker, text])).toEqual([
      ['Ann Lee', 'We begin.'],
      ['Speaker 2', 'Why is that?'],
      ['Ann Lee', 'Because.'],
      ['Ann Lee', 'Note: it is late.'],
    ])
  })
  it.each([
    ['a line each', '\n'],
    ['a paragraph each', '\n\n'],
  ])('takes a name of one word for a speaker where most lines begin with names, %s', (_, gap) => {
    const text = ['Ann: We begin.', 'Bob: hi', 'Ann: Because.', 'Note: it is late.'].join(gap)
    expect(
      valueOf(transcriptIn('a.txt', text)).cues.map(({ speaker, text: said }) => [speaker, said]),
    ).toEqual([
      ['Ann', 'We begin.'],
      ['Bob', 'hi'],
      ['Ann', gap === '\n' ? 'Because. Note: it is late.' : 'Because.'],
      ...(gap === '\n' ? [] : [['Ann', 'Note: it is late.']]),
    ])
    expect(codesOf(transcriptIn('a.txt', text))).toEqual([])
  })

  it('says which name it did not believe', () => {
    const text = ['Ann: So.', 'We go on.', 'And on.', 'Bob: hi', 'And so on.', 'Ann: End.'].join('\n\n')
    expect(transcriptIn('a.txt', text).problems).toMatchObject([{ code: 'text-name-once', line: 7 }])
  })
})
