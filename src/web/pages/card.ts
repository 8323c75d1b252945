import type { Addresses } from '../../archive/addresses.js'
import type { Catalogue } from '../../archive/catalogue.js'
import type { Event, Talk } from '../../archive/event.js'
import { formatTime } from '../../archive/time.js'
import { kindsOf, recordedLength, smallPictureOf, stillOf, type Picture } from './talkAssets.js'
import { dateOf, dayRange } from './dates.js'
import { shortened } from './frame.js'
import { count, number } from './labels.js'

/** A talk in a list. */
export interface TalkCard {
  readonly name: string
  readonly url: string
  readonly lang?: string
  readonly speakers: string
  readonly event: string
  readonly eventUrl: string
  readonly has: string
  readonly still: Picture | null
  /** `28:41`, or `14 pages` for a deck alone. */
  readonly length?: string
}

/** A talk as lists show it. */
export function cardOf(addresses: Addresses, catalogue: Catalogue, talk: Talk): TalkCard {
  const length = lengthOf(talk)
  return {
    name: talk.name,
    url: addresses.talk(talk.id),
    ...(talk.inLanguage && { lang: talk.inLanguage }),
    speakers: firstOf(talk.persons.map((person) => person.name)),
    event: eventName(catalogue, talk.event),
    eventUrl: addresses.event(talk.event),
    has: kindsOf(talk),
    still: stillOf(addresses, talk, smallPictureOf),
    ...(length && { length }),
  }
}

/** The first of many speakers, and how many more. */
export function firstOf(names: readonly string[]): string {
  if (names.length <= MOST_NAMES) return names.join(', ')
  const first = names.slice(0, MOST_NAMES - 1)
  return `${first.join(', ')} and ${names.length - first.length} more`
}
const MOST_NAMES = 4

/** What an event is called where there is little room: its name, a shorter one it also has, or its beginning. */
export function eventName(catalogue: Catalogue, id: string): string {
  const event = catalogue.event(id)
  if (!event) return id
  const shorter = event.alternateName.find((name) => name.length < event.name.length)
  return event.name.length > LONG_NAME && shorter ? shorter : shortened(event.name, LONGEST_NAME)
}
const LONG_NAME = 40
const LONGEST_NAME = 70

/** What stands on a talk's picture: the recording's clock, else the number of pages. */
export function lengthOf(talk: Talk): string | undefined {
  const recorded = recordedLength(talk)
  if (recorded !== undefined) return formatTime(recorded)
  return talk.deck && count(talk.deck.pages, 'page')
}

/** An event in a list. */
export interface EventRow {
  readonly name: string
  readonly url: string
  readonly year: string
  readonly talks: string
  /** Place and day. */
  readonly meta: string
  /** The series it is an edition of. */
  readonly series?: string
}

/** An event as lists show it. */
export function eventRow(addresses: Addresses, catalogue: Catalogue, event: Event): EventRow {
  const talks = catalogue.talksOf(event)
  const date = dateOf(event, talks)
  return {
    name: event.name,
    url: addresses.event(event.id),
    year: date?.slice(0, 4) ?? '',
    talks: count(talks.length, 'talk'),
    meta: [date && dayRange(date, event.endDate ?? date), event.location?.name].filter(Boolean).join(' · '),
    ...(event.superEvent && { series: event.superEvent.name }),
  }
}

/** A topic in a list. */
export interface TopicRow {
  readonly name: string
  readonly url: string
  readonly talks: number
  /** What lists print: the number of talks; `1 event` where only an event has the topic. */
  readonly count: string
  readonly aliases: string
}

/** All topics A to Z with the number of their talks, or of their events where no talk has them. */
export function topicRows(addresses: Addresses, catalogue: Catalogue): readonly TopicRow[] {
  const known = rowsOf.get(catalogue)
  if (known?.addresses === addresses) return known.rows
  const events = new Map<string, number>()
  for (const event of catalogue.events)
    for (const name of event.keywords) events.set(name, (events.get(name) ?? 0) + 1)
  const rows = catalogue.topics
    .map((topic) => {
      const talks = catalogue.talksOn(topic).length
      return {
        name: topic.name,
        url: addresses.topic(topic.id),
        talks,
        count: talks > 0 ? number(talks) : count(events.get(topic.name) ?? 0, 'event'),
        aliases: topic.aliases.join(', '),
      }
    })
    .sort((a, b) => A_TO_Z.compare(a.name, b.name))
  rowsOf.set(catalogue, { addresses, rows })
  return rows
}

/** The topics with the most talks, A to Z. */
export function largestTopics(rows: readonly TopicRow[], most: number): readonly TopicRow[] {
  return [...rows]
    .sort((a, b) => b.talks - a.talks)
    .slice(0, most)
    .sort((a, b) => A_TO_Z.compare(a.name, b.name))
}
const A_TO_Z = new Intl.Collator('en', { numeric: true })
/** Front page and search show topics on every request; a generation's never change. */
const rowsOf = new WeakMap<Catalogue, { addresses: Addresses; rows: readonly TopicRow[] }>()
