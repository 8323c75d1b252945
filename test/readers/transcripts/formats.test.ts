import { describe, expect, it } from 'vitest'

import { codesOf, transcriptIn, valueOf } from '../reading.js'

type Row = readonly [start: number | undefined, end: number | undefined, text: string, speaker?: string]

const rowsOf = (name: string, text: string): readonly Row[] =>
  valueOf(transcriptIn(name, text)).cues.map(({ start, end, text: said, speaker }) =>
    speaker === undefined ? [start, end, said] : [start, end, said, speaker],
  )
const json = (value: unknown): string => JSON.stringify(value)
const ASS_HEAD =
  '[Script Info]\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n'
const tt = (body: string, attributes = ''): string =>
  `<?xml version="1.0"?>\n<tt xmlns="http://www.w3.org/ns/ttml" ${attributes}><body>${body}</body></tt>`

const GOOD: readonly (readonly [what: string, name: string, file: string, cues: readonly Row[]])[] = [
  [
    'SubViewer',
    'a.sbv',
    '0:00:01.000,0:00:02.500\nHello\n\n0:00:03.000,0:00:04.000\nyou[br]there\n',
    [
      [1, 2.5, 'Hello'],
      [3, 4, 'you there'],
    ],
  ],
  [
    'SubViewer with a short line as the whole cue',
    'a.sbv',
    '0:00:01.000,0:00:02.000\nOne\n\n0:00:03.000,0:00:04.000\nTwo',
    [
      [1, 2, 'One'],
      [3, 4, 'Two'],
    ],
  ],
  [
    'Whisper output',
    'a.txt',
    'Detected language: English\n[00:00.000 --> 00:02.000]  Hello\n[01:00:02.000 --> 01:00:04.000]  there\n',
    [
      [0, 2, 'Hello'],
      [3602, 3604, 'there'],
    ],
  ],
  [
    'WebVTT under the name of text',
    'a.txt',
    'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>A',
    [[1, 2, 'A', 'Ann']],
  ],
  ['SubRip under the name of JSON', 'a.json', '1\n00:00:01,000 --> 00:00:02,000\nA', [[1, 2, 'A']]],
  [
    'SubStation Alpha',
    'a.ass',
    `${ASS_HEAD}Comment: 0,0:00:00.00,0:00:09.00,D,,0,0,0,,note\nDialogue: 0,0:00:01.00,0:00:02.50,D,Ann,0,0,0,,{\\i1}So{\\i0}, yes\\Nand no\n`,
    [[1, 2.5, 'So, yes and no', 'Ann']],
  ],
  [
    'SubStation Alpha with other fields',
    'a.ssa',
    '[Script Info]\n[Events]\nFormat: Marked, Start, End, Name, Text\nDialogue: Marked=0,0:00:01.00,0:00:02.00,Bo,a, b\n',
    [[1, 2, 'a, b', 'Bo']],
  ],
  [
    'a drawing and an effect drawn twice',
    'a.ass',
    `${ASS_HEAD}Dialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,,{\\p1}m 0 0 l 5 5{\\p0}\nDialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,,A\nDialogue: 1,0:00:01.00,0:00:02.00,D,,0,0,0,,A\n`,
    [[1, 2, 'A']],
  ],
  [
    'LRC',
    'a.lrc',
    '[ti:Cups]\n[la:en]\n[00:01.50]Ann Lee: So, a < b & c\n[00:03.00]Ann Lee: Yes\n[00:04]\n[01:00:05.00]Bo Ek: No\n',
    [
      [1.5, 3, 'So, a < b & c', 'Ann Lee'],
      [3, 4, 'Yes', 'Ann Lee'],
      [3605, 3606, 'No', 'Bo Ek'],
    ],
  ],
  [
    'LRC with an offset and words that come again',
    'a.lrc',
    '[offset:+500]\n[00:01.50][00:05.50]Once more\n[00:02.50]and\n[00:03.50]\n[00:06.50]\n',
    [
      [1, 2, 'Once more'],
      [2, 3, 'and'],
      [5, 6, 'Once more'],
    ],
  ],
  [
    'LRC under the name of text',
    'a.txt',
    '[ar:Ann Lee]\n[ti:Cups]\n\n[00:01.00] A\n[00:02.00] B\n[00:03.00]\n',
    [
      [1, 2, 'A'],
      [2, 3, 'B'],
    ],
  ],
  [
    "Teams' cues with names above the words, under the name of text",
    'a.txt',
    '0:0:0.0 --> 0:0:3.450\nAnn Lee\nHello there.\n0:0:3.450 --> 0:0:8.0\nBo Ek\nYes, hello.\nYes.\n',
    [
      [0, 3.45, 'Hello there.', 'Ann Lee'],
      [3.45, 8, 'Yes, hello. Yes.', 'Bo Ek'],
    ],
  ],
  [
    'names that come again above the words, in WebVTT',
    'a.vtt',
    'WEBVTT\n\n00:01.000 --> 00:02.000\nAnn\nSo?\n\n00:02.000 --> 00:03.000\nBo\n<i>Yes.</i>\n\n00:03.000 --> 00:04.000\nAnn\nOh.\n',
    [
      [1, 2, 'So?', 'Ann'],
      [2, 3, 'Yes.', 'Bo'],
      [3, 4, 'Oh.', 'Ann'],
    ],
  ],
  [
    'rows that are no names',
    'a.srt',
    '1\n00:00:01,000 --> 00:00:02,000\nHarbour Walls\nstand long.\n\n2\n00:00:03,000 --> 00:00:04,000\nThey Do\nindeed.\n',
    [
      [1, 2, 'Harbour Walls stand long.'],
      [3, 4, 'They Do indeed.'],
    ],
  ],
  [
    'references of web pages in JSON, written once and twice',
    'a.json',
    json([
      { start: 1, end: 2, text: 'R&amp;D isn&#39;t' },
      { start: 2, end: 3, text: 'it&amp;#39;s &amp;amp; AT&T &unknown;' },
    ]),
    [
      [1, 2, "R&D isn't"],
      [2, 3, "it's & AT&T &unknown;"],
    ],
  ],
  ['a bare list of segments', 'a.json', json([{ start: 1, end: 2, text: 'A' }]), [[1, 2, 'A']]],
  [
    'transformers',
    'a.json',
    json({
      text: 'A B',
      chunks: [
        { timestamp: [1, 2], text: ' A' },
        { timestamp: [2, null], text: ' B' },
      ],
    }),
    [
      [1, 2, 'A'],
      [2, 3, 'B'],
    ],
  ],
  [
    'Podcasting 2.0',
    'a.json',
    json({ version: '1.0.0', segments: [{ speaker: 'Ann', startTime: 1, endTime: 2, body: 'A' }] }),
    [[1, 2, 'A', 'Ann']],
  ],
  ['starts with durations', 'a.json', json([{ text: 'A', start: 1.5, duration: 2 }]), [[1.5, 3.5, 'A']]],
  [
    'AssemblyAI without words',
    'a.json',
    json({ utterances: [{ speaker: 'A', text: 'Hello.', start: 1000, end: 2000 }] }),
    [[1, 2, 'Hello.', 'Speaker A']],
  ],
  [
    'json3 as people write captions',
    'a.json3',
    json({
      events: [
        { tStartMs: 1000, dDurationMs: 1500, segs: [{ utf8: 'A' }, { utf8: '\nB' }] },
        { tStartMs: 3000, segs: [{ utf8: '\n' }] },
        { wsWinId: 0 },
      ],
    }),
    [[1, 2.5, 'A B']],
  ],
  [
    "RubyEvents' cues",
    'a.yml',
    '---\n- video_id: "x"\n  cues:\n    - start_time: "00:00:01.000"\n      end_time: "00:00:02.000"\n      text: "&gt;&gt; A &amp; B"\n',
    [[1, 2, '>> A & B']],
  ],
  [
    'lines with milliseconds',
    'a.yaml',
    "metadata:\n  language: 'eng'\nlines:\n  - text: A\n    start_ms: 0\n    end_ms: 4500\n",
    [[0, 4.5, 'A']],
  ],
  [
    'TTML',
    'a.ttml',
    tt('<div><p begin="00:00:01.000" end="00:00:02.500">So <span>it</span><br/>is &amp; was</p></div>'),
    [[1, 2.5, 'So it is & was']],
  ],
  [
    'TTML with a prefix',
    'a.dfxp',
    '<tt:tt xmlns:tt="http://www.w3.org/ns/ttml"><tt:body><tt:p begin="1s" dur="2s">A</tt:p></tt:body></tt:tt>',
    [[1, 3, 'A']],
  ],
  [
    'TTML times: offsets, ticks, frames',
    'a.ttml',
    tt(
      '<p begin="0.5h" end="30.5m">A</p><p begin="18500000t" dur="100ms">B</p><p begin="01:00:00:12" end="01:00:01:00">C</p>',
      'ttp:frameRate="24" ttp:tickRate="10000" xmlns:ttp="x"',
    ),
    [
      [1800, 1830, 'A'],
      [1850, 1850.1, 'B'],
      [3600.5, 3601, 'C'],
    ],
  ],
  [
    'TTML times inside those around them',
    'a.ttml',
    tt('<div begin="10s" end="20s"><p begin="1s" end="2s">A</p></div>'),
    [[11, 12, 'A']],
  ],
  [
    'TTML times of the whole, inside others',
    'a.ttml',
    tt('<div begin="10s" end="20s"><p begin="12s" end="14s">A</p></div>'),
    [[12, 14, 'A']],
  ],
  [
    'TTML in sequence',
    'a.ttml',
    tt(
      '<div timeContainer="seq" begin="10s"><p dur="2s">A</p><div><p begin="0s" end="1s">B</p><p begin="1s" end="3s">C</p></div><p begin="1s" end="2s">D</p></div>',
    ),
    [
      [10, 12, 'A'],
      [12, 13, 'B'],
      [13, 15, 'C'],
      [16, 17, 'D'],
    ],
  ],
  [
    "YouTube's timed text",
    'a.xml',
    '<?xml version="1.0" encoding="utf-8" ?><transcript><text start="0.5" dur="2.1">it&amp;#39;s R&amp;amp;D, &lt;i&gt;all&lt;/i&gt;</text><text start="2.6" dur="1">of\nit</text></transcript>',
    [
      [0.5, 2.6, "it's R&D, all"],
      [2.6, 3.6, 'of it'],
    ],
  ],
  [
    "YouTube's timed text in milliseconds",
    'a.srv2',
    '<timedtext><text t="500" d="2100">So</text><text t="3000">it</text><text t="4000" d="500">is</text></timedtext>',
    [
      [0.5, 2.6, 'So'],
      [3, 4, 'it'],
      [4, 4.5, 'is'],
    ],
  ],
  [
    "YouTube's timed text with lines that roll up",
    'a.srv3',
    '<timedtext format="3"><head><pen id="1"/></head><body><w t="0" id="1"/><p t="500" d="5000" w="1"><s>so</s><s t="300"> it</s></p><p t="1500" d="900" w="1" a="1">\n</p><p t="2000" d="2000" w="1"><s>goes</s><s t="700"> on</s></p></body></timedtext>',
    [
      [0.5, 2, 'so it'],
      [2, 4, 'goes on'],
    ],
  ],
  [
    'TTML agents',
    'a.ttml',
    '<tt xmlns:ttm="x"><head><metadata><ttm:agent xml:id="v1"><ttm:name>Ann Lee</ttm:name></ttm:agent></metadata></head><body><p begin="1s" end="2s" ttm:agent="v1">A</p></body></tt>',
    [[1, 2, 'A', 'Ann Lee']],
  ],
]

