import type { Catalogue } from '../../archive/catalogue.js'
import type { Talk } from '../../archive/event.js'
import { isWithheld } from '../../archive/withheld.js'
import { recordedLength } from './talkAssets.js'
import { cardOf, eventRow, topicRows, type EventRow, type TalkCard, type TopicRow } from './card.js'
import { frameOf, type Frame, type Site } from './frame.js'
import { hours, number } from './labels.js'

/** A number about the archive. */
export interface Figure {
  readonly value: string
  readonly label: string
}

/** The front page. */
export interface HomePage {
  readonly frame: Frame
  readonly lead?: string
  readonly examples: readonly { readonly query: string; readonly url: string }[]
  readonly figures: readonly Figure[]
  readonly latest: readonly TalkCard[]
  readonly allTalks: { readonly label: string; readonly url: string }
  readonly topics: readonly TopicRow[]
  readonly topicTotal: number
  readonly events: readonly EventRow[]
  readonly eventTotal: number
}

const LATEST = 8
const TOPICS = 16
const EVENTS = 6

/** The front page of an archive with at least one event. */
export function homePage(site: Site, catalogue: Catalogue): HomePage {
  const { addresses } = site
  const topics = topicRows(addresses, catalogue)
  const largest = [...topics].sort((a, b) => b.talks - a.talks).slice(0, TOPICS)
  return {
    frame: frameOf(site, { section: 'home', path: addresses.home, showSearch: false }),
    ...(site.archive.description && { lead: site.archive.description }),
    examples: examplesFrom(catalogue).map((query) => ({ query, url: addresses.searchFor({ q: query }) })),
    figures: figuresOf(catalogue),
    latest: latestTalks(catalogue).map((talk) => cardOf(addresses, catalogue, talk)),
    allTalks: { label: `All ${number(catalogue.talks.length)} talks`, url: addresses.events },
    topics: largest.sort((a, b) => a.name.localeCompare(b.name)),
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

/** What is inside; a number that would be zero is left out. */
export function figuresOf(catalogue: Catalogue): readonly Figure[] {
  const open = catalogue.talks.filter((talk) => !isWithheld(talk))
  const recorded = sum(open, (talk) => recordedLength(talk) ?? 0)
  const words = sum(open, (talk) => talk.transcripts[0]?.words ?? 0)
  const slides = sum(open, (talk) => talk.deck?.pages ?? 0)
  const time = hours(recorded)
  const rows: [number, string, string][] = [
    [catalogue.events.length, number(catalogue.events.length), noun(catalogue.events.length, 'event')],
    [catalogue.talks.length, number(catalogue.talks.length), noun(catalogue.talks.length, 'talk')],
    [recorded, time.value, time.unit],
    [words, number(words), 'words said'],
    [slides, number(slides), noun(slides, 'slide')],
  ]
  return rows.filter(([amount]) => amount > 0).map(([, value, label]) => ({ value, label }))
}

/** Queries from what the archive holds, each showing another operator. */
function examplesFrom(catalogue: Catalogue): readonly string[] {
  const busiest = [...catalogue.topics].sort(
    (a, b) => catalogue.talksOn(b).length - catalogue.talksOn(a).length,
  )
  const names = busiest.map((topic) => topic.name.toLowerCase())
  const phrase = names.find((name) => name.includes(' '))
  const speaker = catalogue.speakers[0]?.name.split(/\s+/).at(-1)?.toLowerCase()
  const spoken = names.find((name) => name !== phrase)
  return [
    spoken,
    phrase && `"${phrase}"`,
    speaker && `speaker:${speaker}`,
    spoken && `${spoken} in:slide`,
    'has:video',
  ].filter((query): query is string => Boolean(query))
}

function sum(talks: readonly Talk[], of: (talk: Talk) => number): number {
  return talks.reduce((total, talk) => total + of(talk), 0)
}

function noun(n: number, one: string): string {
  return n === 1 ? one : `${one}s`
}
