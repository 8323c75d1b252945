import { describe, expect, it } from 'vitest'

import { codesOf, transcriptIn, valueOf } from '../reading.js'

type Row = readonly [start: number | undefined, end: number | undefined, text: string, speaker?: string]

const read = (document: unknown) => transcriptIn('a.json', JSON.stringify(document))
const rowsIn = (document: unknown): readonly Row[] =>
  valueOf(read(document)).cues.map(({ start, end, text, speaker }) =>
    speaker === undefined ? [start, end, text] : [start, end, text, speaker],
  )

/** "So it is." of one speaker from 0.5 to 2 s, and "No." of another from 3 to 3.5 s. */
const DIALOGUE: readonly Row[] = [
  [0.5, 2, 'So it is.', 'Speaker 0'],
  [3, 3.5, 'No.', 'Speaker 1'],
]
const WORDS = [
  ['So', 0.5, 1, 0],
  ['it', 1, 1.5, 0],
  ['is.', 1.5, 2, 0],
  ['No.', 3, 3.5, 1],
] as const
const TICKS = 10_000_000

const awsItems = (isLabelled: boolean) =>
  WORDS.flatMap(([text, start, end, speaker]) => [
    {
      ...{ type: 'pronunciation', start_time: String(start), end_time: String(end) },
      alternatives: [{ confidence: '0.99', content: text.replace('.', '') }],
      ...(isLabelled && { speaker_label: `spk_${speaker}` }),
    },
    ...(text.endsWith('.') ? [{ type: 'punctuation', alternatives: [{ content: '.' }] }] : []),
  ])
const revElements = (list: readonly (readonly [string, number, number, number])[]) =>
  list.flatMap(([text, ts, end], i) => [
    ...(i > 0 ? [{ type: 'punct', value: ' ' }] : []),
    { type: 'text', value: text.replace('.', ''), ts, end_ts: end, confidence: 0.9 },
    ...(text.endsWith('.') ? [{ type: 'punct', value: '.' }] : []),
  ])
const googleWords = (isTagged: boolean) =>
  WORDS.map(([word, start, end, speaker]) => ({
    ...{ word, startTime: `${start.toFixed(3)}s`, endTime: `${end}s` },
    ...(isTagged && { speakerTag: speaker + 1 }),
  }))
const azureWords = (list: readonly (readonly [string, number, number, number])[]) =>
  list.map(([text, start, end]) => ({
    ...{ displayText: text, offset: `PT${start}S`, duration: `PT${end - start}S` },
    ...{ offsetInTicks: start * TICKS, durationInTicks: (end - start) * TICKS },
  }))