const BAD: readonly (readonly [
  what: string,
  name: string,
  file: string,
  texts: readonly string[] | null,
  codes: readonly string[],
])[] = [
  [
    'SubViewer with a bad time',
    'a.sbv',
    '0:00:01.000,0:00:02.000\nA\n\n0:00:0x.000,0:00:04.000\nLost\n\n0:00:05.000,0:00:06.000\nB',
    ['A', 'B'],
    ['sbv-bad-timing'],
  ],
  [
    'Whisper output with a bad time',
    'a.txt',
    '[00:01.000 --> 00:02.000] A\n[00:xx --> 00:03.000] Lost\n[00:04.000 --> 00:05.000] B',
    ['A', 'B'],
    ['console-bad-timing'],
  ],
  [
    'LRC with a line without a time',
    'a.lrc',
    '[00:01.00]A\nLost\n[00:02.00]B',
    ['A', 'B'],
    ['lrc-text-without-time'],
  ],
  [
    'a dialogue with a bad time',
    'a.ass',
    `${ASS_HEAD}Dialogue: 0,0:00:xx,0:00:02.00,D,,0,0,0,,Lost\nDialogue: 0,0:00:03.00,0:00:04.00,D,,0,0,0,,A`,
    ['A'],
    ['ass-bad-dialogue'],
  ],
  [
    'json3 without a start',
    'a.json3',
    json({
      events: [{ tStartMs: 1, dDurationMs: 900, segs: [{ utf8: 'A' }] }, { segs: [{ utf8: 'Lost' }] }],
    }),
    ['A'],
    ['segment-left-out'],
  ],
  [
    'JSON cut off',
    'a.json',
    json({
      segments: [
        { start: 0, end: 1, text: 'A' },
        { start: 1, end: 2, text: 'B' },
      ],
    }).slice(0, -9),
    ['A'],
    ['json-syntax'],
  ],
  ['JSON of something else', 'a.json', '{"title": "a video"}', null, ['json-not-a-transcript']],
  ['YAML of something else', 'a.yml', 'name: an event\n', null, ['yaml-not-a-transcript']],
  [
    'YAML with a broken item',
    'a.yml',
    'cues:\n  - start_time: "00:01.000"\n    end_time: "00:02.000"\n    text: "A"\n  - start_time: "00:03.000"\n   end_time: x: y\n  - start_time: "00:05.000"\n    end_time: "00:06.000"\n    text: "B"\n',
    ['A', 'B'],
    ['yaml-syntax'],
  ],
  ['YAML that refers to itself', 'a.yml', 'segments: &a\n  - *a\n  - *a\n', null, ['yaml-not-a-transcript']],
  [
    'transcripts of several recordings',
    'a.yml',
    '- video_id: one\n  cues: [{start_time: "00:01.000", end_time: "00:02.000", text: A}]\n- video_id: two\n  cues: [{start_time: "00:01.000", end_time: "00:02.000", text: B}]',
    ['A'],
    ['several-transcripts'],
  ],
  [
    'TTML without times',
    'a.ttml',
    tt('<p>Lost</p><p begin="1s" end="2s">A</p>'),
    ['A'],
    ['ttml-text-without-time'],
  ],
  [
    'TTML with a bad time',
    'a.ttml',
    tt('<p begin="00:00:04.04.380" end="5s">Lost</p><p begin="1s" end="2s">A</p>'),
    ['A'],
    ['ttml-bad-timing'],
  ],
  [
    'TTML in sequence, with times of the whole',
    'a.ttml',
    tt(
      '<div timeContainer="seq"><p begin="1s" end="2s">A</p><p begin="3s" end="4s">B</p><p begin="5s" end="6s">C</p></div>',
    ),
    ['A', 'B', 'C'],
    ['ttml-sequence'],
  ],
  [
    "YouTube's timed text with a bad time",
    'a.xml',
    '<transcript><text start="x" dur="2.1">Lost</text><text start="2.6" dur="1">A</text></transcript>',
    ['A'],
    ['timedtext-bad-timing'],
  ],
  [
    "YouTube's timed text with a broken tag",
    'a.xml',
    '<transcript>\n=text start="1" dur="1">Lost</text>\n<!-- <text start="3" dur="1">no</text> -->\n<text start="5" dur="1">A</text>\n</transcript>',
    ['A'],
    ['xml-broken'],
  ],
  [
    "YouTube's timed text cut off",
    'a.srv1',
    '<transcript><text start="1" dur="1">A</text><text start="2.6" dur="1">B</te',
    ['A', 'B'],
    ['xml-truncated'],
  ],
  [
    'TTML with a broken tag',
    'a.ttml',
    tt('<p begin="1s" end="2s">A</p><p begin="2s>Lost</p><p begin="3s" end="4s">B</p>'),
    ['A', 'B'],
    ['ttml-bad-paragraph'],
  ],
  [
    'TTML cut off',
    'a.ttml',
    tt('<p begin="1s" end="2s">A</p><p begin="3s" end="4s">B').slice(0, -12),
    ['A', 'B'],
    ['xml-truncated'],
  ],
  [
    'a document type',
    'a.ttml',
    `<!DOCTYPE tt [<!ENTITY a "x">]>${tt('<p begin="1s" end="2s">&a;</p>').slice(22)}`,
    null,
    ['xml-unreadable'],
  ],
  ['other XML', 'a.xml', '<?xml version="1.0"?><schedule/>', null, ['xml-not-a-transcript']],
  [
    'TTML under the name of text',
    'a.txt',
    tt('<p begin="1s" end="2s">A</p>'),
    null,
    ['file-is-something-else'],
  ],
  ['a PDF under the name of text', 'a.txt', '%PDF-1.7\n...', null, ['file-is-something-else']],
  ['rich text', 'a.txt', '{\\rtf1\\ansi Hello}', null, ['file-is-something-else']],
  ['no text at all', 'a.txt', '\u0000\u0001\u0002\u0003'.repeat(20), null, ['file-is-something-else']],
]

