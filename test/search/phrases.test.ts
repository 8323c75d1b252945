import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Cue } from '../../src/archive/transcript.js'
import { aTalk, anArchive, anEvent } from './archive.js'

const WORDS = ['state', 'of', 'the', 'art', 'memory', 'near', 'C++', '1,000', "don't", '学', '習', 'p99']

/** Cues of one to three words, three seconds a word. */
const transcript = fc
  .array(fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 60 })
  .map((cues) => {
    let time = 0
    return cues.map((words): Cue => {
      const timed = words.map((text) => ({ text, start: (time += 3) - 3, end: time }))
      return { text: words.join(' '), start: timed[0]?.start ?? 0, end: time, words: timed }
    })
  })

it('finds a quoted phrase wherever it begins, and nowhere else', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(transcript, { minLength: 1, maxLength: 3 }),
      fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 }),
      async (talks, phrase) => {
        const archive = anArchive(
          [anEvent('event', { name: 'x' })],
          talks.map((cues, index) => ({
            talk: aTalk(`event/talk-${index}`, { name: 'x' }),
            content: { transcripts: [{ id: 'en', inLanguage: 'en', timing: 'word' as const, cues }] },
          })),
        )
        const everyPassage = await archive.passages()
        // By brute force: every word where the phrase begins, and the first of them in every passage.
        const expected: string[] = []
        talks.forEach((cues, index) => {
          const words = cues.flatMap((cue, at) => (cue.words ?? []).map((word) => ({ ...word, cue: at })))
          const begins = words.filter((_, at) =>
            phrase.every((word, next) => words[at + next]?.text === word),
          )
          const passages = everyPassage.filter(
            ({ kind, talk }) => kind === 'speech' && talk === `event/talk-${index}`,
          )
          for (const { firstCue = 0, lastCue = 0 } of passages) {
            const first = begins.find(({ cue }) => firstCue <= cue && cue <= lastCue)
            if (first) expected.push(`event/talk-${index} ${first.start}`)
          }
        })
        const found: string[] = []
        for (const id of talks.keys()) {
          const answer = await archive.ask({
            q: `"${phrase.join(' ')}"`,
            talk: `event/talk-${id}`,
            limit: '50',
          })
          for (const moment of answer.results[0]?.moments ?? [])
            found.push(`event/talk-${id} ${moment.start ?? ''}`)
        }
        expect(found.sort()).toEqual(expected.sort())
      },
    ),
    { numRuns: 150 },
  )
})
