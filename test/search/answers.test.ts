import { describe, expect, it } from 'vitest'
import { KIND_LABELS, type Moment } from '../../src/archive/moment.js'
import { FACETS, type SearchAnswer, type SearchRequest } from '../../src/search/answer.js'
import type { SearchEngine } from '../../src/search/engine.js'
import { DEFAULT_ENGINE } from '../../src/search/engines.js'
import { parseSearchRequest } from '../../src/search/request.js'
import { memoryFiles } from './memoryFiles.js'
import { aPerson, aTalk, aTranscript, anArchive, anEvent } from './archive.js'

const SUBJECTS = ['latency', 'memory', 'embedding', 'bandwidth', 'cache']

/** Twelve talks at two events, in two languages, about five subjects over and over. */
const archive = anArchive(
  [
    anEvent('first', {
      startDate: '2020-03-01',
      faq: [
        { id: 'f1', question: 'What about latency?', answer: 'Measure it.' },
        { id: 'f2', question: 'And memory?', answer: 'Latency again.', talk: 'first/talk-0' },
      ],
    }),
    anEvent('second', { startDate: '2024-06-01', description: 'Latency, and what to do about memory.' }),
  ],
  Array.from({ length: 12 }, (_, index) => {
    const texts = Array.from({ length: 100 }, (_cue, cue) =>
      cue % 7 === 0 ? `about ${SUBJECTS[(index + cue) % 5] ?? ''} here` : `filler words number ${cue} go on.`,
    )
    return {
      talk: aTalk(`${index % 3 ? 'second' : 'first'}/talk-${index}`, {
        name: `Talk ${index} on ${SUBJECTS[index % 5] ?? ''}`,
        persons: [{ id: index % 2 ? 'ada' : 'bo', name: index % 2 ? 'Ada' : 'Bo', role: 'speaker' }],
        keywords: [SUBJECTS[index % 5] ?? ''],
        inLanguage: 'en',
      }),
      content: {
        transcripts: [
          aTranscript(texts),
          ...(index % 4
            ? []
            : [
                aTranscript(
                  texts.map((text) => text.replace('about', 'von')),
                  { id: 'de', inLanguage: 'de' },
                ),
              ]),
        ],
        deck: {
          file: 'd.pdf',
          slides: [1, 2, 3].map((page) => ({ page, text: `page on ${SUBJECTS[(index + page) % 5] ?? ''}` })),
        },
      },
    }
  }),
  {
    persons: [aPerson('ada', 'Ada'), aPerson('bo', 'Bo')],
    topics: SUBJECTS.map((name) => ({ id: name, name, aliases: [] })),
  },
)

const keyOf = (moment: Moment): string =>
  `${moment.kind} ${moment.lang ?? ''} ${moment.start ?? ''} ${moment.url}`

/** Every moment of a request, by paging all results and then all moments of each. */
async function everyMoment(params: Parameters<typeof archive.ask>[0]): Promise<string[]> {
  const moments: string[] = []
  const ids: string[] = []
  for (let offset = 0; ; offset += 5) {
    const { results, total } = await archive.ask({ ...params, limit: '5', offset: String(offset) })
    ids.push(...results.map((result) => result.talk?.id ?? result.event?.id ?? ''))
    if (offset + 5 >= total) break
  }
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) {
    for (let offset = 0; ; offset += 7) {
      const { results } = await archive.ask({ ...params, talk: id, limit: '7', offset: String(offset) })
      const [result] = results
      moments.push(...(result?.moments ?? []).map((moment) => `${id} ${keyOf(moment)}`))
      if (offset + 7 >= (result?.momentTotal ?? 0)) break
    }
  }
  return moments
}

const REQUESTS: readonly Partial<Record<keyof SearchRequest, string>>[] = [
  { q: 'latency' },
  { q: 'latency memory' },
  { q: '"about latency here"' },
  { q: 'latency -memory' },
  { q: 'latency', in: 'speech' },
  { q: 'latency', lang: 'de' },
  { q: 'latency', event: 'second', speaker: 'ada' },
  { q: 'memory', sort: 'date' },
  { topic: 'cache' },
  { q: 'in:slides' },
]

