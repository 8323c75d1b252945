import { describe, expect, it } from 'vitest'

import { codesOf, transcriptIn, valueOf } from '../reading.js'

const readText = (text: string) => transcriptIn('talk/transcript.json', text)
const read = (value: unknown) => readText(JSON.stringify(value))

describe('Whisper JSON', () => {
  it('reads segments, words and the language', () => {
    const words = [
      { word: ' We', start: 1, end: 1.2 },
      { word: ' have', start: 1.2, end: 1.5 },
    ]
    const { inLanguage, timing, cues } = valueOf(
      read({ language: 'en', segments: [{ start: 1, end: 2, text: ' We have', words }] }),
    )
    expect({ inLanguage, timing }).toEqual({ inLanguage: 'en', timing: 'word' })
    expect(cues).toEqual([
      {
        text: 'We have',
        start: 1,
        end: 2,
        words: [
          { text: 'We', start: 1, end: 1.2 },
          { text: 'have', start: 1.2, end: 1.5 },
        ],
      },
    ])
  })

  it('joins pieces that had no space before them', () => {
    const words = [
      { word: ' a', start: 0, end: 0.2 },
      { word: ' 5', start: 0.2, end: 0.5 },
      { word: '-tuple', start: 0.5, end: 1 },
    ]
    const [cue] = valueOf(read({ segments: [{ start: 0, end: 1, text: ' a 5 -tuple', words }] })).cues
    expect(cue?.text).toBe('a 5-tuple')
    expect(cue?.words?.at(-1)).toEqual({ text: '5-tuple', start: 0.2, end: 1 })
  })

  it('reads words that carry no spaces', () => {
    const words = [
      { word: 'Many', start: 0, end: 0.5 },
      { word: 'people', start: 0.5, end: 1 },
    ]
    expect(
      valueOf(read({ segments: [{ start: 0, end: 1, text: 'Many people', words }] })).cues[0]?.words,
    ).toHaveLength(2)
  })

  it('fills in the times that WhisperX leaves out', () => {
    const words = [
      { word: 'In', start: 0, end: 1 },
      { word: '2014' },
      { word: '15' },
      { word: 'we', start: 3, end: 4 },
    ]
    const segment = { start: 0, end: 4, text: 'In 2014 15 we', words, speaker: 'SPEAKER_00' }
    const [cue] = valueOf(read({ segments: [segment] })).cues
    expect(cue?.speaker).toBe('SPEAKER_00')
    expect(cue?.words?.map((word) => [word.start, word.end])).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 4],
    ])
  })

  it('keeps the text and drops words that do not spell it', () => {
    const words = [{ word: 'other', start: 0, end: 1 }]
    const { cues, timing } = valueOf(read({ segments: [{ start: 0, end: 1, text: 'some words', words }] }))
    expect(cues).toEqual([{ text: 'some words', start: 0, end: 1 }])
    expect(timing).toBe('cue')
  })

  it('reads the JSON of whisper.cpp', () => {
    const transcription = [{ offsets: { from: 1500, to: 2500 }, text: ' Hello' }]
    expect(valueOf(read({ result: { language: 'de' }, transcription }))).toEqual({
      inLanguage: 'de',
      timing: 'cue',
      cues: [{ text: 'Hello', start: 1.5, end: 2.5 }],
    })
  })

  it('loses only the segment that is broken', () => {
    const reading = read({ segments: [{ start: 0, end: 1, text: 'A' }, { start: null, text: 'B' }, 5] })
    expect(valueOf(reading).cues.map((cue) => cue.text)).toEqual(['A'])
    expect(codesOf(reading)).toEqual(['segment-left-out', 'segment-left-out'])
  })

  it('names JSON that is something else, or broken, with its place', () => {
    expect(codesOf(read({ title: 'a video' }))).toEqual(['json-not-a-transcript'])
    expect(readText('{"segments": [\n{"start": 0,}]}').problems).toMatchObject([
      { code: 'json-syntax', line: 2 },
    ])
  })
})
