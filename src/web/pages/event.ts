import { isWithheld } from '../../archive/withheld.js'
import type { Addresses } from '../../archive/addresses.js'
import type { Catalogue } from '../../archive/catalogue.js'
import type { Event, Talk } from '../../archive/event.js'
import { formatLength } from '../../archive/time.js'
import {
  availableOf,
  missingOf,
  recordedLength,
  stillOf,
  type Available,
  type Picture,
} from './talkAssets.js'
import { eventName, lengthOf, type TopicRow } from './card.js'
import { startClock, whenOfEvent, type When } from './dates.js'
import { frameOf, webAddress, type Frame, type Site } from './frame.js'
import { count } from './labels.js'
import {
  blocks,
  faqRow,
  linkRows,
  namedLink,
  peopleIn,
  type FaqRow,
  type LinkRow,
  type NamedLink,
  type PersonCard,
} from './rows.js'

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

/** An event's page. */
export interface EventPage {
  readonly frame: Frame
  readonly name: string
  readonly shortName: string
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
    shortName: eventName(catalogue, event.id),
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
