import type { Addresses } from '../../archive/addresses.js'
import type { Catalogue } from '../../archive/catalogue.js'
import type { Event, Faq, Link, Named, Talk } from '../../archive/event.js'
import { formatLength, formatTime } from '../../archive/time.js'
import {
  availableOf,
  isWithheld,
  missingOf,
  recordedLength,
  stillOf,
  type Available,
  type Picture,
} from './talkAssets.js'
import { lengthOf, type TopicRow } from './card.js'
import { startClock, whenOfEvent, type When } from './dates.js'
import { frameOf, shortened, webAddress, type Frame, type Site } from './frame.js'
import { count, monogram } from './labels.js'

/** A name that may lead somewhere. */
export interface NamedLink {
  readonly name: string
  readonly url: string | null
}

/** A talk in its event's schedule. */
export interface ScheduleRow {
  readonly name: string
  readonly subtitle?: string
  readonly url: string
  readonly lang?: string
  readonly clock?: string
  readonly datetime?: string
  readonly length?: string
  readonly speakers: readonly NamedLink[]
  readonly affiliations: string
  readonly has: readonly Available[]
  readonly missing: readonly string[]
  readonly still: Picture | null
  readonly stillLabel?: string
}

/** A day of the schedule; `name` is null when all talks share one day or have none. */
export interface ScheduleDay {
  readonly name: string | null
  readonly rows: readonly ScheduleRow[]
}

/** A person in a list, with as much of a biography as lists have room for. */
export interface PersonCard {
  readonly name: string
  readonly url: string
  readonly monogram: string
  readonly meta: string
  readonly text?: string
}

/** A question with its answer, and where it was asked. */
export interface FaqRow {
  readonly id: string
  readonly question: string
  readonly answer: readonly string[]
  readonly about: { readonly name: string; readonly url: string; readonly at?: string } | null
  readonly url: string
}

/** A link, or the reason why there is none. */
export interface LinkRow {
  readonly title: string
  readonly url: string | null
  readonly note?: string
}

/** An event's page. */
export interface EventPage {
  readonly frame: Frame
  readonly name: string
  readonly alternateNames: string
  readonly series: NamedLink | null
  readonly description: readonly string[]
  readonly when: When | null
  readonly where: NamedLink | null
  readonly organisers: readonly NamedLink[]
  readonly here: { readonly has: string; readonly more: string }
  readonly days: readonly ScheduleDay[]
  readonly searchUrl: string
  readonly eventId: string
  readonly topics: readonly TopicRow[]
  readonly links: readonly LinkRow[]
  readonly notes: readonly string[]
  readonly licence?: string
  readonly people: readonly PersonCard[]
  readonly faq: readonly FaqRow[]
  readonly siblings: readonly NamedLink[]
}

/** The page of one event. */
export function eventPage(site: Site, catalogue: Catalogue, event: Event): EventPage {
  const { addresses } = site
  const talks = catalogue.talksOf(event)
  return {
    frame: frameOf(site, {
      title: event.name,
      description: event.description,
      section: 'events',
      path: addresses.event(event.id),
    }),
    name: event.name,
    alternateNames: event.alternateName.join(', '),
    series: event.superEvent ? namedLink(addresses, event.superEvent) : null,
    description: blocks(event.description),
    when: whenOfEvent(event, talks),
    where: event.location ? namedLink(addresses, event.location) : null,
    organisers: event.organizer.map((each) => namedLink(addresses, each)),
    here: holdings(talks),
    days: daysOf(talks, (talk) => scheduleRow(addresses, talk)),
    searchUrl: addresses.search,
    eventId: event.id,
    topics: topicsIn(addresses, catalogue, talks),
    links: linksWithHome(event),
    notes: event.notes,
    ...(event.license && { licence: event.license }),
    people: peopleIn(addresses, catalogue, talks),
    faq: event.faq.map((faq) => faqRow(addresses, catalogue, faq)),
    siblings: siblingsOf(addresses, catalogue, event),
  }
}

/** A named thing as a link: to the archive's person, else to its own address. */
export function namedLink(addresses: Addresses, named: Named): NamedLink {
  if (named.person) return { name: named.name, url: addresses.speaker(named.person) }
  return { name: named.name, url: webAddress(named.url) }
}

/** Paragraphs of a plain text: blank lines separate them. */
export function blocks(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(/\n[ \t]*\n/)
    .map((block) => block.trim())
    .filter(Boolean)
}

/** Links as rows; one without an address says why. */
export function linkRows(links: readonly Link[]): readonly LinkRow[] {
  return links.map((link) => {
    const url = webAddress(link.url)
    const unusable = link.url ? 'not a web address' : 'no address was given'
    const note = url ? undefined : (link.absentReason ?? unusable)
    return { title: link.title, url, ...(note && { note }) }
  })
}

