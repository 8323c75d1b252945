import { describe, expect, it } from 'vitest'

import { codesOf, transcriptIn, valueOf } from '../reading.js'

const read = (text: string) => transcriptIn('talk/transcript.srt', text)

const GOOD: readonly [name: string, file: string, cues: readonly (readonly [number, number, string])[]][] = [
  ['plain', '1\n00:00:01,000 --> 00:00:02,500\nHello\nyou\n', [[1, 2.5, 'Hello you']]],
  ['dots', '1\n00:00:01.000 --> 00:00:02.5\nHello', [[1, 2.5, 'Hello']]],
  [
    'no counters',
    '00:00:01,000 --> 00:00:02,000\nA\n\n00:00:02,000 --> 00:00:03,000\nB',
    [
      [1, 2, 'A'],
      [2, 3, 'B'],
    ],
  ],
  ['no hours', '1\n00:01,000 --> 00:02,000\nA', [[1, 2, 'A']]],
  ['one-digit hours', '1\n0:00:01,000 --> 0:00:02,000\nA', [[1, 2, 'A']]],
  ['no fraction', '1\n00:00:01 --> 00:00:10\nA', [[1, 10, 'A']]],
  [
    'no line between cues',
    '1\n00:00:01,000 --> 00:00:02,000\nA\n2\n00:00:02,000 --> 00:00:03,000\nB',
    [
      [1, 2, 'A'],
      [2, 3, 'B'],
    ],
  ],
  [
    'empty lines inside',
    '1\n00:00:01,000 --> 00:00:02,000\nA\n\nstill A\n\n2\n00:00:02,000 --> 00:00:03,000\nB',
    [
      [1, 2, 'A still A'],
      [2, 3, 'B'],
    ],
  ],
  [
    'a number as text',
    '1\n00:00:01,000 --> 00:00:02,000\n42\n\n2\n00:00:02,000 --> 00:00:03,000\nB',
    [
      [1, 2, '42'],
      [2, 3, 'B'],
    ],
  ],
  [
    'markup',
    '1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<i>So</i> <font color="#fff">it</font> is<br>done',
    [[1, 2, 'So it is done']],
  ],
  [
    'code is no markup',
    '1\n00:00:01,000 --> 00:00:02,000\na vector<int> and a < b',
    [[1, 2, 'a vector<int> and a < b']],
  ],
  ['the words behind the times', '00:00:01,000 --> 00:00:02,000 Hello all', [[1, 2, 'Hello all']]],
  ['coordinates', '1\n00:00:01,000 --> 00:00:02,000 X1:117 X2:619 Y1:042 Y2:428\nA', [[1, 2, 'A']]],
  ['other arrows', '1\n00:00:01,000 —> 00:00:02,000\nA', [[1, 2, 'A']]],
  ['spaces in times', '1\n00 : 00 : 01 , 000 -> 00: 00: 02, 000\nA', [[1, 2, 'A']]],
  [
    'ends of lines that were converted twice',
    '1\r\r\n00:00:01,000 --> 00:00:02,000\r\r\nA\r\r\n\r\r\n2\r\r\n00:00:02,000 --> 00:00:03,000\r\r\nB',
    [
      [1, 2, 'A'],
      [2, 3, 'B'],
    ],
  ],
  [
    'zeros at the end, of a download cut off',
    `1\n00:00:01,000 --> 00:00:02,000\nA\n${'\0'.repeat(4000)}`,
    [[1, 2, 'A']],
  ],
  ['WebVTT under another name', 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>A', [[1, 2, 'A']]],
]

describe('SubRip', () => {
  it.each(GOOD)('reads %s', (_, file, cues) => {
    const reading = read(file)
    expect(valueOf(reading).cues.map(({ start, end, text }) => [start, end, text])).toEqual(cues)
    expect(codesOf(reading).filter((code) => code !== 'styling-left-out')).toEqual([])
  })

  it('loses only the cue whose times cannot be read, and says where', () => {
    const reading = read('1\n00:00:01,000 --> 00:xx\nLost\n\n2\n00:00:02,000 --> 00:00:03,000\nKept')
    expect(valueOf(reading).cues.map((cue) => cue.text)).toEqual(['Kept'])
    expect(reading.problems).toMatchObject([{ severity: 'error', code: 'srt-bad-timing', line: 2 }])
  })

  it('gives a last cue that ends at zero a length', () => {
    const reading = read('1\n00:00:05,000 --> 00:00:00,000\nBye')
    expect(valueOf(reading).cues).toEqual([{ text: 'Bye', start: 5, end: 6 }])
    expect(codesOf(reading)).toEqual(['cue-reversed'])
  })

  it.each([
    ['a.srt', '1\n00:00:01:12 --> 00:00:03:05\nA\n\n2\n00:00:04;02 --> 00:00:04;20\nB', 'srt', 2],
    ['a.txt', '1\n00:00:01:12 --> 00:00:03:05\nA\n\n2\n00:00:04:02 --> 00:00:04:20\nB', 'srt', 2],
    ['a.vtt', 'WEBVTT\n\n00:00:01:12 --> 00:00:03:05\nA\n\n00:00:04:02 --> 00:00:04:20\nB', 'vtt', 3],
    ['a.sbv', '0:00:01:12,0:00:03:05\nA\n\n0:00:04:02,0:00:04:20\nB', 'sbv', 1],
  ])('reads times that count frames to the whole second, and says so: %s', (name, file, format, line) => {
    const reading = transcriptIn(name, file)
    expect(valueOf(reading).cues).toEqual([
      { text: 'A', start: 1, end: 3 },
      { text: 'B', start: 4, end: 5 },
    ])
    expect(reading.problems).toMatchObject([{ severity: 'warning', code: `${format}-frame-times`, line }])
  })

  it('says so when there is no cue', () => {
    expect(read('hello').value).toBeNull()
    expect(codesOf(read('hello'))).toContain('transcript-empty')
  })
})
