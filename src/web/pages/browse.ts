import type { Catalogue } from '../../archive/catalogue.js'
import type { Person, Topic } from '../../archive/event.js'
import { cardOf, eventRow, topicRows, type EventRow, type TalkCard, type TopicRow } from './card.js'
import { frameOf, webAddress, type Frame, type Site } from './frame.js'
import { count, firstLetter, monogram } from './labels.js'
import { blocks, faqRow, type FaqRow } from './rows.js'

/** All events, by year. */
export interface EventsPage {
  readonly frame: Frame
  readonly total: string
  readonly years: readonly { readonly year: string; readonly events: readonly EventRow[] }[]
}

/** The list of events, latest first. */
export function eventsPage(site: Site, catalogue: Catalogue): EventsPage {
  const rows = catalogue.events.map((event) => eventRow(site.addresses, catalogue, event))
  const years = [...new Set(rows.map((row) => row.year))]
  return {
    frame: frameOf(site, { title: 'Events', section: 'events', path: site.addresses.events }),
    total: count(rows.length, 'event'),
    years: years.map((year) => ({
      year: year || 'Without a date',
      events: rows.filter((row) => row.year === year),
    })),
  }
}

/** Names under their first letter. */
export interface LetterGroup<T> {
  readonly letter: string
  readonly rows: readonly T[]
}

function byLetter<T>(rows: readonly T[], nameOf: (row: T) => string): readonly LetterGroup<T>[] {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const first = firstLetter(nameOf(row).normalize('NFD').replace(/\p{M}/gu, ''))
    const letter = /\p{L}/u.test(first) ? first : '#'
    groups.set(letter, [...(groups.get(letter) ?? []), row])
  }
  return [...groups].map(([letter, members]) => ({ letter, rows: members }))
}

/** All topics. */
export interface TopicsPage {
  readonly frame: Frame
  readonly total: string
  readonly letters: readonly LetterGroup<TopicRow>[]
  readonly untagged: readonly TalkCard[]
}

/** The list of topics A to Z; talks without one are listed below it. */
export function topicsPage(site: Site, catalogue: Catalogue): TopicsPage {
  const rows = topicRows(site.addresses, catalogue)
  return {
    frame: frameOf(site, { title: 'Topics', section: 'topics', path: site.addresses.topics }),
    total: count(rows.length, 'topic'),
    letters: byLetter(rows, (row) => row.name),
    untagged: catalogue.untagged.map((talk) => cardOf(site.addresses, catalogue, talk)),
  }
}

/** One topic. */
export interface TopicPage {
  readonly frame: Frame
  readonly name: string
  readonly aliases: string
  readonly talks: readonly TalkCard[]
  readonly total: string
  readonly topicsUrl: string
  readonly searchUrl: string
}

/** The talks on a topic. */
export function topicPage(site: Site, catalogue: Catalogue, topic: Topic): TopicPage {
  const talks = catalogue.talksOn(topic)
  return {
    frame: frameOf(site, {
      title: topic.name,
      description: `${count(talks.length, 'talk')} on ${topic.name}`,
      section: 'topics',
      path: site.addresses.topic(topic.id),
    }),
    name: topic.name,
    aliases: topic.aliases.join(', '),
    talks: talks.map((talk) => cardOf(site.addresses, catalogue, talk)),
    total: count(talks.length, 'talk'),
    topicsUrl: site.addresses.topics,
    searchUrl: site.addresses.searchFor({ q: topic.name.includes(' ') ? `"${topic.name}"` : topic.name }),
  }
}

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
  readonly speakers: readonly SpeakerRow[]
}

/** The list of speakers A to Z. */
export function speakersPage(site: Site, catalogue: Catalogue): SpeakersPage {
  return {
    frame: frameOf(site, { title: 'Speakers', section: 'speakers', path: site.addresses.speakers }),
    total: count(catalogue.speakers.length, 'speaker'),
    speakers: catalogue.speakers.map((person) => ({
      name: person.name,
      url: site.addresses.speaker(person.id),
      monogram: monogram(person.name),
      affiliation: person.affiliation ?? '',
      talks: count(catalogue.talksBy(person).length, 'talk'),
    })),
  }
}

/** One speaker. */
export interface SpeakerPage {
  readonly frame: Frame
  readonly name: string
  readonly monogram: string
  readonly alternateNames: string
  readonly affiliation: string
  readonly biography: readonly string[]
  readonly links: readonly { readonly title: string; readonly url: string }[]
  readonly talks: readonly TalkCard[]
  readonly speakersUrl: string
}

/** A speaker's biography and talks. */
export function speakerPage(site: Site, catalogue: Catalogue, person: Person): SpeakerPage {
  const addresses = [person.url, person.identifier, ...person.sameAs].flatMap(
    (each) => webAddress(each) ?? [],
  )
  const talks = catalogue.talksBy(person)
  const inTalks = talks.flatMap(
    (talk) => talk.persons.find((each) => each.id === person.id)?.affiliation ?? [],
  )
  return {
    frame: frameOf(site, {
      title: person.name,
      description: person.description,
      section: 'speakers',
      path: site.addresses.speaker(person.id),
    }),
    name: person.name,
    monogram: monogram(person.name),
    alternateNames: person.alternateName.join(', '),
    affiliation: [...new Set([...(person.affiliation ? [person.affiliation] : []), ...inTalks])].join(' · '),
    biography: blocks(person.description),
    links: [...new Set(addresses)].map((url) => ({ title: new URL(url).host || url, url })),
    talks: talks.map((talk) => cardOf(site.addresses, catalogue, talk)),
    speakersUrl: site.addresses.speakers,
  }
}

/** All questions, by event. */
export interface FaqPage {
  readonly frame: Frame
  readonly total: string
  readonly groups: readonly {
    readonly event: string
    readonly url: string
    readonly rows: readonly FaqRow[]
  }[]
}

/** The questions that were asked, grouped by event. */
export function faqPage(site: Site, catalogue: Catalogue): FaqPage {
  const asked = catalogue.events.filter((event) => event.faq.length > 0)
  return {
    frame: frameOf(site, { title: 'Questions', section: 'faq', path: site.addresses.faq }),
    total: count(
      asked.reduce((total, event) => total + event.faq.length, 0),
      'question',
    ),
    groups: asked.map((event) => ({
      event: event.name,
      url: site.addresses.event(event.id),
      rows: event.faq.map((faq) => faqRow(site.addresses, catalogue, faq)),
    })),
  }
}