const GOOD: readonly (readonly [what: string, document: unknown, cues: readonly Row[]])[] = [
  [
    'Deepgram',
    {
      metadata: { duration: 4 },
      results: {
        channels: [
          {
            alternatives: [
              {
                transcript: 'so it is no',
                words: WORDS.map(([text, start, end, speaker]) => ({
                  ...{ word: text.toLowerCase().replace('.', ''), punctuated_word: text },
                  ...{ start, end, speaker, confidence: 0.9 },
                })),
              },
            ],
          },
        ],
      },
    },
    DIALOGUE,
  ],
  [
    'Deepgram, paragraphs without words',
    {
      results: {
        channels: [
          {
            alternatives: [
              {
                transcript: 'so it is no',
                paragraphs: {
                  paragraphs: [
                    { speaker: 0, sentences: [{ text: 'So it is.', start: 0.5, end: 2 }] },
                    { speaker: 1, sentences: [{ text: 'No.', start: 3, end: 3.5 }] },
                  ],
                },
              },
            ],
          },
        ],
      },
    },
    DIALOGUE,
  ],
  [
    'Deepgram, utterances alone',
    {
      results: {
        utterances: [
          { start: 0.5, end: 2, transcript: 'So it is.', speaker: 0 },
          { start: 3, end: 3.5, transcript: 'No.', speaker: 1 },
        ],
      },
    },
    DIALOGUE,
  ],
  [
    'Deepgram, two channels',
    {
      results: {
        channels: [
          { alternatives: [{ words: [{ word: 'yes', start: 2, end: 2.5 }] }] },
          { alternatives: [{ words: [{ word: 'so', start: 1, end: 1.5 }] }] },
        ],
      },
    },
    [
      [1, 1.5, 'so', 'Channel 2'],
      [2, 2.5, 'yes', 'Channel 1'],
    ],
  ],
  [
    'Amazon Transcribe',
    {
      jobName: 'a',
      results: { transcripts: [{ transcript: 'So it is. No.' }], items: awsItems(true) },
      status: 'COMPLETED',
    },
    DIALOGUE,
  ],
  [
    'Amazon Transcribe, speakers apart',
    {
      results: {
        transcripts: [{ transcript: 'So it is. No.' }],
        speaker_labels: {
          segments: WORDS.map(([, start, end, speaker]) => ({
            ...{ start_time: String(start), end_time: String(end), speaker_label: `spk_${speaker}` },
            items: [{ start_time: String(start), speaker_label: `spk_${speaker}` }],
          })),
        },
        items: awsItems(false),
      },
    },
    DIALOGUE,
  ],
  [
    'Rev AI',
    {
      monologues: [
        { speaker: 0, elements: revElements(WORDS.slice(0, 3)) },
        { speaker: 1, elements: revElements(WORDS.slice(3)) },
      ],
    },
    DIALOGUE,
  ],
  [
    'Rev, with names, clocks and a word of two parts',
    {
      speakers: [{ id: 1, name: 'Ann Lee' }],
      monologues: [
        {
          speaker: 1,
          elements: [
            { type: 'text', value: 'Well', timestamp: '00:00:01,000', end_timestamp: '00:00:01,500' },
            { type: 'punct', value: '-' },
            { type: 'text', value: 'known', timestamp: '00:00:01,500', end_timestamp: '00:00:02,000' },
            { type: 'punct', value: '. ' },
            { type: 'text', value: '<inaudible>' },
          ],
        },
      ],
    },
    [[1, 2, 'Well-known. <inaudible>', 'Ann Lee']],
  ],
  [
    'Google Speech-to-Text, whose last result says who speaks',
    {
      results: [
        { alternatives: [{ transcript: 'So it is.', words: googleWords(false).slice(0, 3) }] },
        { alternatives: [{ transcript: ' No.', words: googleWords(false).slice(3) }] },
        { alternatives: [{ words: googleWords(true) }] },
      ],
    },
    DIALOGUE.map(([start, end, text], i) => [start, end, text, `Speaker ${i + 1}`]),
  ],
  [
    'Google Speech-to-Text, in the answer of an operation, without words',
    {
      done: true,
      response: {
        results: [
          { alternatives: [{ transcript: 'So it is.' }], resultEndTime: '2s' },
          { alternatives: [{ transcript: ' No.' }], resultEndTime: { seconds: '3', nanos: 500_000_000 } },
        ],
      },
    },
    [
      [0, 2, 'So it is.'],
      [2, 3.5, 'No.'],
    ],
  ],
  [
    'Azure, batch',
    {
      recognizedPhrases: [
        {
          ...{ speaker: 0, offset: 'PT0.5S', duration: 'PT1.5S', offsetInTicks: 5e6, durationInTicks: 15e6 },
          nBest: [{ lexical: 'so it is', display: 'So it is.', displayWords: azureWords(WORDS.slice(0, 3)) }],
        },
        { speaker: 1, offset: 'PT3S', duration: 'PT0.5S', nBest: [{ lexical: 'no', display: 'No.' }] },
      ],
    },
    DIALOGUE,
  ],
  [
    'Azure, fast',
    {
      combinedPhrases: [{ text: 'So it is. No.' }],
      phrases: [
        {
          ...{ speaker: 0, offsetMilliseconds: 500, durationMilliseconds: 1500, text: 'So it is.' },
          words: WORDS.slice(0, 3).map(([text, start]) => ({
            ...{ text, offsetMilliseconds: start * 1000, durationMilliseconds: 500 },
          })),
        },
        { speaker: 1, offsetMilliseconds: 3000, durationMilliseconds: 500, text: 'No.' },
      ],
    },
    DIALOGUE,
  ],
  [
    "faster-whisper's tuples",
    [
      [
        0,
        0,
        0.5,
        2,
        ' So it is.',
        [11, 12],
        -0.2,
        1.1,
        0.01,
        WORDS.slice(0, 3).map(([w, a, b]) => [a, b, ` ${w}`, 0.9]),
      ],
      [1, 0, 3, 3.5, ' No.', [13], -0.2, 1.1, 0.01, null],
    ],
    DIALOGUE.map(([start, end, text]) => [start, end, text]),
  ],
  [
    'tuples of times and text',
    [
      [0.5, 2, 'So it is.'],
      [3, 3.5, 'No.'],
    ],
    DIALOGUE.map(([start, end, text]) => [start, end, text]),
  ],
  [
    "AssemblyAI's sentences",
    {
      ...{ id: 'a', confidence: 0.9, audio_duration: 4 },
      sentences: [
        { text: 'So it is.', start: 500, end: 2000, confidence: 0.9, speaker: 'A' },
        { text: 'No.', start: 3000, end: 3500, confidence: 0.9, speaker: 'B' },
      ],
    },
    DIALOGUE.map(([start, end, text], i) => [start, end, text, `Speaker ${'AB'.charAt(i)}`]),
  ],
  [
    "AssemblyAI's utterances as a bare list",
    [
      { text: 'So it is.', start: 500, end: 2000, confidence: 0.9, speaker: 'A' },
      { text: 'No.', start: 3000, end: 3500, confidence: 0.9, speaker: 'B' },
    ],
    DIALOGUE.map(([start, end, text], i) => [start, end, text, `Speaker ${'AB'.charAt(i)}`]),
  ],
  [
    "AssemblyAI's words as a bare list",
    WORDS.map(([text, start, end, speaker]) => ({
      ...{ text, start: start * 1000, end: end * 1000, confidence: 0.9, speaker: 'AB'.charAt(speaker) },
    })),
    DIALOGUE.map(([start, end, text], i) => [start, end, text, `Speaker ${'AB'.charAt(i)}`]),
  ],
  [
    'words of a language without spaces',
    {
      results: [
        {
          alternatives: [
            {
              transcript: '港の壁です',
              words: [
                { startTime: '0s', endTime: '1s', word: '港の' },
                { startTime: '1s', endTime: '2s', word: '壁' },
                { startTime: '2s', endTime: '3s', word: 'です' },
              ],
            },
          ],
        },
      ],
    },
    [[0, 3, '港の壁です']],
  ],
  [
    'offsets and durations in seconds',
    [
      { text: 'So it is.', offset: 0.5, duration: 1.5 },
      { text: 'No.', offset: 3, duration: 0.5 },
    ],
    DIALOGUE.map(([start, end, text]) => [start, end, text]),
  ],
  [
    'whole seconds, as text',
    [
      { text: 'So it is.', start: '0', dur: '2' },
      { text: 'No.', start: '3', dur: '1' },
    ],
    [
      [0, 2, 'So it is.'],
      [3, 4, 'No.'],
    ],
  ],
]

