import { describe, expect, it } from 'vitest'
import { aPerson, aTalk, aTranscript, anArchive, anEvent } from './archive.js'

const archive = anArchive(
  [
    anEvent('ranking-2020', {
      name: 'Ranking Days 2020',
      startDate: '2020-03-23',
      faq: [
        { id: 'q1', question: 'Is lunch served?', answer: 'Yes, at noon.' },
        {
          id: 'q2',
          question: 'Which batch size?',
          answer: 'It depends on latency.',
          talk: 'ranking-2020/serving',
        },
      ],
    }),
    anEvent('memory-2024', {
      name: 'Memory Day 2024',
      startDate: '2024-05-02',
      description: 'A day about memory.',
    }),
  ],
  [
    {
      talk: aTalk('ranking-2020/serving', {
        name: 'Serving at scale',
        abstract: 'Recommendation under a latency budget.',
        persons: [{ id: 'udit', name: 'Udit Gupta', role: 'speaker' }],
        keywords: ['Serving'],
        inLanguage: 'en',
      }),
      content: {
        transcripts: [
          aTranscript([
            'Welcome everybody to this',
            'talk about embedding tables',
            'and why the tail latency',
            'matters for recommendation.',
            'We call it state of the',
            'art in near-memory processing.',
          ]),
          aTranscript(
            ['Willkommen zu diesem Vortrag', 'über embedding Tabellen', 'und warum die Latenz', 'zählt.'],
            { id: 'de', inLanguage: 'de' },
          ),
        ],
        deck: {
          file: 'slides.pdf',
          slides: [
            { page: 1, title: 'Serving at scale', text: 'Serving at scale\nUdit Gupta' },
            { page: 2, title: 'Embedding tables', text: 'Embedding tables\nGPT-4 and C++' },
          ],
        },
        slideTrack: [{ start: 4, end: 9, page: 2, source: 'manual', confidence: 1 }],
      },
    },
    {
      talk: aTalk('memory-2024/misses', {
        name: 'Where cache misses go',
        persons: [{ id: 'mei', name: 'Mei Satō', role: 'speaker' }],
        keywords: ['Memory'],
        inLanguage: 'en',
      }),
      content: { transcripts: [aTranscript(['One row of the embedding', 'is sixty-four bytes.'])] },
    },
  ],
  {
    persons: [
      aPerson('udit', 'Udit Gupta', { description: 'Works on datacenter hardware.' }),
      aPerson('mei', 'Mei Satō'),
    ],
    topics: [
      { id: 'serving', name: 'Serving', aliases: ['inference'] },
      { id: 'memory', name: 'Memory', aliases: [] },
    ],
  },
)