describe('formats of transcripts', () => {
  it.each(GOOD)('reads %s', (_, name, file, cues) => {
    expect(rowsOf(name, file)).toEqual(cues)
    const said = codesOf(transcriptIn(name, file))
    expect(said.filter((code) => !['styling-left-out', 'cue-without-length'].includes(code))).toEqual([])
  })

  it.each(BAD)('names what is wrong: %s', (_, name, file, texts, codes) => {
    const reading = transcriptIn(name, file)
    expect(reading.value?.cues.map((cue) => cue.text) ?? null).toEqual(texts)
    expect(codesOf(reading)).toEqual(codes)
  })

  it('says where', () => {
    expect(
      transcriptIn('a.txt', '[00:01.000 --> 00:02.000] A\n[00:xx --> 00:03.000] B').problems,
    ).toMatchObject([{ line: 2 }])
    expect(
      transcriptIn('a.ttml', tt('\n<p begin="1s" end="2s">A</p>\n<p begin="2s>B</p>')).problems,
    ).toMatchObject([{ line: 4 }])
  })
})

describe('words with times', () => {
  const wordsOf = (name: string, file: string) =>
    valueOf(transcriptIn(name, file)).cues[0]?.words?.map(({ text, start, end }) => [text, start, end])

  it.each([
    [
      'json3',
      'a.json3',
      json({
        wireMagic: 'pb3',
        events: [
          { tStartMs: 1000, dDurationMs: 9000, segs: [{ utf8: 'so' }, { utf8: ' it', tOffsetMs: 500 }] },
          { tStartMs: 2000, aAppend: 1, segs: [{ utf8: '\n' }] },
          { tStartMs: 2500, dDurationMs: 1000, segs: [{ utf8: 'is', tOffsetMs: 0 }] },
        ],
      }),
      [
        ['so', 1, 1.5],
        ['it', 1.5, 2.5],
      ],
    ],
    [
      'AssemblyAI',
      'a.json',
      json({
        audio_duration: 3,
        words: [
          { text: 'so', start: 1000, end: 1500, confidence: 1, speaker: null },
          { text: 'it', start: 1500, end: 2500, confidence: 1 },
        ],
      }),
      [
        ['so', 1, 1.5],
        ['it', 1.5, 2.5],
      ],
    ],
    [
      "OpenAI's words",
      'a.json',
      json({
        text: 'so it',
        words: [
          { word: 'so', start: 1, end: 1.5 },
          { word: 'it', start: 1.5, end: 2.5 },
        ],
      }),
      [
        ['so', 1, 1.5],
        ['it', 1.5, 2.5],
      ],
    ],
    [
      'TTML',
      'a.ttml',
      tt(
        '<p begin="1s" end="3s"><span begin="0s" end="0.5s">so</span> <span begin="0.5s" end="1.5s">it</span></p>',
      ),
      [
        ['so', 1, 1.5],
        ['it', 1.5, 2.5],
      ],
    ],
    [
      "YouTube's timed text",
      'a.srv3',
      '<timedtext format="3"><body><p t="1000" d="1500"><s>so</s><s t="500"> it</s></p></body></timedtext>',
      [
        ['so', 1, 1.5],
        ['it', 1.5, 2.5],
      ],
    ],
    [
      'karaoke',
      'a.ass',
      `${ASS_HEAD}Dialogue: 0,0:00:01.00,0:00:02.50,D,,0,0,0,,{\\k50}so {\\k100}it`,
      [
        ['so', 1, 1.5],
        ['it', 1.5, 2.5],
      ],
    ],
    [
      'enhanced LRC',
      'a.lrc',
      '[00:01.00]<00:01.00>so <00:01.50>it <00:02.50>\n',
      [
        ['so', 1, 1.5],
        ['it', 1.5, 2.5],
      ],
    ],
    [
      'JSON with references in its words',
      'a.json',
      json([
        {
          ...{ start: 1, end: 2.5, text: 'so &amp; it' },
          words: [
            { word: 'so', start: 1, end: 1.5 },
            { word: '&amp;', start: 1.5, end: 1.5 },
            { word: 'it', start: 1.5, end: 2.5 },
          ],
        },
      ]),
      [
        ['so', 1, 1.5],
        ['&', 1.5, 1.5],
        ['it', 1.5, 2.5],
      ],
    ],
    [
      'YAML',
      'a.yml',
      'lines:\n  - text: "so it"\n    start_ms: 1000\n    end_ms: 2500\n    words: [{text: "so ", start_ms: 1000, end_ms: 1500}, {text: it, start_ms: 1500, end_ms: 2500}]',
      [
        ['so', 1, 1.5],
        ['it', 1.5, 2.5],
      ],
    ],
  ])('are kept: %s', (_, name, file, words) => {
    expect(wordsOf(name, file)).toEqual(words)
    expect(valueOf(transcriptIn(name, file)).timing).toBe('word')
  })

  it('part where the speaker changes', () => {
    const word = (text: string, start: number, speaker: string) => ({
      text,
      start,
      end: start + 400,
      confidence: 1,
      speaker,
    })
    expect(
      rowsOf(
        'a.json',
        json({
          audio_duration: 9,
          words: [word('Hi.', 0, 'A'), word('Yes?', 500, 'B'), word('Well.', 1000, 'B')],
        }),
      ),
    ).toEqual([
      [0, 0.4, 'Hi.', 'Speaker A'],
      [0.5, 1.4, 'Yes? Well.', 'Speaker B'],
    ])
  })
})