describe('what services for speech recognition answer', () => {
  it.each(GOOD)('is read: %s', (_, document, cues) => {
    expect(rowsIn(document)).toEqual(cues)
    expect(codesOf(read(document))).toEqual([])
  })

  it.each(GOOD.filter(([what]) => /^(Deepgram|Amazon Transcribe|Rev AI|.*tuples)$/.test(what)))(
    'has the times of words: %s',
    (_, document) => {
      const { cues, timing } = valueOf(read(document))
      expect(timing).toBe('word')
      expect(cues[0]?.words).toEqual(WORDS.slice(0, 3).map(([text, start, end]) => ({ text, start, end })))
    },
  )

  it.each([
    [
      'offset',
      [
        { text: 'So it is.', offset: 500, duration: 1500 },
        { text: 'No.', offset: 3000, duration: 500 },
      ],
    ],
    [
      'start and end',
      {
        segments: [
          { text: 'So it is.', start: 500, end: 2000 },
          { text: 'No.', start: 3000, end: 3500 },
        ],
      },
    ],
  ])('are milliseconds where they can be nothing else, which is said: %s', (_, document) => {
    expect(rowsIn(document)).toEqual(DIALOGUE.map(([start, end, text]) => [start, end, text]))
    expect(codesOf(read(document))).toEqual(['times-in-milliseconds'])
  })

  it.each([
    ['Deepgram', { results: { channels: [{ alternatives: [{ transcript: 'so it is' }] }] } }],
    [
      'Amazon Transcribe',
      {
        results: {
          transcripts: [{ transcript: 'So.' }],
          items: [{ type: 'pronunciation', alternatives: [{ content: 'So' }] }],
        },
      },
    ],
    ['Google', { results: [{ alternatives: [{ transcript: 'So it is.' }] }] }],
    ['Rev', { monologues: [{ speaker: 0, elements: [{ type: 'text', value: 'So' }] }] }],
  ])('is named where it has no times: %s', (_, document) => {
    expect(read(document).value).toBeNull()
    expect(codesOf(read(document))).toEqual(['segment-left-out', 'transcript-empty'])
  })

  it('loses no word that has no time of its own', () => {
    const [first, second, ...rest] = awsItems(true)
    const { start_time: _, end_time: __, ...untimed } = second as Record<string, unknown>
    expect(rowsIn({ results: { items: [first, untimed, ...rest] } })).toEqual(DIALOGUE)
  })

  it.each(GOOD.filter(([what]) => /^(Deepgram|Amazon Transcribe|Rev AI|Azure, batch)$/.test(what)))(
    'is read as far as it is whole where it is cut off: %s',
    (_, document) => {
      const reading = transcriptIn('a.json', JSON.stringify(document, null, 1).replace(/[\s\]}]+$/, ''))
      expect(codesOf(reading)).toContain('json-syntax')
      expect(
        valueOf(reading)
          .cues.map((cue) => cue.text)
          .join(' '),
      ).toContain('So it is.')
    },
  )
})
