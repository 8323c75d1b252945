import { describe, expect, it } from 'vitest'
import { createCatalogue } from '../../src/archive/catalogue.js'
import type { CatalogueRecord, Event, Talk } from '../../src/archive/event.js'
import { createAddresses } from '../../src/archive/addresses.js'
import { topicRows } from '../../src/web/pages/card.js'
import { eventPage } from '../../src/web/pages/event.js'
import { eventsPage } from '../../src/web/pages/events.js'
import { byLetter } from '../../src/web/pages/letters.js'
import { pagesOf } from '../../src/web/pages/paging.js'
import { speakerPage, speakersPage } from '../../src/web/pages/speakers.js'
import { statisticsPage } from '../../src/web/pages/statistics.js'
import { LACKS, lacks, talksPage } from '../../src/web/pages/talks.js'
import { topicsPage } from '../../src/web/pages/topics.js'
import { bareTalk } from './fixtureTalks.js'
import { openSite } from './site.js'

const site = await openSite()
const VIDEO = { id: 'v.mp4', role: 'video', name: 'v.mp4', mediaType: 'video/mp4', duration: 3600 } as const

const SITE = {
  addresses: createAddresses(''),
  basePath: '',
  importsOf: () => [],
  archive: { title: 'Archive', inLanguage: 'en', links: [] },
}

function archiveOf(rest: Partial<CatalogueRecord>): ReturnType<typeof createCatalogue> {
  return createCatalogue({ archive: SITE.archive, events: [], talks: [], persons: [], topics: [], ...rest })
}

function eventOf(id: string, talks: readonly Talk[], rest: Partial<Event> = {}): Event {
  const none = { alternateName: [], organizer: [], keywords: [], notes: [], links: [], faq: [], oldIds: [] }
  return { id, name: `Event ${id}`, ...none, talks: talks.map((talk) => talk.id), ...rest }
}

describe('events', () => {
  const events = [
    eventOf('d-25', [], { startDate: '2025-01-01', superEvent: { name: 'Days' } }),
    eventOf('d-24', [], {
      startDate: '2024-01-01',
      superEvent: { name: 'DAYS ', url: 'https://days.example' },
    }),
    eventOf('alone', []),
  ]
  const catalogue = archiveOf({ events })

  it('stand under their years, or under their series', () => {
    const years = eventsPage(SITE, catalogue, 'year')
    expect(years.groups.map((group) => [group.name, group.events.length])).toEqual([
      ['2025', 1],
      ['2024', 1],
      ['Without a date', 1],
    ])
    expect(years.otherUrl).toBe('/events?by=series')
    const series = eventsPage(SITE, catalogue, 'series')
    expect(series.groups.map((group) => [group.name, group.website, group.events.length])).toEqual([
      ['Days', 'https://days.example', 2],
      ['Not part of a series', null, 1],
    ])
  })

  it('know all editions of their series, themselves among them', () => {
    const [first] = catalogue.events
    expect(first && eventPage(SITE, catalogue, first).series).toMatchObject({
      url: '/events?by=series#series-days',
      editions: [
        { year: '2025', isCurrent: true },
        { year: '2024', isCurrent: false },
      ],
    })
  })

  it('without any series are not offered by series', () => {
    expect(eventsPage(SITE, archiveOf({ events: [eventOf('alone', [])] }), 'series').otherUrl).toBeNull()
  })

  it('say when, in days where they last several', () => {
    const at = (slug: string, local: string): Talk =>
      bareTalk('e', slug, slug, {
        start: { local, iso: `${local}:00+02:00`, timeZone: 'Europe/Berlin', abbreviation: 'CEST' },
        duration: 1800,
        track: slug,
      })
    const talks = [at('a', '2024-06-01T09:00'), at('b', '2024-06-02T09:00')]
    const event = eventOf('e', talks)
    const page = eventPage(SITE, archiveOf({ events: [event], talks }), event)
    expect(page.when).toMatchObject({ text: '1–2 June 2024', zone: 'Berlin (CEST)' })
    expect(page.days.map((day) => [day.name, day.anchor, day.rows[0]?.track])).toEqual([
      ['Saturday 1 June', 'day-2024-06-01', 'a'],
      ['Sunday 2 June', 'day-2024-06-02', 'b'],
    ])
    const longer = [...talks, at('c', '2025-01-01T09:00'), bareTalk('e', 'd', 'd')]
    const lasting = eventOf('e', longer)
    const { days } = eventPage(SITE, archiveOf({ events: [lasting], talks: longer }), lasting)
    expect(days.map((day) => day.name)).toEqual([
      'Saturday 1 June 2024',
      'Sunday 2 June 2024',
      'Wednesday 1 January 2025',
      'Without a time',
    ])
  })

  it('tell whom to ask', async () => {
    const own = eventOf('e', [], {
      links: [{ type: 'contact', title: 'The committee', url: 'https://example.org/ask' }],
    })
    expect(eventPage(SITE, archiveOf({ events: [own] }), own).contact?.name).toBe('The committee')
    expect((await site.get('/events/ranking-2026')).text).toContain(
      'href="mailto:archive@example.org">archive@',
    )
  })
})

