import { describe, expect, it } from 'vitest'

import { codesOf, transcriptIn, valueOf } from '../reading.js'

const clock = (ms: number): string => new Date(ms).toISOString().slice(11, 23)
const vtt = (cues: readonly (readonly [from: number, to: number, text: string])[]): string =>
  `WEBVTT\n\n${cues.map(([from, to, text]) => `${clock(from)} --> ${clock(to)}\n${text}\n`).join('\n')}`
const rowsOf = (text: string, name = 'a.vtt') =>
  valueOf(transcriptIn(name, text)).cues.map(({ start, end, text: said }) => [start, end, said])

describe('rolling captions', () => {
  const LINES = ['so this all began', 'about a year ago', 'in the north', 'where it was', 'cold and dark']
  const SAID = LINES.map((text, i) => [i * 2, i * 2 + 1.99, text])

  it.each([
    ['lines', '\n'],
    ['one line', ' '],
  ])('lose their repeats, in %s', (_, between) => {
    const cues = LINES.flatMap((line, i) => [
      [i * 2000, i * 2000 + 1990, i === 0 ? line : `${LINES[i - 1] ?? ''}${between}${line}`] as const,
      [i * 2000 + 1990, i * 2000 + 2000, line] as const,
    ])
    expect(rowsOf(vtt(cues))).toEqual(SAID)
    expect(codesOf(transcriptIn('a.vtt', vtt(cues)))).toEqual(['captions-roll-up'])
    const srt = vtt(cues).replace('WEBVTT\n\n', '').replaceAll('.', ',')
    expect(rowsOf(srt, 'a.srt')).toEqual(SAID)
  })

  it('keep the times of their words', () => {
    const timed = LINES.map((line, i) =>
      line
        .split(' ')
        .map((word, n) => (n === 0 ? word : `<${clock(i * 2000 + n * 400)}><c> ${word}</c>`))
        .join(''),
    )
    const cues = LINES.flatMap((line, i) => [
      [i * 2000, i * 2000 + 1990, `${LINES[i - 1] ?? ' '}\n${timed[i] ?? ''}`] as const,
      [i * 2000 + 1990, i * 2000 + 2000, `${line}\n `] as const,
    ])
    const { cues: read, timing } = valueOf(transcriptIn('a.vtt', vtt(cues)))
    expect(timing).toBe('word')
    expect(read.map((cue) => cue.text)).toEqual(LINES)
    expect(read[1]?.words?.[1]).toEqual({ text: 'a', start: 2.4, end: 2.8 })
  })

  it('of three lines, and in TTML', () => {
    const shown = LINES.map((_, i) => LINES.slice(Math.max(0, i - 2), i + 1))
    const cues = shown.map((lines, i) => [i * 2000, i * 2000 + 1990, lines.join('\n')] as const)
    expect(rowsOf(vtt(cues))).toEqual(SAID)
    const paragraphs = cues.map(
      ([a, b, text]) => `<p begin="${a}ms" end="${b}ms">${text.replaceAll('\n', '<br/>')}</p>`,
    )
    expect(rowsOf(`<tt><body>${paragraphs.join('')}</body></tt>`, 'a.ttml')).toEqual(SAID)
  })

  it('are not what a song is', () => {
    const cues = ['la', 'la', 'la la', 'hey', 'hey you', 'so', 'and so', 'on'].map(
      (text, i) => [i * 1000, i * 1000 + 1000, text] as const,
    )
    expect(rowsOf(vtt(cues)).map(([, , text]) => text)).toEqual(cues.map(([, , text]) => text))
  })
})

describe('two languages', () => {
  const PAIRS = [
    ['本节课内容是 pipeline 函数', 'The pipeline function'],
    ['最顶层的 API', 'The most high level API'],
    ['Transformers', 'Transformers'],
    ['它将所有步骤重新组合在一起', 'It regroups together all the steps'],
    ['从而实现转换', 'to go from raw texts'],
    ['使用的模型', 'The model used'],
  ] as const
  const at = (i: number) => [i * 2000, i * 2000 + 2000] as const

  it('on alternating lines are two transcripts', () => {
    const reading = transcriptIn('a.vtt', vtt(PAIRS.map((pair, i) => [...at(i), pair.join('\n')] as const)))
    const { cues, others } = valueOf(reading)
    expect(cues.map((cue) => cue.text)).toEqual(PAIRS.map(([above]) => above))
    expect(others?.map((other) => other.cues.map((cue) => cue.text))).toEqual([
      PAIRS.map(([, below]) => below),
    ])
    expect(codesOf(reading)).toEqual(['two-languages'])
  })

  it('the other way round, and as cues of the same time', () => {
    const cues = PAIRS.flatMap(([above, below], i) => [
      [...at(i), below] as const,
      [...at(i), above] as const,
    ])
    const { cues: main, others } = valueOf(transcriptIn('a.srt', vtt(cues).replace('WEBVTT\n\n', '')))
    expect(main.map((cue) => cue.text)).toEqual(PAIRS.map(([, below]) => below))
    expect(others?.[0]?.cues.map((cue) => cue.text)).toEqual(PAIRS.map(([above]) => above))
  })

  const ENGLISH = [
    'the harbour wall was moved one winter',
    'and nobody wrote down where it had been',
    'so we went back to the old photographs',
    'which show the church behind the water',
    'and from those we could work out the place',
    'it took us eleven years to be certain',
    'because the two instruments did not agree',
    'until somebody found the second diary',
    'where every tide is noted by hand',
    'twice a day and with the weather',
    'I would like to thank the keeper for that',
    'and now I am happy to take your questions',
  ]
  const GERMAN = [
    'die Mauer des Hafens wurde im Winter versetzt',
    'und niemand schrieb auf, wo sie vorher stand',
    'also haben wir die alten Fotos angesehen',
    'auf denen man die Kirche hinter dem Wasser sieht',
    'und daraus konnten wir den Ort berechnen',
    'es dauerte elf Jahre, bis wir sicher waren',
    'weil die beiden Geräte nicht übereinstimmten',
    'bis jemand das zweite Tagebuch gefunden hat',
    'in dem jede Flut von Hand verzeichnet ist',
    'zweimal am Tag und mit dem Wetter dazu',
    'dafür möchte ich dem Wärter herzlich danken',
    'und jetzt freue ich mich auf Ihre Fragen',
  ]

  it('in one script are told apart by their words', () => {
    const cues = ENGLISH.map((line, i) => [...at(i), `${line}\n${GERMAN[i] ?? ''}`] as const)
    const { guessedLanguage, cues: main, others } = valueOf(transcriptIn('a.vtt', vtt(cues)))
    expect([guessedLanguage, others?.[0]?.inLanguage]).toEqual(['en', 'de'])
    expect(main.map((cue) => cue.text)).toEqual(ENGLISH)
  })

  it('are not two lines of one', () => {
    const doubled = [...ENGLISH, ...ENGLISH]
    const cues = doubled.map((line, i) => [...at(i), `${line}\n${doubled[(i * 5 + 3) % 24] ?? ''}`] as const)
    expect(valueOf(transcriptIn('a.vtt', vtt(cues))).others).toBeUndefined()
  })
})