describe('search', () => {
  it('finds a word said, and jumps to it', async () => {
    const answer = await archive.ask({ q: 'latency', in: 'said' })
    const moment = answer.results[0]?.moments[0]
    expect(answer.momentTotal).toBe(1)
    expect(moment?.start).toBeGreaterThanOrEqual(6)
    expect(moment?.start).toBeLessThan(9)
    expect(moment?.url).toMatch(/^\/events\/ranking-2020\/serving\?t=/)
    expect(moment?.snippet.filter((run) => run.hit).map((run) => run.text)).toEqual(['latency'])
  })

  it('finds a phrase across cues, however it is spelled', async () => {
    for (const q of ['"state of the art"', '"state-of-the-art"', '"near memory processing"']) {
      const answer = await archive.ask({ q })
      expect([q, answer.momentTotal]).toEqual([q, 1])
    }
    expect((await archive.ask({ q: '"art of the state"' })).momentTotal).toBe(0)
  })

  it('leaves out a translation where the original answers, unless its language is asked for', async () => {
    const both = await archive.ask({ q: 'embedding', speaker: 'udit', in: 'speech' })
    expect(both.results[0]?.moments.map((moment) => moment.lang)).toEqual(['en'])
    const german = await archive.ask({ q: 'embedding lang:de' })
    expect(german.results[0]?.moments.map((moment) => moment.lang)).toEqual(['de'])
  })

  it('finds a person’s talks by name, by operator and without diacritics', async () => {
    for (const q of ['sato', 'speaker:sato', 'speaker:"mei sato"', 'Satō']) {
      const answer = await archive.ask({ q })
      expect([q, answer.results[0]?.talk?.id]).toEqual([q, 'memory-2024/misses'])
    }
  })

  it('shows the slide with its title and when it was up', async () => {
    const answer = await archive.ask({ q: 'C++' })
    expect(answer.results[0]?.moments[0]).toMatchObject({
      kind: 'slide',
      page: 2,
      start: 4,
      heading: 'Embedding tables',
    })
  })

  it('forgives a typo and says so', async () => {
    const answer = await archive.ask({ q: 'embeding tables' })
    expect(answer.correctedQuery).toBe('embedding tables')
    expect(answer.results[0]?.talk?.id).toBe('ranking-2020/serving')
    expect((await archive.ask({ q: 'embedding tables' })).correctedQuery).toBeUndefined()
  })

  it('does not take another form of a word for a typo', async () => {
    const forms = anArchive(
      [anEvent('event')],
      [
        {
          talk: aTalk('event/coins'),
          content: {
            transcripts: [
              aTranscript([
                'cross-chain swaps of coins',
                'a mapping of chains',
                'and what reducing them costs',
              ]),
              aTranscript(['модели предложений'], { id: 'ru', inLanguage: 'ru' }),
            ],
          },
        },
        {
          talk: aTalk('event/stage'),
          content: { transcripts: [aTranscript(['somebody has a life on the stage'])] },
        },
      ],
    )
    // Not `mapping`, two letters away; a word that is there is not corrected; one that is alone may be.
    const answers = ['swapping coins', 'моделью', 'refusing a life', 'mappinga', 'redusinge'].map(
      async (q) => [q, (await forms.ask({ q })).correctedQuery] as const,
    )
    expect(await Promise.all(answers)).toEqual([
      ['swapping coins', undefined],
      ['моделью', undefined],
      ['refusing a life', undefined],
      ['mappinga', 'mapping'],
      ['redusinge', 'reducing'],
    ])
    const [found] = (await forms.ask({ q: 'моделью предложение' })).results
    expect(found?.moments[0]).toMatchObject({ lang: 'ru', start: 0 })
  })

  it('says what it forgave as the archive writes it', async () => {
    const german = anArchive(
      [anEvent('event')],
      [
        {
          talk: aTalk('event/talk'),
          content: { transcripts: [aTranscript(['Rüstung und Kapazität'], { id: 'de', inLanguage: 'de' })] },
        },
      ],
    )
    expect((await german.ask({ q: 'Ruestung' })).correctedQuery).toBe('rüstung')
    expect((await german.ask({ q: 'Kapazitaat und Rüstung' })).correctedQuery).toBe('kapazität und Rüstung')
    expect((await german.ask({ q: '"Kapazitaat"' })).didYouMean).toBe('"kapazität"')
  })

  it('takes of words as near the one with the same first letter for what was meant, and shows it first', async () => {
    const near = anArchive(
      [anEvent('event')],
      ['cruss and cruss and cruss again', 'some grass'].map((said, number) => ({
        talk: aTalk(`event/${number}`),
        content: { transcripts: [aTranscript([said, said])] },
      })),
    )
    const answer = await near.ask({ q: 'gruss' })
    expect(answer.correctedQuery).toBe('grass')
    expect(answer.results.map(({ talk }) => talk?.id)).toEqual(['event/1', 'event/0'])
  })

  it('shows nothing that was said long before', async () => {
    const cues = [
      { text: 'Long before, somebody spoke of boats.', start: 0, end: 30 },
      { text: 'Sails are what moves them.', start: 90, end: 100 },
    ]
    const later = anArchive(
      [anEvent('event')],
      [{ talk: aTalk('event/sea'), content: { transcripts: [aTranscript([], { cues })] } }],
    )
    const [moment] = (await later.ask({ q: 'sails' })).results[0]?.moments ?? []
    expect(moment?.start).toBe(90)
    expect(moment?.snippet.map(({ text }) => text).join('')).toBe('Sails are what moves them.')
  })

  it('takes a word that is one for finished', async () => {
    const words = anArchive(
      [anEvent('event')],
      [
        ['ai', 'AI is a word of two letters'],
        ['air', 'air, air and more air'],
        ['art', 'the art of it'],
        ['article', 'an article about articles, an article'],
      ].map(([id = '', said = '']) => ({
        talk: aTalk(`event/${id}`),
        content: { transcripts: [aTranscript([said])] },
      })),
    )
    const found = async (q: string): Promise<(string | undefined)[]> =>
      (await words.ask({ q })).results.map(({ talk }) => talk?.id)
    expect(await found('AI')).toEqual(['event/ai'])
    expect(await found('ar')).toEqual(expect.arrayContaining(['event/art', 'event/article']))
    expect(await found('art')).toEqual(['event/art', 'event/article'])
  })

  it('begins at the word itself, not at another form of it, and shows nothing that is left out', async () => {
    const filler = 'and so on with other things that nobody would look for in any talk of this archive.'
    // Passages end with a sentence, after 24 seconds: the eighth cue is the last of the first one.
    const said = [`a runner ${filler}`, `many runners ${filler}`, filler, filler, filler, filler, filler]
    said.push('One sprinter more.', 'Proog is there.', filler)
    const forms = anArchive(
      [anEvent('event')],
      [{ talk: aTalk('event/run'), content: { transcripts: [aTranscript(said)] } }],
    )
    expect((await forms.ask({ q: 'runners' })).results[0]?.moments[0]?.start).toBeCloseTo(3, 0)
    const shown = (await forms.ask({ q: 'sprinter -proog' })).results.flatMap(({ moments }) =>
      moments.map(({ snippet }) => snippet.map(({ text }) => text).join('')),
    )
    expect(shown.length).toBeGreaterThan(0)
    expect(shown.filter((text) => text.includes('Proog'))).toEqual([])
  })

  it('reads Chinese in the script of the archive, and says so', async () => {
    const chinese = anArchive(
      [anEvent('event')],
      [
        {
          talk: aTalk('event/simplified'),
          content: {
            transcripts: [aTranscript(['今天我们', '管道分为三个阶段'], { id: 'zh', inLanguage: 'zh-CN' })],
          },
        },
        {
          talk: aTalk('event/traditional'),
          content: { transcripts: [aTranscript(['頭髮很長'], { id: 'zh', inLanguage: 'zh-TW' })] },
        },
      ],
    )
    const answer = await chinese.ask({ q: '"管道分為三個階段"' })
    expect(answer.correctedQuery).toBe('"管道分为三个阶段"')
    expect(answer.results[0]?.moments[0]).toMatchObject({ start: 3 })
    expect(await chinese.ask({ q: '头发' })).toMatchObject({ correctedQuery: '頭髮', total: 1 })
    expect((await chinese.ask({ q: '頭髮' })).correctedQuery).toBeUndefined()
    expect(await chinese.ask({ q: '"管道分為三個階段"', exact: '1' })).toMatchObject({ total: 0 })
  })

  it('gives an event’s own questions as the event’s', async () => {
    const answer = await archive.ask({ q: 'lunch' })
    expect(answer.results[0]).toMatchObject({ type: 'event', event: { id: 'ranking-2020' } })
    expect(answer.results[0]?.moments[0]?.url).toBe('/faq#q1')
  })

  it('removes what is excluded', async () => {
    expect(
      (await archive.ask({ q: 'embedding -bytes in:speech lang:en' })).results.map((one) => one.talk?.id),
    ).toEqual(['ranking-2020/serving'])
    expect(
      (await archive.ask({ q: 'embedding -"state of the art" in:speech lang:en' })).results.map(
        (one) => one.talk?.id,
      ),
    ).toEqual(['memory-2024/misses'])
  })

  it('answers an empty request with facets only, and browses with filters', async () => {
    const empty = await archive.ask({})
    expect(empty.results).toEqual([])
    expect(empty.facets.event.map((value) => value.label)).toEqual(['Ranking Days 2020', 'Memory Day 2024'])
    const browse = await archive.ask({ topic: 'inference' })
    expect(browse.results.map((one) => one.talk?.id)).toEqual(['ranking-2020/serving'])
    expect(browse.momentTotal).toBeGreaterThan(4)
  })
})