describe('topics', () => {
  it('that only an event has count the event', async () => {
    const rows = topicRows(SITE.addresses, site.fixture.snapshot.catalogue)
    expect(rows.find((row) => row.name === 'Spring schools')?.count).toBe('1 event')
    const { text } = await site.get('/topics/spring-schools')
    expect(text).toContain('Ranking Reading Group')
    expect(text).not.toMatch(/no talks/i)
  })

  it('are sorted as people count, under letters that can be linked', () => {
    const topics = ['Topic 10', 'Topic 9', 'Éclair', '9 lives'].map((name, i) => ({
      id: `t${i}`,
      name,
      aliases: [],
    }))
    expect(
      topicsPage(SITE, archiveOf({ topics })).letters.map((group) => [
        group.anchor,
        group.rows.map((row) => row.name),
      ]),
    ).toEqual([
      ['letter-other', ['9 lives']],
      ['letter-E', ['Éclair']],
      ['letter-T', ['Topic 9', 'Topic 10']],
    ])
  })

  it('leave no talk out', () => {
    const talks = Array.from({ length: 30 }, (_, i) => bareTalk('e', `t${i}`, `T${i}`))
    const page = topicsPage(SITE, archiveOf({ events: [eventOf('e', talks)], talks }))
    expect(page.untagged).toMatchObject({ total: '30', url: '/talks?without=topic' })
  })
})

describe('speakers', () => {
  const persons = [
    { id: 'b', name: 'Ada Berg', sortName: 'Berg, Ada', alternateName: [], sameAs: [], affiliation: 'Now' },
    { id: 'a', name: 'Zoë Ålund', sortName: 'Ålund, Zoë', alternateName: [], sameAs: [] },
  ]
  const spoke = (event: string, affiliation: string, id = 'b'): Talk =>
    bareTalk(event, `by-${id}`, 'T', { persons: [{ id, name: id, role: 'speaker', affiliation }] })
  const talks = [
    spoke('e24', 'Harbour'),
    spoke('e22', 'Harbour'),
    spoke('e20', 'School'),
    spoke('e20', 'X', 'a'),
  ]
  const events = ['e24', 'e22', 'e20'].map((id) =>
    eventOf(
      id,
      talks.filter((talk) => talk.event === id),
      { startDate: `20${id.slice(1)}-05-01` },
    ),
  )
  const catalogue = archiveOf({ events, talks, persons })

  it('stand under the letter they are sorted by', () => {
    expect(speakersPage(SITE, catalogue).letters.map(({ letter, rows }) => [letter, rows[0]?.name])).toEqual([
      ['A', 'Zoë Ålund'],
      ['B', 'Ada Berg'],
    ])
    expect(byLetter(['李', '!', 'ß'], (name) => name).map((group) => group.letter)).toEqual(['李', '#', 'SS'])
  })

  it('have talks by year over all events, and affiliations over time', () => {
    const ada = catalogue.person('b')
    const page = ada && speakerPage(SITE, catalogue, ada)
    expect(page?.years.map((group) => [group.year, group.cards.length])).toEqual([
      ['2024', 1],
      ['2022', 1],
      ['2020', 1],
    ])
    expect(page?.affiliations).toEqual([
      { name: 'Now', years: '' },
      { name: 'Harbour', years: '2022–2024' },
      { name: 'School', years: '2020' },
    ])
  })
})