describe('names before the words', () => {
  const zoom = (lines: readonly string[]) =>
    vtt(lines.map((text, i) => [i * 1000, i * 1000 + 900, text] as const))
  const speakersIn = (lines: readonly string[]) =>
    valueOf(transcriptIn('a.vtt', zoom(lines))).cues.map((cue) => cue.speaker)

  it("are speakers in Zoom's files, handles too", () => {
    const lines = [
      'Ann Lee: Hello: all.',
      'Bo Ek: Hi.',
      'Ann Lee: So.',
      'bo-2: Yes.',
      'bo-2: No.',
      'Bo Ek: Ok.',
    ]
    const { cues } = valueOf(transcriptIn('a.vtt', zoom(lines)))
    expect(cues[0]).toMatchObject({ speaker: 'Ann Lee', text: 'Hello: all.' })
    expect(cues.map((cue) => cue.speaker)).toEqual(['Ann Lee', 'Bo Ek', 'Ann Lee', 'bo-2', 'bo-2', 'Bo Ek'])
  })

  it('count elsewhere when they are full names that come again', () => {
    const lines = [
      'ANN LEE: Hello.',
      'This goes on',
      'and on.',
      'Note: this',
      'Note: that',
      'ANN LEE: So.',
      'Once Only: here',
      'x',
      'y',
    ]
    expect(speakersIn(lines)).toEqual([
      'ANN LEE',
      undefined,
      undefined,
      undefined,
      undefined,
      'ANN LEE',
      undefined,
      undefined,
      undefined,
    ])
  })

  it('are left alone where voices are marked', () => {
    expect(speakersIn(['<v Ann>Bo: he said', '<v Ann>Bo: again'])).toEqual(['Ann', 'Ann'])
  })
})

describe('cues of one word', () => {
  const WORDS =
    'We keep a wall . It was moved one winter , and nobody wrote it down . So we measured again for eleven years .'.split(
      ' ',
    )
  const cues = WORDS.map((word, i) => [i * 300, i * 300 + 250, word] as const)

  it('become sentences with timed words, marks joined on', () => {
    const { cues: read, timing } = valueOf(transcriptIn('a.vtt', vtt(cues)))
    expect(timing).toBe('word')
    expect(read.map((cue) => cue.text)).toEqual([
      'We keep a wall. It was moved one winter, and nobody wrote it down.',
      'So we measured again for eleven years.',
    ])
    expect(read[1]?.words?.[0]).toEqual({ text: 'So', start: 5.1, end: 5.35 })
  })

  it('and of parts of words become whole words', () => {
    const text =
      "The cross -chain swap took 2 .4 seconds in the U .S . market , 30 ,000 of them , and I 've seen it -- twice . Is it 5 % ?"
    const parts = text.split(' ').map((word, i) => [i * 300, i * 300 + 250, word] as const)
    const { cues: read } = valueOf(transcriptIn('a.vtt', vtt(parts)))
    expect(read.map((cue) => cue.text).join(' ')).toBe(
      "The cross-chain swap took 2.4 seconds in the U.S. market, 30,000 of them, and I've seen it -- twice. Is it 5%?",
    )
    expect(read[0]?.words?.[1]).toEqual({ text: 'cross-chain', start: 0.3, end: 0.85 })
  })

  it('and stay apart where no word is parted', () => {
    const text =
      "Now list all of it with ls -l in /etc and then we 'd see that the letter 'd' is at -40 degrees here"
    const words = text.replace(" 'd see", ' could see').split(' ')
    const { cues: read } = valueOf(
      transcriptIn('a.vtt', vtt(words.map((word, i) => [i * 300, i * 300 + 250, word] as const))),
    )
    expect(read.map((cue) => cue.text).join(' ')).toBe(words.join(' '))
  })

  it('are parted at pauses', () => {
    const paused = cues.map(
      ([from, to, word], i) => [from + (i > 8 ? 5000 : 0), to + (i > 8 ? 5000 : 0), word] as const,
    )
    expect(rowsOf(vtt(paused)).map(([, , text]) => text)[0]).toBe('We keep a wall. It was moved one')
  })

  it('stay as they are where there are few', () => {
    expect(rowsOf(vtt(cues.slice(0, 4)))).toHaveLength(4)
  })
})
