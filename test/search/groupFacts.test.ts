import { describe, expect, it } from 'vitest'
import { createCatalogue } from '../../src/archive/catalogue.js'
import { gatherFacts, GROUP_FACETS, type GroupFacet } from '../../src/search/groupFacts.js'
import { anEvent, aPerson, aTalk } from './archive.js'

const question = { question: 'Why?', answer: 'Because.' }
const video = { id: 'v.mp4', role: 'video', name: 'v.mp4', mediaType: 'video/mp4' } as const
const deck = { ...video, id: 'd.pdf', role: 'slides', mediaType: 'application/pdf' } as const

const CATALOGUE = createCatalogue({
  archive: { title: 'Archive', inLanguage: 'en', links: [] },
  events: [
    anEvent('spring', {
      startDate: '2024-05-01',
      talks: ['spring/tides', 'spring/locks', 'spring/held'],
      faq: [
        { id: 'spring-1', ...question, talk: 'spring/tides' },
        { id: 'spring-2', ...question, talk: 'spring/gone' },
      ],
    }),
    anEvent('autumn', { faq: [{ id: 'autumn-1', ...question }] }),
  ],
  talks: [
    aTalk('spring/tides', {
      persons: [
        { id: 'ines', name: 'Ines', role: 'speaker' },
        { id: 'ada', name: 'Ada', role: 'speaker' },
        { id: 'ines', name: 'Ines', role: 'moderator' },
      ],
      keywords: ['Water', 'Boats'],
      files: [deck, video, { ...video, id: 'w.mp4' }],
      deck: { file: 'd.pdf', pages: 3 },
    }),
    aTalk('spring/locks', { keywords: ['Water'] }),
    aTalk('spring/held', { recordingOptOut: true, files: [video], keywords: ['Boats'] }),
  ],
  persons: [aPerson('ada', 'Ada'), aPerson('ines', 'Ines')],
  topics: [
    { id: 'water', name: 'Water', aliases: [] },
    { id: 'boats', name: 'Boats', aliases: [] },
  ],
})
const GROUPS = ['spring', 'spring/tides', 'spring/locks', 'spring/held', 'autumn', 'nobody/knows']

/** What a group has, facet by facet, in the order of codes. */
function valuesOf(group: string): Partial<Record<GroupFacet, readonly string[]>> {
  const { values, first, starts, codes } = gatherFacts(GROUPS, CATALOGUE).rows
  const at = GROUPS.indexOf(group)
  const own = [...codes.subarray(starts[at], starts[at + 1])]
  return Object.fromEntries(
    GROUP_FACETS.flatMap((facet) => {
      const its = values[facet].filter((_, place) => own.includes(first[facet] + place))
      const count = own.filter((code) => code >= first[facet] && code < first[facet] + values[facet].length)
      expect(count.length).toBe(its.length)
      return its.length === 0 ? [] : [[facet, its]]
    }),
  )
}

describe('what facets know of talks and events', () => {
  it.each([
    ['spring', { event: ['spring'], year: ['2024'] }],
    [
      'spring/tides',
      {
        event: ['spring'],
        year: ['2024'],
        speaker: ['ada', 'ines'],
        topic: ['boats', 'water'],
        has: ['faq', 'slides', 'video'],
      },
    ],
    ['spring/locks', { event: ['spring'], year: ['2024'], topic: ['water'] }],
    ['spring/held', { event: ['spring'], year: ['2024'], topic: ['boats'] }],
    ['autumn', { event: ['autumn'], has: ['faq'] }],
    ['nobody/knows', {}],
  ])('%s: each value once', (group, expected) => {
    expect(valuesOf(group)).toEqual(expected)
  })

  it('values in order; days; and which groups are known', () => {
    const { rows, dates, known } = gatherFacts(GROUPS, CATALOGUE)
    for (const facet of GROUP_FACETS) expect(rows.values[facet]).toEqual([...rows.values[facet]].sort())
    expect(dates).toEqual(['2024-05-01', '2024-05-01', '2024-05-01', '2024-05-01', '', ''])
    expect(known).toEqual([true, true, true, true, true, false])
  })
})
