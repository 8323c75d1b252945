import { describe, expect, it } from 'vitest'

import { codesOf, transcriptIn, valueOf } from '../reading.js'

const read = (text: string) => transcriptIn('talk/transcript.vtt', text)
const cuesOf = (text: string) => valueOf(read(text)).cues
const textsOf = (text: string) => cuesOf(text).map((cue) => cue.text)

const GOOD: readonly [name: string, file: string, texts: readonly string[]][] = [
  ['plain', 'WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n', ['Hello']],
  ['hours, id and settings', 'WEBVTT\n\nintro\n00:00:01.000 --> 00:00:02.000 align:start\nHello', ['Hello']],
  ['one-digit hours', 'WEBVTT\n\n0:00:08.160 --> 0:00:10.320\nHello', ['Hello']],
  ['CRLF and BOM', '\ufeffWEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\nHello\r\nyou\r\n', ['Hello you']],
  ['CR alone', 'WEBVTT\r\r00:01.000 --> 00:02.000\rHello\r', ['Hello']],
  ['no empty line after the header', 'WEBVTT\n00:01.000 --> 00:02.000\nHello', ['Hello']],
  [
    'NOTE, STYLE and REGION',
    'WEBVTT\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\nNOTE no\nspeech\n\n00:01.000 --> 00:02.000\nHello\n\nNOTE end',
    ['Hello'],
  ],
  [
    'tags',
    'WEBVTT\n\n00:01.000 --> 00:02.000\n<i>So</i> <c.loud>this</c> is <lang de>gut</lang>',
    ['So this is gut'],
  ],
  [
    'references',
    'WEBVTT\n\n00:01.000 --> 00:02.000\nR&amp;D &lt;b&gt; &#233;&#xe9; &unknown; a&nbsp;b',
    ['R&D <b> éé &unknown; a b'],
  ],
  [
    'a comparison is no tag',
    'WEBVTT\n\n00:01.000 --> 00:02.000\na < b and 1 <2 and b > c, I <3 it',
    ['a < b and 1 <2 and b > c, I <3 it'],
  ],
  [
    'ruby',
    'WEBVTT\n\n00:01.000 --> 00:02.000\n<ruby>漢<rt>kan</rt>字<rt>ji</rt></ruby>です',
    ['漢字(kanji)です'],
  ],
  ['an arrow in the text', 'WEBVTT\n\n00:01.000 --> 00:02.000\nA --> B', ['A --> B']],
  [
    'cues without a line between',
    'WEBVTT\n\n1\n00:01.000 --> 00:02.000\nA\n2\n00:02.000 --> 00:03.000\nB',
    ['A', 'B'],
  ],
  ['style leftovers', 'WEBVTT\n\n00:01.000 --> 00:02.000\n{\\an8}Up here', ['Up here']],
]

/** Files with a fault: what is still read, and what is said. */
const BAD: readonly [
  name: string,
  file: string,
  texts: readonly string[] | null,
  codes: readonly string[],
][] = [
  ['no signature', '00:01.000 --> 00:02.000\nHello', ['Hello'], ['vtt-no-signature']],
  [
    'one bad time',
    'WEBVTT\n\n00:0x.000 --> 00:02.000\nLost\n\n00:03.000 --> 00:04.000\nKept',
    ['Kept'],
    ['vtt-bad-timing'],
  ],
  [
    '61 seconds',
    'WEBVTT\n\n00:61.000 --> 01:02.000\nLost\n\n01:03.000 --> 01:04.000\nKept',
    ['Kept'],
    ['vtt-bad-timing'],
  ],
  ['loose text', 'WEBVTT\n\n00:01.000 --> 00:02.000\nKept\n\nLost', ['Kept'], ['vtt-text-without-time']],
  [
    'out of order',
    'WEBVTT\n\n00:03.000 --> 00:04.000\nB\n\n00:01.000 --> 00:02.000\nA',
    ['A', 'B'],
    ['cues-out-of-order'],
  ],
  ['reversed', 'WEBVTT\n\n00:03.000 --> 00:02.000\nA', ['A'], ['cue-reversed']],
  ['no length', 'WEBVTT\n\n00:03.000 --> 00:03.000\nA', ['A'], ['cue-without-length']],
  ['no words', 'WEBVTT\n\n00:03.000 --> 00:04.000\n\n00:05.000 --> 00:06.000\nA', ['A'], ['cue-empty']],
  ['no cue', 'WEBVTT\n', null, ['transcript-empty']],
  ['empty', '', null, ['file-empty']],
  ['a web page', '<!DOCTYPE html><html><body>404</body></html>', null, ['file-is-something-else']],
  [
    'a Git LFS pointer',
    'version https://git-lfs.github.com/spec/v1\noid sha256:0\n',
    null,
    ['file-is-something-else'],
  ],
]

