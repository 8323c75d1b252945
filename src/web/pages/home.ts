import type { Catalogue } from '../../archive/catalogue.js'
import type { Talk } from '../../archive/event.js'
import { isWithheld } from '../../archive/withheld.js'
import {
  cardOf,
  eventRow,
  largestTopics,
  topicRows,
  type EventRow,
  type TalkCard,
  type TopicRow,
} from './card.js'
import { figuresOf, type Figure } from './figures.js'
import { frameOf, type Frame, type Site } from './frame.js'
import { number } from './labels.js'

/** The front page. */
export interface HomePage {
  readonly frame: Frame
  readonly lead?: string
  readonly examples: readonly { readonly query: string; readonly url: string }[]
  readonly figures: readonly Figure[]
  readonly latest: readonly TalkCard[]
  /** What the addresses of all talks begin with: a remembered position that leads elsewhere is not shown. */
  readonly talksBelow: string
  readonly allTalks: { readonly label: string; readonly url: string }
  readonly topics: readonly TopicRow[]
  readonly topicTotal: number
  readonly events: readonly EventRow[]
  readonly eventTotal: number
}

const LATEST = 8
const TOPICS = 16
const EVENTS = 6

/**
 * The front page of an archive with at least one event.
 * @param examples queries to try
 */
export function homePage(site: Site, catalogue: Catalogue, examples: readonly string[]): HomePage {
  const { addresses } = site
  const topics = topicRows(addresses, catalogue)
  return {
    frame: frameOf(site, {
      section: 'home',
      path: addresses.home,
      showSearch: false,
      scripts: ['continueWatching'],
    }),
    ...(site.archive.description && { lead: site.archive.description }),
    examples: examples.map((query) => ({ query, url: addresses.searchFor({ q: query }) })),
    figures: figuresOf(catalogue),
    latest: latestTalks(catalogue).map((talk) => cardOf(addresses, catalogue, talk)),
    allTalks: { label: `All ${number(catalogue.talks.length)} talks`, url: addresses.talks },
    talksBelow: `${addresses.events}/`,
    topics: largestTopics(topics, TOPICS),
    topicTotal: topics.length,
    events: catalogue.events.slice(0, EVENTS).map((event) => eventRow(addresses, catalogue, event)),
    eventTotal: catalogue.events.length,
  }
}

/** Talks of the latest events first; inside an event, those with something to watch or read first. */
function latestTalks(catalogue: Catalogue): readonly Talk[] {
  const shown = catalogue.events.flatMap((event) => {
    const talks = catalogue.talksOf(event)
    return [...talks.filter((talk) => wealth(talk) > 1), ...talks.filter((talk) => wealth(talk) === 1)]
  })
  return shown.slice(0, LATEST)
}

function wealth(talk: Talk): number {
  if (isWithheld(talk)) return 0
  return talk.transcripts.length > 0 ? 2 : 1
}
