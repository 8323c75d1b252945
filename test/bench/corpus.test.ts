import { describe, expect, it } from 'vitest'

import { readEverything } from '../../scripts/bench/speed/bruteForce.js'
import { createCorpus } from '../../scripts/bench/speed/corpus.js'
import { CUE_SECONDS, CUES, SLIDES } from '../../scripts/bench/speed/talkWords.js'
import { KINDS, typed } from '../../scripts/bench/speed/kinds.js'
import { drawQueries } from '../../scripts/bench/speed/queries.js'
import { FORMS } from '../../scripts/bench/speed/words.js'

const TALKS = 45
const corpus = createCorpus(TALKS)
const made = Array.from({ length: TALKS }, (_, number) => corpus.talk(number))

describe('the made collection', () => {
  it('is the same every time, and a talk is the same in a larger collection', () => {
    const again = createCorpus(TALKS)
    expect(again.talk(7)).toEqual(made[7])
    expect(again.catalogue(made.map(({ talk }) => talk))).toEqual(
      corpus.catalogue(made.map(({ talk }) => talk)),
    )
    expect(createCorpus(200).talk(7).content).toEqual(made[7]?.content)
  })

  it('has talks of the stated length and shape', () => {
    const lengths = made.map(({ words }) => [...words.cues, ...words.slides, words.abstract].flat().length)
    const mean = lengths.reduce((sum, length) => sum + length, 0) / TALKS
    expect(mean).toBeGreaterThan(8190 * 0.99)
    expect(mean).toBeLessThan(8190 * 1.01)
    for (const { content } of made) {
      const cues = content.transcripts[0]?.cues ?? []
      expect(cues).toHaveLength(CUES)
      expect(cues.at(-1)?.end).toBe(CUES * CUE_SECONDS)
      expect(content.deck?.slides).toHaveLength(SLIDES)
    }
  })

  it('has words with the frequencies of a language', () => {
    expect(new Set(corpus.vocabulary.words).size).toBe(FORMS)
    const counts = new Map<number, number>()
    for (const { words } of made)
      for (const rank of words.cues.flat()) counts.set(rank, (counts.get(rank) ?? 0) + 1)
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
    const share = (rank: number): number => (counts.get(rank) ?? 0) / total
    // 1 / (1^1.05 + … + 1/63900^1.05) is 0.11; topics, sections and collocations take their part of the words.
    expect(share(0)).toBeGreaterThan(0.07)
    expect(share(0)).toBeLessThan(0.11)
    expect(share(0) / share(9)).toBeGreaterThan(10 ** 1.05 * 0.85)
    expect(share(0) / share(9)).toBeLessThan(10 ** 1.05 * 1.15)
    expect(counts.size).toBeGreaterThan(25_000)
  })

  it('belongs to events of forty talks', () => {
    const { events, persons } = corpus.catalogue(made.map(({ talk }) => talk))
    expect(events.map(({ talks }) => talks.length)).toEqual([40, 5])
    expect(events.flatMap(({ talks }) => talks)).toEqual(made.map(({ talk }) => talk.id))
    const known = new Set(persons.map(({ id }) => id))
    for (const { talk } of made) for (const { id } of talk.persons) expect(known).toContain(id)
  })
})

describe('the queries', () => {
  const queries = drawQueries(corpus, 12)

  it('are as many of each kind, no two alike, and the same every time', () => {
    expect([...queries.keys()]).toEqual([...KINDS])
    for (const [kind, some] of queries)
      expect(new Set(some.map((query) => JSON.stringify(query))).size, kind).toBe(12)
    expect(drawQueries(createCorpus(TALKS), 12)).toEqual(queries)
  })

  it('all have an answer in the texts, misspelt and unfinished words aside', () => {
    const asked = KINDS.filter((kind) => kind !== 'typo' && kind !== 'prefix').flatMap(
      (kind) => queries.get(kind) ?? [],
    )
    readEverything(corpus, asked).forEach(({ exact }, index) => {
      const query = asked[index]
      expect(exact, query && `${query.kind}: ${typed(query)}`).toBeGreaterThan(0)
    })
  })
})
