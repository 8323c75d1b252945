import { isWithheld } from '../../archive/withheld.js'
import type { Addresses } from '../../archive/addresses.js'
import type { Catalogue } from '../../archive/catalogue.js'
import type { Event, Talk } from '../../archive/event.js'
import { formatLength } from '../../archive/time.js'
import { recordedLength, stillOf } from './talkAssets.js'
import { eventName, eventRow } from './card.js'
import { whenOfEvent, type When } from './dates.js'
import { contactLink, frameOf, type Frame, type Site } from './frame.js'
import { licenceOf, type Licence } from './licence.js'
import { webAddress } from './webAddress.js'
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
import { scheduleOf, type ScheduleDay } from './schedule.js'
import { seriesAddress, seriesOf } from './series.js'

/** An event's page. */
export interface EventPage {
  readonly frame: Frame
  readonly name: string
  readonly shortName: string
  readonly alternateNames: string
  /** The series with all its editions, this one among them. */
  readonly series: {
    readonly name: string
    readonly website: string | null
    readonly url: string
    readonly editions: readonly Edition[]
  } | null
  readonly description: readonly string[]
  readonly when: When | null
  readonly where: NamedLink | null
  readonly organisers: readonly NamedLink[]
  readonly contact: NamedLink | null
  readonly here: { readonly has: string; readonly more: string }
  readonly days: readonly ScheduleDay[]
  /** Whether any talk has a picture: the schedule keeps a column for them. */
  readonly hasPictures: boolean
  readonly searchUrl: string
  readonly eventId: string
  readonly topics: readonly { readonly name: string; readonly url: string; readonly talks: number }[]
  readonly links: readonly LinkRow[]
  readonly notes: readonly string[]
  readonly licence?: Licence
  readonly people: readonly PersonCard[]
  readonly faq: readonly FaqRow[]
}

/** An event of a series. */
export interface Edition {
  readonly name: string
  readonly url: string
  readonly year: string
  readonly talks: string
  readonly isCurrent: boolean
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
    series: seriesIn(addresses, catalogue, event),
    description: blocks(event.description),
    when: whenOfEvent(event, talks),
    where: event.location ? namedLink(addresses, event.location) : null,
    organisers: event.organizer.map((each) => namedLink(addresses, each)),
    contact: contactOf(site, event),
    here: holdings(talks),
    days: scheduleOf(addresses, talks),
    hasPictures: talks.some((talk) => stillOf(addresses, talk) !== null),
    searchUrl: addresses.search,
    eventId: event.id,
    topics: topicsIn(addresses, catalogue, event, talks),
    links: linksWithHome(event),
    notes: event.notes,
    ...(event.license && { licence: licenceOf(event.license) }),
    people: peopleIn(addresses, catalogue, talks),
    faq: event.faq.map((faq) => faqRow(addresses, catalogue, faq)),
  }
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

/** Topics of the talks with their number here, the most frequent first; then those of the event alone. */
function topicsIn(
  addresses: Addresses,
  catalogue: Catalogue,
  event: Event,
  talks: readonly Talk[],
): EventPage['topics'] {
  const counts = new Map<string, number>()
  for (const talk of talks)
    for (const topic of catalogue.topicsOf(talk)) counts.set(topic.id, (counts.get(topic.id) ?? 0) + 1)
  for (const topic of catalogue.topics)
    if (event.keywords.includes(topic.name) && !counts.has(topic.id)) counts.set(topic.id, 0)
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

function seriesIn(addresses: Addresses, catalogue: Catalogue, event: Event): EventPage['series'] {
  const series = seriesOf(catalogue, event)
  if (!series) return null
  return {
    name: series.name,
    website: series.website,
    url: seriesAddress(addresses, series),
    editions: series.events.map((edition) => {
      const { name, url, year, talks } = eventRow(addresses, catalogue, edition)
      return { name, url, year, talks, isCurrent: edition === event }
    }),
  }
}

/** Whom to ask: the event's own contact, else the archive's. */
function contactOf(site: Site, event: Event): NamedLink | null {
  const own = event.links.find((link) => link.type === 'contact' && webAddress(link.url) !== null)
  if (own) return { name: own.title, url: webAddress(own.url) }
  const { contact } = site.archive
  return contact ? contactLink(contact) : null
}