describe('lists in pages', () => {
  it('show where they are and what is beside', () => {
    const address = (page: number): string => `?page=${page}`
    expect(pagesOf({ total: 10, size: 10, current: 1 }, address)).toBeNull()
    expect(pagesOf({ total: 1001, size: 10, current: 101 }, address)).toMatchObject({
      links: [
        { label: '97' },
        { label: '98' },
        { label: '99' },
        { label: '100' },
        { label: '101', isCurrent: true },
      ],
      before: '?page=100',
      after: null,
      shown: '1,001–1,001 of 1,001',
    })
  })

  it('stop at the last page', () => {
    const talks = Array.from({ length: 121 }, (_, i) => bareTalk('e', `t${i}`, `T${i}`))
    const catalogue = archiveOf({ events: [eventOf('e', talks)], talks })
    expect(talksPage(SITE, catalogue, { page: 9999 }).pages?.shown).toBe('121–121 of 121')
  })

  it.each([
    '/talks?page=0',
    '/talks?page=-1',
    '/talks?page=1e3',
    '/talks?page=2&page=3',
    '/talks?without=sense',
  ])('%s is the whole list from its beginning', async (path) => {
    const { status, text } = await site.get(path)
    expect(status).toBe(200)
    expect(text).toContain('<h1>Talks</h1>')
  })
})

describe('statistics', () => {
  it('count what is there and name what is missing, of talks that could have it', () => {
    const whole = bareTalk('e', 'whole', 'Whole', {
      files: [VIDEO],
      keywords: ['A'],
      inLanguage: 'ja',
      deck: { file: 'd', pages: 12 },
      transcripts: [
        { id: 'ja', inLanguage: 'ja', timing: 'cue', cues: 3, words: 900 },
        { id: 'en', inLanguage: 'en', timing: 'cue', cues: 3, words: 700 },
      ],
    })
    const talks = [
      whole,
      bareTalk('e', 'bare', 'Bare'),
      bareTalk('e', 'soon', 'Soon', { status: 'scheduled' }),
      bareTalk('e', 'gone', 'Gone', { status: 'withdrawn', files: [VIDEO] }),
    ]
    const page = statisticsPage(
      SITE,
      archiveOf({ events: [eventOf('e', talks, { startDate: '2024-01-01' })], talks }),
    )
    const values = (rows: typeof page.has): Record<string, string> =>
      Object.fromEntries(rows.map((row) => [row.label, row.value]))
    expect(page.figures.map((figure) => `${figure.value} ${figure.label}`)).toEqual([
      '1 event',
      '4 talks',
      '1 hour recorded',
      '900 words said',
      '12 slides',
    ])
    expect(values(page.has)).toEqual({ Video: '1', Transcript: '1', Slides: '1' })
    expect(values(page.missing)).toEqual({
      'No recording': '1',
      'No transcript': '1',
      'No slides': '1',
      'No topic': '3',
    })
    expect(values(page.status)).toEqual({ Given: '2', 'Still to come': '1', Withdrawn: '1' })
    expect(page.years).toMatchObject([
      { year: '2024', talks: '4', recorded: '1 h', words: '900', slides: '12' },
    ])
    expect(page.transcribed.map((row) => row.label)).toEqual(['English', 'Japanese'])
    expect(LACKS.filter((lack) => lacks(whole, lack))).toEqual([])
  })

  it('lead to lists that hold as many', async () => {
    const page = statisticsPage(SITE, site.fixture.snapshot.catalogue)
    for (const row of [...page.has, ...page.missing, ...page.transcribed]) {
      if (!row.url) continue
      const { text } = await site.get(row.url)
      const total = /<p class="meta">([\d,]+) talk|<b>([\d,]+) (?:talk|result)s?<\/b>/.exec(text)
      expect([row.url, total?.[1] ?? total?.[2]]).toEqual([row.url, row.value])
    }
  })

  it('of an empty archive have nothing to divide by', () => {
    const page = statisticsPage(SITE, archiveOf({}))
    expect(JSON.stringify(page)).not.toMatch(/NaN|Infinity/)
    expect(page.years).toEqual([])
  })
})
