import { describe, expect, it } from 'vitest'
import { createAddresses } from '../../src/archive/addresses.js'
import { timeInFragment } from '../../src/player/address.js'
import { spokenAt } from '../../src/player/spoken.js'
import { dayRange, whenOfTalk } from '../../src/web/pages/dates.js'
import { headed } from '../../src/web/pages/headed.js'
import { count, direction, language, list, monogram, size } from '../../src/web/pages/labels.js'
import { rulerOf } from '../../src/web/pages/ruler.js'
import { nearbyRequests } from '../../src/web/pages/search.js'
import { searchAddress, toggled } from '../../src/web/pages/searchAddress.js'
import type { SearchRequest } from '../../src/search/answer.js'
import { bareTalk } from './fixtureTalks.js'

const REQUEST: SearchRequest = {
  q: 'tail latency',
  limit: 10,
  offset: 20,
  event: [],
  speaker: ['wu'],
  topic: [],
  year: [],
  lang: [],
  in: [],
  has: [],
  sort: 'relevance',
}

describe('when a talk was', () => {
  const at = (local: string, iso: string, timeZone: string, duration: number): string | undefined =>
    whenOfTalk(bareTalk('e', 't', 'T', { start: { local, iso, timeZone, abbreviation: 'X' }, duration }))
      ?.text

  it('is told in the time of its event', () => {
    expect(at('2020-03-23T11:00', '2020-03-23T11:00:00-04:00', 'America/New_York', 900)).toBe(
      'Monday 23 March 2020, 11:00–11:15',
    )
  })

  it('names the day when it ends on another', () => {
    expect(at('2026-05-14T23:30', '2026-05-14T23:30:00+09:00', 'Asia/Tokyo', 3600)).toBe(
      'Thursday 14 May 2026, 23:30–Friday 15 May 2026, 00:30',
    )
  })

  it('follows the clock when it is changed in the middle', () => {
    expect(at('2025-03-30T01:30', '2025-03-30T01:30:00+01:00', 'Europe/Berlin', 3600)).toBe(
      'Sunday 30 March 2025, 01:30–03:30',
    )
  })
})

describe('days', () => {
  it.each([
    ['2026-03-09', '2026-03-11', '9–11 March 2026'],
    ['2026-03-30T10:00', '2026-04-02', '30 March – 2 April 2026'],
    ['2025-12-31', '2026-01-01', '31 December 2025 – 1 January 2026'],
    ['2026-03-09', '2026-03-09', '9 March 2026'],
    ['2026-03-09', '2026-03-01', '9 March 2026'],
    ['soon', 'later', 'soon'],
  ])('%s to %s are %s', (from, to, words) => {
    expect(dayRange(from, to)).toBe(words)
  })
})

describe('words for things', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [41_200, '41 kB'],
    [999_600, '1.0 MB'],
    [8_140_000, '8.1 MB'],
    [1_520_000_000, '1.5 GB'],
  ])('%i bytes are %s', (bytes, words) => {
    expect(size(bytes)).toBe(words)
  })

  it('count, join, name and abbreviate', () => {
    expect([count(0, 'talk'), count(1, 'talk'), count(1200, 'talk')]).toEqual([
      'no talks',
      '1 talk',
      '1,200 talks',
    ])
    expect(list(['A', 'B', 'C'])).toBe('A, B and C')
    expect([language('de'), language('pt-BR'), language('qaa'), language('not a tag')]).toEqual([
      'German',
      'Brazilian Portuguese',
      'qaa',
      'not a tag',
    ])
    expect([monogram('Xuan (Silvia) Zhang'), monogram('مي'), monogram('Plato'), monogram('')]).toEqual([
      'XZ',
      'م',
      'P',
      '',
    ])
    expect([
      direction('ar'),
      direction('he-IL'),
      direction('az-Arab'),
      direction('ja'),
      direction('??'),
    ]).toEqual(['rtl', 'rtl', 'rtl', 'ltr', 'ltr'])
  })
})

