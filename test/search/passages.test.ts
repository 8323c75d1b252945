import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { TalkContent } from '../../src/archive/event.js'
import type { Cue } from '../../src/archive/transcript.js'
import { eventPassages, talkPassages } from '../../src/search/passages.js'
import { aPerson, aTalk, aTranscript, anEvent } from './archive.js'

const event = anEvent('event', {
  faq: [
    { id: 'one', question: 'Q1?', answer: 'A1.', talk: 'event/talk' },
    { id: 'two', question: 'Q2?', answer: 'A2.' },
    { id: 'gone', question: 'Q3?', answer: 'A3.', talk: 'event/no-longer-there' },
  ],
  talks: ['event/talk'],
})

function speechOf(cues: readonly Cue[], timing: 'cue' | 'none' = 'cue'): ReturnType<typeof talkPassages> {
  const content = {
    talk: 'event/talk',
    transcripts: [{ id: 'en', inLanguage: 'en', timing, cues }],
    slideTrack: [],
  }
  return talkPassages(aTalk('event/talk'), content, event).filter((passage) => passage.kind === 'speech')
}

it('puts every cue in exactly one passage, in order, in passages of about 30 s', () => {
  const cue = fc.record({
    text: fc.constantFrom('one two', 'a sentence.', 'and'),
    length: fc.integer({ min: 0, max: 9 }),
  })
  fc.assert(
    fc.property(fc.array(cue, { maxLength: 120 }), fc.boolean(), (parts, timed) => {
      let time = 0
      const cues = parts.map(({ text, length }): Cue =>
        timed ? { text, start: time, end: (time += length) } : { text },
      )
      const passages = speechOf(cues, timed ? 'cue' : 'none')
      const covered = passages.flatMap(({ firstCue = 0, lastCue = -1 }) => cues.slice(firstCue, lastCue + 1))
      expect(covered).toEqual(cues)
      expect(passages.map((passage) => passage.text).join(' ')).toBe(cues.map(({ text }) => text).join(' '))
      for (const { start, end, text } of passages) {
        if (timed) expect((end ?? 0) - (start ?? 0)).toBeLessThanOrEqual(49)
        else {
          expect(start).toBeUndefined()
          expect(text.split(' ').length).toBeLessThanOrEqual(112)
        }
      }
      expect(new Set(passages.map(({ id }) => id)).size).toBe(passages.length)
    }),
  )
})

it('ends a passage with a sentence where it can', () => {
  const cues = Array.from({ length: 40 }, (_, index): Cue => ({
    text: index % 9 === 8 ? 'the end.' : 'more words',
    start: index * 3,
    end: index * 3 + 3,
  }))
  expect(
    speechOf(cues)
      .slice(0, -1)
      .every((passage) => passage.text.endsWith('the end.')),
  ).toBe(true)
})

it('keeps what is written about a withheld talk, and none of its words', () => {
  const content: TalkContent = {
    talk: 'event/talk',
    transcripts: [aTranscript(['secret'])],
    deck: { file: 'slides.pdf', slides: [{ page: 1, text: 'secret' }] },
    slideTrack: [],
  }
  for (const withheld of [{ recordingOptOut: true }, { status: 'withdrawn' as const }]) {
    const talk = aTalk('event/talk', {
      abstract: 'Public.',
      persons: [{ id: 'p', name: 'Ada', role: 'speaker' }],
      ...withheld,
    })
    const passages = talkPassages(talk, content, event)
    expect(passages.map((passage) => passage.kind)).toEqual(['title', 'abstract', 'speaker', 'faq'])
  }
})

it('gives questions to their talk, and to the event when they have none', () => {
  const ofTalk = talkPassages(aTalk('event/talk'), null, event).filter((passage) => passage.kind === 'faq')
  expect(ofTalk.map(({ faq, talk }) => [faq, talk])).toEqual([['one', 'event/talk']])
  const ofEvent = eventPassages(event).filter((passage) => passage.kind === 'faq')
  expect(ofEvent.map(({ faq, talk }) => [faq, talk])).toEqual([
    ['two', undefined],
    ['gone', undefined],
  ])
})

it('finds people by every name they have, with their biography', () => {
  const talk = aTalk('event/talk', {
    persons: [{ id: 'p', name: 'C.-J. Wu', role: 'speaker', affiliation: 'Lab' }],
  })
  const person = aPerson('p', 'Carole-Jean Wu', {
    alternateName: ['Carole Wu'],
    description: 'Builds systems.',
  })
  const [passage] = talkPassages(talk, null, event, () => person).filter((one) => one.kind === 'speaker')
  expect(passage?.text).toBe('C.-J. Wu, Carole-Jean Wu, Carole Wu, Lab\nBuilds systems.')
})

it('puts a slide’s title before its text where the text lacks it', () => {
  const content: TalkContent = {
    talk: 'event/talk',
    transcripts: [],
    deck: {
      file: 'slides.pdf',
      slides: [
        { page: 1, title: 'Two lines', text: 'Two\nlines\nand more' },
        { page: 2, title: 'Alone', text: 'other' },
        { page: 3, text: '  ' },
      ],
    },
    slideTrack: [],
  }
  const slides = talkPassages(aTalk('event/talk'), content, event).filter((one) => one.kind === 'slide')
  expect(slides.map(({ text }) => text)).toEqual(['Two\nlines\nand more', 'Alone\nother'])
})