describe('WebVTT', () => {
  it.each(GOOD)('reads %s', (_, file, texts) => {
    const reading = read(file)
    expect(valueOf(reading).cues.map((cue) => cue.text)).toEqual(texts)
    expect(codesOf(reading).filter((code) => code !== 'styling-left-out')).toEqual([])
  })

  it.each(BAD)('names what is wrong: %s', (_, file, texts, codes) => {
    const reading = read(file)
    expect(reading.value?.cues.map((cue) => cue.text) ?? null).toEqual(texts)
    expect(codesOf(reading)).toEqual(codes)
    expect(reading.problems.every((problem) => problem.path === 'talk/transcript.vtt')).toBe(true)
  })

  it.each([
    'WEBVTT\n\nSTYLE\n::cue { color: red }\n\n00:01.000 --> 00:02.000\nA',
    'WEBVTT\n\n00:01.000 --> 00:02.000 align:start\nA\n\n00:03.000 --> 00:04.000 align:start\n<i>B</i>',
    'WEBVTT\n\n00:01.000 --> 00:02.000\n{\\an8}A',
  ])('says once that styling is lost', (file) => {
    expect(codesOf(read(file))).toEqual(['styling-left-out'])
  })

  it('gives the line of a bad cue', () => {
    expect(read('WEBVTT\n\n1\n00:0x.000 --> 00:02.000\nLost').problems).toContainEqual(
      expect.objectContaining({ code: 'vtt-bad-timing', line: 4 }),
    )
  })

  it('reads voices, and parts a cue with two of them by what they say', () => {
    expect(cuesOf('WEBVTT\n\n00:00.000 --> 00:04.000\n<v Ann Lee>12345\n<v.loud Bo>67890</v>')).toEqual([
      { text: '12345', start: 0, end: 2, speaker: 'Ann Lee' },
      { text: '67890', start: 2, end: 4, speaker: 'Bo' },
    ])
  })

  it('takes a dash for no name', () => {
    expect(cuesOf('WEBVTT\n\n00:00.000 --> 00:04.000\n<v ->Slide one.</v>')).toEqual([
      { text: 'Slide one.', start: 0, end: 4 },
    ])
  })

  it('reads the times of words, pieces without a space between being one word', () => {
    const [cue] = cuesOf(
      'WEBVTT\n\n00:01.000 --> 00:03.000\nFive<00:01.500>-tuple <00:02.000><c>of</c> <00:02.500>states',
    )
    expect(cue?.words).toEqual([
      { text: 'Five-tuple', start: 1, end: 2 },
      { text: 'of', start: 2, end: 2.5 },
      { text: 'states', start: 2.5, end: 3 },
    ])
  })

  it('takes no word times from a few timestamps', () => {
    expect(
      cuesOf('WEBVTT\n\n00:01.000 --> 00:03.000\none two three <00:02.000>four five')[0]?.words,
    ).toBeUndefined()
  })

  it('ends an endless cue where the next one begins', () => {
    const reading = read('WEBVTT\n\n00:01.000 --> 99:59:59.000\nA\n\n00:05.000 --> 00:06.000\nB')
    expect(valueOf(reading).cues[0]).toMatchObject({ start: 1, end: 5 })
    expect(codesOf(reading)).toEqual(['cue-endless'])
  })

  it('reads the language from the header', () => {
    expect(
      valueOf(read('WEBVTT\nKind: captions\nLanguage: pt-br\n\n00:01.000 --> 00:02.000\nOi')).inLanguage,
    ).toBe('pt-BR')
  })

  it('folds many problems of one kind', () => {
    const bad = Array.from({ length: 40 }, (_, i) => `00:00 -->\n${i}\n`).join('\n')
    const problems = read(`WEBVTT\n\n${bad}\n00:01.000 --> 00:02.000\nKept`).problems
    expect(problems).toHaveLength(3)
    expect(problems.at(-1)?.message).toContain('and 37 more like it')
  })

  it('leaves no live markup', () => {
    expect(
      textsOf('WEBVTT\n\n00:01.000 --> 00:02.000\n<script>alert(1)</script><img src=x onerror=y> &lt;b&gt;'),
    ).toEqual(['alert(1) <b>'])
  })
})
