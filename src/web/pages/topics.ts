import type { Catalogue } from '../../archive/catalogue.js'
import type { Topic } from '../../archive/event.js'
import { cardOf, eventRow, topicRows, type EventRow, type TalkCard, type TopicRow } from './card.js'
import { frameOf, type Frame, type Site } from './frame.js'
import { count, number } from './labels.js'
import { byLetter, type LetterGroup } from './letters.js'
import { talksAddress } from './talks.js'

/** All topics. */
export interface TopicsPage {
  readonly frame: Frame
  readonly total: string
  readonly letters: readonly LetterGroup<TopicRow>[]
  /** Some of the talks that have no topic, and where all are. */
  readonly untagged: {
    readonly cards: readonly TalkCard[]
    readonly total: string
    readonly url: string
  } | null
}

/** Talks without a topic that the list of topics shows itself. */
const UNTAGGED = 8

/** The list of topics A to Z; talks without one can be reached below it. */
export function topicsPage(site: Site, catalogue: Catalogue): TopicsPage {
  const { addresses } = site
  const rows = topicRows(addresses, catalogue)
  const { untagged } = catalogue
  return {
    frame: frameOf(site, { title: 'Topics', section: 'topics', path: addresses.topics }),
    total: count(rows.length, 'topic'),
    letters: byLetter(rows, (row) => row.name),
    untagged:
      untagged.length === 0
        ? null
        : {
            cards: untagged.slice(0, UNTAGGED).map((talk) => cardOf(addresses, catalogue, talk)),
            total: number(untagged.length),
            url: talksAddress(addresses, { without: 'topic' }),
          },
  }
}

/** One topic. */
export interface TopicPage {
  readonly frame: Frame
  readonly name: string
  readonly aliases: string
  readonly talks: readonly TalkCard[]
  readonly total: string
  /** Events that have the topic themselves. */
  readonly events: readonly EventRow[]
  readonly topicsUrl: string
  readonly searchUrl: string
}

/** The talks on a topic, and the events that are about it as a whole. */
export function topicPage(site: Site, catalogue: Catalogue, topic: Topic): TopicPage {
  const { addresses } = site
  const talks = catalogue.talksOn(topic)
  const events = catalogue.events.filter((event) => event.keywords.includes(topic.name))
  const total =
    talks.length > 0 || events.length === 0 ? count(talks.length, 'talk') : count(events.length, 'event')
  return {
    frame: frameOf(site, {
      title: topic.name,
      description: `${total} on ${topic.name}`,
      section: 'topics',
      path: addresses.topic(topic.id),
    }),
    name: topic.name,
    aliases: topic.aliases.join(', '),
    talks: talks.map((talk) => cardOf(addresses, catalogue, talk)),
    total,
    events: events.map((event) => eventRow(addresses, catalogue, event)),
    topicsUrl: addresses.topics,
    searchUrl: addresses.searchFor({ q: topic.name.includes(' ') ? `"${topic.name}"` : topic.name }),
  }
}