/** A question for a list; `about` names the talk it belongs to. */
export function faqRow(addresses: Addresses, catalogue: Catalogue, faq: Faq): FaqRow {
  const talk = faq.talk ? catalogue.talk(faq.talk) : undefined
  return {
    id: faq.id,
    question: faq.question,
    answer: blocks(faq.answer),
    about: talk
      ? {
          name: talk.name,
          url: addresses.talk(talk.id, { start: faq.start }),
          ...(faq.start !== undefined && { at: formatTime(faq.start) }),
        }
      : null,
    url: addresses.faqEntry(faq.id),
  }
}

/** People of some talks, in order of appearance, with what they do there. */
export function peopleIn(
  addresses: Addresses,
  catalogue: Catalogue,
  talks: readonly Talk[],
): readonly PersonCard[] {
  const ids = [...new Set(talks.flatMap((talk) => talk.persons.map((person) => person.id)))]
  return ids.flatMap((id) => {
    const person = catalogue.person(id)
    if (!person) return []
    const here = talks.filter((talk) => talk.persons.some((each) => each.id === id))
    const affiliation =
      person.affiliation ??
      here.flatMap((talk) => talk.persons.find((each) => each.id === id)?.affiliation ?? [])[0]
    return {
      name: person.name,
      url: addresses.speaker(id),
      monogram: monogram(person.name),
      meta: [affiliation, talks.length > 1 && `${count(here.length, 'talk')} here`]
        .filter(Boolean)
        .join(' · '),
      ...(person.description && { text: shortened(person.description, 320) }),
    }
  })
}

function scheduleRow(addresses: Addresses, talk: Talk): ScheduleRow {
  const stillLabel = lengthOf(talk)
  return {
    name: talk.name,
    ...(talk.subtitle && { subtitle: talk.subtitle }),
    url: addresses.talk(talk.id),
    ...(talk.inLanguage && { lang: talk.inLanguage }),
    ...(talk.start && { clock: startClock(talk.start), datetime: talk.start.iso }),
    ...(talk.duration !== undefined && { length: formatLength(talk.duration) }),
    speakers: talk.persons.map((person) => ({ name: person.name, url: addresses.speaker(person.id) })),
    affiliations: [...new Set(talk.persons.flatMap((person) => person.affiliation ?? []))].join(', '),
    has: availableOf(addresses, talk),
    missing: missingOf(talk),
    still: stillOf(addresses, talk),
    ...(stillLabel && { stillLabel }),
  }
}

function daysOf(talks: readonly Talk[], rowOf: (talk: Talk) => ScheduleRow): readonly ScheduleDay[] {
  const days = new Map<string, Talk[]>()
  for (const talk of talks) {
    const day = talk.start?.local.slice(0, 10) ?? ''
    days.set(day, [...(days.get(day) ?? []), talk])
  }
  return [...days].map(([day, members]) => ({
    name: days.size > 1 ? (day ? longDayOf(day) : 'Without a time') : null,
    rows: members.map(rowOf),
  }))
}

function longDayOf(day: string): string {
  return new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' })
    .format(new Date(`${day}T00:00:00Z`))
    .replace(',', '')
}

function holdings(talks: readonly Talk[]): { has: string; more: string } {
  const open = talks.filter((talk) => !isWithheld(talk))
  const videos = open.filter((talk) => talk.files.some((file) => file.role === 'video')).length
  const decks = open.filter((talk) => talk.deck ?? talk.files.some((file) => file.role === 'slides')).length
  const recorded = open.reduce((total, talk) => total + (recordedLength(talk) ?? 0), 0)
  const slides = open.reduce((total, talk) => total + (talk.deck?.pages ?? 0), 0)
  return {
    has: [
      count(talks.length, 'talk'),
      videos > 0 && count(videos, 'video'),
      decks > 0 && count(decks, 'deck'),
    ]
      .filter(Boolean)
      .join(', '),
    more: [recorded > 0 && `${formatLength(recorded)} recorded`, slides > 0 && count(slides, 'slide')]
      .filter(Boolean)
      .join(', '),
  }
}

function topicsIn(addresses: Addresses, catalogue: Catalogue, talks: readonly Talk[]): readonly TopicRow[] {
  const counts = new Map<string, number>()
  for (const talk of talks)
    for (const topic of catalogue.topicsOf(talk)) counts.set(topic.id, (counts.get(topic.id) ?? 0) + 1)
  return [...counts]
    .flatMap(([id, n]) => {
      const topic = catalogue.topic(id)
      return topic ? [{ name: topic.name, url: addresses.topic(id), talks: n }] : []
    })
    .sort((a, b) => b.talks - a.talks || a.name.localeCompare(b.name))
}

function linksWithHome(event: Event): readonly LinkRow[] {
  const home = webAddress(event.url)
  return [...(home ? [{ title: 'Website of the event', url: home }] : []), ...linkRows(event.links)]
}

/** The other editions of the same series. */
function siblingsOf(addresses: Addresses, catalogue: Catalogue, event: Event): readonly NamedLink[] {
  const series = event.superEvent?.name
  if (!series) return []
  return catalogue.events
    .filter((other) => other.id !== event.id && other.superEvent?.name === series)
    .map((other) => ({ name: other.name, url: addresses.event(other.id) }))
}