describe('a slide among the results', () => {
  it('has its title once, with what was found in it', () => {
    const snippet = [
      { text: 'Tail ', hit: false },
      { text: 'latency', hit: true },
      { text: ' sets the limit Target 100 ms', hit: false },
    ]
    expect(headed({ heading: 'Tail latency sets', snippet })).toEqual({
      heading: [
        { text: 'Tail ', hit: false },
        { text: 'latency', hit: true },
        { text: ' sets', hit: false },
      ],
      snippet: [{ text: ' the limit Target 100 ms', hit: false }],
    })
    expect(headed({ heading: 'Other', snippet }).heading).toEqual([{ text: 'Other', hit: false }])
    expect(headed({ snippet }).heading).toEqual([])
  })
})

describe('the ruler of a result', () => {
  const moment = { kind: 'speech', timing: 'cue', score: 1, snippet: [], url: '' } as const

  it('places hits by time, or by page for a deck alone', () => {
    const video = { id: 'v', role: 'video', name: 'v', mediaType: 'video/mp4', duration: 200 } as const
    const timed = bareTalk('e', 't', 'T', { files: [video], chapters: [{ name: 'B', start: 50 }] })
    expect(rulerOf(timed, [{ ...moment, start: 100 }, { ...moment, start: 900 }, moment])).toEqual({
      segments: [
        { x: '0%', width: '25%' },
        { x: '25%', width: '75%' },
      ],
      hits: ['50%'],
    })
    const deck = bareTalk('e', 't', 'T', { deck: { file: 'd', pages: 4 } })
    expect(rulerOf(deck, [{ ...moment, page: 3 }])?.hits).toEqual(['62.5%'])
    expect(rulerOf(bareTalk('e', 't', 'T'), [moment])).toBeNull()
  })
})

describe('the address of a search', () => {
  const addresses = createAddresses('/talks')

  it('keeps what was asked, and goes back to the first page when that changes', () => {
    expect(searchAddress(addresses, REQUEST)).toBe('/talks/search?q=tail+latency&speaker=wu&offset=20')
    expect(searchAddress(addresses, REQUEST, toggled(REQUEST, 'speaker', 'gupta'))).toBe(
      '/talks/search?q=tail+latency&speaker=wu&speaker=gupta',
    )
    expect(searchAddress(addresses, REQUEST, toggled(REQUEST, 'speaker', 'wu'))).toBe(
      '/talks/search?q=tail+latency',
    )
  })

  it('has neighbours with fewer demands', () => {
    expect(
      nearbyRequests({ ...REQUEST, q: '"tail latency" year:2020' }).map(({ label, request }) => [
        label,
        request.q,
      ]),
    ).toEqual([
      ['Without the filters', '"tail latency" year:2020'],
      ['Only the words', 'tail latency'],
      ['Only one word', 'tail'],
      ['Only one word', 'latency'],
    ])
    expect(nearbyRequests({ ...REQUEST, q: 'latency', speaker: [] })).toEqual([])
    const meant = nearbyRequests({ ...REQUEST, q: 'latancy', exact: true }, 'latency')[0]
    expect(meant).toMatchObject({ label: 'Did you mean', request: { q: 'latency', exact: false } })
    // The words of a phrase are offered as such.
    expect(nearbyRequests({ ...REQUEST, q: '"a b"', speaker: [] }, 'a b').map(({ label }) => label)).toEqual([
      'Only the words',
    ])
  })
})

describe('the place of the voice', () => {
  it('is the last sentence that has begun', () => {
    const starts = [0, 4.24, 9]
    expect([-1, 0, 4.23, 4.2, 8.9, 9, 100].map((time) => spokenAt(starts, time))).toEqual([
      -1, 0, 1, 0, 1, 2, 2,
    ])
    expect(spokenAt([], 5)).toBe(-1)
  })

  it.each([
    ['#t=83.5', 83.5],
    ['#t=npt:10,20', 10],
    ['#t=1:23', 83],
    ['#slide-4', null],
    ['', null],
    ['#t=', null],
    ['#t=-3', null],
    ['#t=NaN', null],
  ])('of %s', (hash, time) => {
    expect(timeInFragment(hash)).toBe(time)
  })
})