describe.each(REQUESTS)('%j', (params) => {
  it('reaches every result and every moment exactly once', async () => {
    const answer = await archive.ask(params)
    const moments = await everyMoment(params)
    expect(moments.length).toBe(answer.momentTotal)
    expect(new Set(moments).size).toBe(moments.length)
  })

  it('counts facets as the results do', async () => {
    const answer = await archive.ask(params)
    for (const facet of FACETS) {
      for (const { value, count } of answer.facets[facet]) {
        const chosen: SearchAnswer = await archive.ask({
          ...params,
          q: params.q === 'in:slides' && facet === 'in' ? '' : params.q,
          [facet]: value,
        })
        expect([facet, value, chosen.momentTotal]).toEqual([facet, value, count])
      }
    }
  })

  it('shows hits in every snippet, and jumps into the cue that says it', async () => {
    const { results } = await archive.ask({ ...params, limit: '50' })
    for (const { talk, moments } of results) {
      for (const moment of moments) {
        const hits = moment.snippet.filter((run) => run.hit)
        if (params.q && params.q !== 'in:slides') expect(hits.length).toBeGreaterThan(0)
        if (moment.kind !== 'speech' || hits.length === 0) continue
        const transcript = archive.contents
          .get(talk?.id ?? '')
          ?.transcripts.find((one) => one.inLanguage === moment.lang)
        const cue = transcript?.cues.find(
          ({ start = 0, end = 0 }) => start <= (moment.start ?? -1) && (moment.start ?? -1) < end,
        )
        expect(cue?.text).toContain(hits[0]?.text.split(' ')[0])
      }
    }
  })
})

it('gives no more values of a facet than are asked for, the most frequent and the chosen ones', async () => {
  const all = await archive.ask({ q: 'filler' })
  const request = { ...parseSearchRequest({ q: 'filler', topic: 'cache' }), facetValues: 2 }
  const { facets } = await archive.answer(request)
  expect(facets.topic.map(({ value }) => value)).toContain('cache')
  expect(facets.topic.length).toBeLessThanOrEqual(3)
  expect(all.facets.topic).toHaveLength(SUBJECTS.length)
  expect(facets.event).toHaveLength(2)
})

it('labels facets for people', async () => {
  const { facets } = await archive.ask({ q: 'latency' })
  expect(facets.in.find(({ value }) => value === 'speech')?.label).toBe(KIND_LABELS.speech)
  expect(facets.lang.map(({ label }) => label).sort()).toEqual(['English', 'German'])
  expect(facets.year.map(({ value }) => value)).toEqual(['2024', '2020'])
})

it('puts the latest first by date', async () => {
  const { results } = await archive.ask({ q: 'latency', sort: 'date', limit: '50' })
  const dates = results.map((result) => (result.talk ? (result.talk.date ?? '') : ''))
  expect(dates.filter(Boolean)).toEqual(dates.filter(Boolean).sort().reverse())
})

it('takes a phrase that nothing has as words, where there are words beside it, and says so', async () => {
  const answer = await archive.ask({ q: 'about "latency bandwidth"' })
  expect(answer.correctedQuery).toBe('about latency bandwidth')
  expect(answer.total).toBeGreaterThan(0)
  expect((await archive.ask({ q: 'about "latency bandwidth"', exact: '1' })).total).toBe(0)
  expect((await archive.ask({ q: '"latency bandwidth"' })).total).toBe(0)
})

it('suggests what to search instead of nothing', async () => {
  expect((await archive.ask({ q: '"latency bandwidth"' })).didYouMean).toBe('latency bandwidth')
  expect((await archive.ask({ q: '"about latncy here"' })).didYouMean).toBe('"about latency here"')
  expect((await archive.ask({ q: 'zzzzqqqq' })).didYouMean).toBeUndefined()
})

it('suggests nothing that would find nothing, filters included', async () => {
  const found = await archive.ask({ q: '"latency bandwidth"', lang: 'en' })
  expect(found.didYouMean).toBe('latency bandwidth')
  expect((await archive.ask({ q: '"latency bandwidth"', lang: 'ja' })).didYouMean).toBeUndefined()
  expect((await archive.ask({ q: '"about latncy somewhereelse"' })).didYouMean).toBeUndefined()
})

async function openEmpty(): Promise<SearchEngine> {
  const files = memoryFiles()
  return DEFAULT_ENGINE.open(await DEFAULT_ENGINE.update([], null, files), files)
}

it('throws when the engine cannot answer', async () => {
  const { createSearch } = await import('../../src/search/search.js')
  const { createAddresses } = await import('../../src/archive/addresses.js')
  const broken = createSearch({
    catalogue: archive.catalogue,
    addresses: createAddresses(''),
    engine: {
      name: 'broken',
      passages: (await openEmpty()).passages,
      find: () => {
        throw new Error('engine down')
      },
      passagesWith: () => 0,
      near: () => [],
      forms: () => [],
      complete: () => [],
    },
  })
  await expect(broken.answer(parseSearchRequest({ q: 'x' }))).rejects.toThrow('engine down')
  await expect(broken.answer(parseSearchRequest({}))).rejects.toThrow('engine down')
})
