import type { Catalogue } from '../../archive/catalogue.js'
import type { Person, Talk } from '../../archive/event.js'
import { cardOf, eventRow, type EventRow, type TalkCard } from './card.js'
import { dateOf } from './dates.js'
import { frameOf, type Frame, type Site } from './frame.js'
import { webAddress } from './webAddress.js'
import { count, monogram } from './labels.js'
import { byLetter, type LetterGroup } from './letters.js'
import { blocks } from './rows.js'

/** A speaker in a list. */
export interface SpeakerRow {
  readonly name: string
  readonly url: string
  readonly monogram: string
  readonly affiliation: string
  readonly talks: string
}

/** All speakers. */
export interface SpeakersPage {
  readonly frame: Frame
  readonly total: string
  readonly letters: readonly LetterGroup<SpeakerRow>[]
}

/** The list of speakers A to Z, by the name they are sorted under. */
export function speakersPage(site: Site, catalogue: Catalogue): SpeakersPage {
  const rows = catalogue.speakers.map((person) => ({
    sortName: person.sortName ?? person.name,
    name: person.name,
    url: site.addresses.speaker(person.id),
    monogram: monogram(person.name),
    affiliation: person.affiliation ?? '',
    talks: count(catalogue.talksBy(person).length, 'talk'),
  }))
  return {
    frame: frameOf(site, { title: 'Speakers', section: 'speakers', path: site.addresses.speakers }),
    total: count(rows.length, 'speaker'),
    letters: byLetter(rows, (row) => row.sortName),
  }
}

/** Where somebody worked, and the years of the talks that say so. */
export interface AffiliationRow {
  readonly name: string
  /** `2020`, `2020–2024`, or empty. */
  readonly years: string
}

/** One speaker. */
export interface SpeakerPage {
  readonly frame: Frame
  readonly name: string
  readonly monogram: string
  readonly alternateNames: string
  /** Latest first. */
  readonly affiliations: readonly AffiliationRow[]
  readonly biography: readonly string[]
  readonly links: readonly { readonly title: string; readonly url: string }[]
  readonly total: string
  /** Latest first. */
  readonly years: readonly {
    readonly year: string
    readonly anchor: string
    readonly cards: readonly TalkCard[]
  }[]
  /** Events this person organised. */
  readonly organised: readonly EventRow[]
  readonly speakersUrl: string
}

/** A speaker's biography, affiliations and talks, over all events. */
export function speakerPage(site: Site, catalogue: Catalogue, person: Person): SpeakerPage {
  const { addresses } = site
  const links = [person.url, person.identifier, ...person.sameAs].flatMap((each) => webAddress(each) ?? [])
  const talks = catalogue.talksBy(person)
  return {
    frame: frameOf(site, {
      title: person.name,
      description: person.description,
      section: 'speakers',
      path: addresses.speaker(person.id),
    }),
    name: person.name,
    monogram: monogram(person.name),
    alternateNames: person.alternateName.join(', '),
    affiliations: affiliationsOf(catalogue, person, talks),
    biography: blocks(person.description),
    links: [...new Set(links)].map((url) => ({ title: new URL(url).host || url, url })),
    total: count(talks.length, 'talk'),
    years: talksByYear(catalogue, talks).map(([year, members]) => ({
      year: year || 'Without a date',
      anchor: year ? `year-${year}` : 'undated',
      cards: members.map((talk) => cardOf(addresses, catalogue, talk)),
    })),
    organised: catalogue.events
      .filter((event) => event.organizer.some((each) => each.person === person.id))
      .map((event) => eventRow(addresses, catalogue, event)),
    speakersUrl: addresses.speakers,
  }
}

/** What talks say of a person's affiliation, with their years; the person's own comes first when no talk has it. */
function affiliationsOf(
  catalogue: Catalogue,
  person: Person,
  talks: readonly Talk[],
): readonly AffiliationRow[] {
  const years = new Map<string, string[]>()
  for (const [year, members] of talksByYear(catalogue, talks)) {
    for (const talk of members) {
      const name = talk.persons.find((each) => each.id === person.id)?.affiliation
      if (name) years.set(name, [...(years.get(name) ?? []), ...(year ? [year] : [])])
    }
  }
  const rows = [...years].map(([name, known]) => ({ name, years: spanOf(known) }))
  const own = person.affiliation
  return own && !years.has(own) ? [{ name: own, years: '' }, ...rows] : rows
}

/** @param years latest first */
function spanOf(years: readonly string[]): string {
  const [last, first] = [years[0], years.at(-1)]
  if (!last || !first) return ''
  return first === last ? last : `${first}–${last}`
}

/** Talks under the year they were given in, latest first; those without a date last, under an empty year. */
function talksByYear(catalogue: Catalogue, talks: readonly Talk[]): readonly [string, readonly Talk[]][] {
  const years = new Map<string, Talk[]>()
  for (const talk of talks) {
    const event = catalogue.event(talk.event)
    const date = talk.start?.local ?? (event && dateOf(event, [])) ?? ''
    const year = date.slice(0, 4)
    years.set(year, [...(years.get(year) ?? []), talk])
  }
  return [...years].sort(([a], [b]) => (a < b ? 1 : -1))
}