describe('languages that files name', () => {
  it.each([
    ['a.json', json({ language: 'english', segments: [{ start: 0, end: 1, text: 'A' }] }), 'en'],
    ['a.json', json({ language_code: 'en_us', utterances: [{ text: 'A', start: 0, end: 900 }] }), 'en-US'],
    ['a.txt', 'Detected language: German\n[00:00.000 --> 00:01.000] A', 'de'],
    ['a.yml', 'metadata: {language: eng}\nlines: [{text: A, start_ms: 0, end_ms: 900}]', 'en'],
    ['a.ttml', tt('<p begin="0s" end="1s">A</p>', 'xml:lang="pt-BR"'), 'pt-BR'],
  ])('%s %#', (name, file, inLanguage) => {
    expect(valueOf(transcriptIn(name, file)).inLanguage).toBe(inLanguage)
  })

  it('part TTML that holds several', () => {
    const file = tt(
      '<div xml:lang="en"><p begin="1s" end="2s">A</p></div><div xml:lang="de"><p begin="1s" end="2s">B</p></div>',
    )
    const reading = transcriptIn('a.ttml', file)
    expect(valueOf(reading)).toMatchObject({
      inLanguage: 'en',
      cues: [{ text: 'A' }],
      others: [{ inLanguage: 'de', cues: [{ text: 'B' }] }],
    })
    expect(codesOf(reading)).toEqual(['two-languages'])
  })
})
