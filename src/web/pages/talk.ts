import type { Catalogue } from '../../archive/catalogue.js'
import type { Talk, TalkContent } from '../../archive/event.js'
import type { Moment } from '../../archive/moment.js'
import { formatTime } from '../../archive/time.js'
import { isWithheld } from '../../archive/withheld.js'
import { cardOf, eventName, type TalkCard } from './card.js'
import { whenOfTalk, type When } from './dates.js'
import { filesOf, type FileRow } from './files.js'
import { licenceOf, type Licence } from './licence.js'
import { frameOf, type Frame, type Site } from './frame.js'
import { direction } from './labels.js'
import { playerOf, type Player } from './player.js'
import { relatedTo } from './related.js'
import {
  blocks,
  faqRow,
  linkRows,
  peopleIn,
  type FaqRow,
  type LinkRow,
  type NamedLink,
  type PersonCard,
} from './rows.js'
import { shareOf, type Share } from './share.js'
import { slideShowOf, type SlideShow } from './slides.js'
import { missingOf, recordedLength, stillOf } from './talkAssets.js'
import { detailsOf, stateOf, type TalkState } from './talkState.js'
import { timelineOf, type Timeline } from './timeline.js'
import { transcriptOf, type TranscriptView } from './transcript.js'

/** What the address asks of a talk's page. */
export interface TalkView {
  /** Seconds; the place to open at. */
  readonly at?: number
  /** The transcript to show, by id. */
  readonly transcript?: string
  /** What was searched for, and where in this talk it was found. */
  readonly query?: string
  readonly moments?: readonly Moment[]
}

/** A talk's page. */
export interface TalkPage {
  readonly frame: Frame
  readonly id: string
  readonly url: string
  /** Where the script finds words in this talk. */
  readonly findUrl: string
  readonly style: string
  readonly name: string
  readonly subtitle?: string
  readonly lang?: string
  /** How the talk's language is written: head and words are laid out that way. Time runs from the left in any player. */
  readonly dir: 'ltr' | 'rtl'
  readonly by: readonly (NamedLink & { readonly affiliation?: string })[]
  readonly event: NamedLink & { readonly place: string }
  readonly when: When | null
  readonly state: TalkState | null
  readonly player: Player
  /** Null where there is nothing to play, or its length is not known. */
  readonly timeline: Timeline | null
  readonly show: SlideShow | null
  readonly chapters: readonly {
    readonly name: string
    readonly clock: string
    readonly url: string
    readonly start: number
  }[]
  readonly transcript: TranscriptView | null
  /** What to look for in the talk on arrival. */
  readonly query: string
  /** The second it was opened at, `12:47`. */
  readonly at?: string
  readonly abstract: readonly string[]
  readonly description: readonly string[]
  readonly details: readonly string[]
  readonly people: readonly PersonCard[]
  readonly faq: readonly FaqRow[]
  readonly topics: readonly { readonly name: string; readonly url: string }[]
  readonly files: readonly FileRow[]
  readonly licence?: Licence
  readonly missing: readonly string[]
  readonly links: readonly LinkRow[]
  readonly share: Share
  readonly related: readonly TalkCard[]
  readonly before: NamedLink | null
  readonly after: NamedLink | null
}

/** The page of one talk, opened at a time where the address names one. */
export function talkPage(
  site: Site,
  catalogue: Catalogue,
  talk: Talk,
  content: TalkContent | null,
  view: TalkView,
): TalkPage {
  const { addresses } = site
  const event = catalogue.event(talk.event)
  const withheld = isWithheld(talk)
  const words = withheld ? null : content
  const order = event ? catalogue.talksOf(event) : [talk]
  const index = order.findIndex((other) => other.id === talk.id)
  const licence = talk.license ?? event?.license ?? site.archive.license
  const player = playerOf(addresses, talk, view.at)
  return {
    frame: frameOf(site, {
      title: talk.name,
      description: talk.abstract ?? talk.description,
      section: 'events',
      bodyClass: 'talk',
      scripts: ['talk'],
      isShownEarly: true,
      path: addresses.talk(talk.id),
      image: stillOf(addresses, talk)?.src,
    }),
    id: talk.id,
    url: addresses.talk(talk.id),
    findUrl: addresses.api(`talks/${talk.id}/find`),
    style: addresses.asset('talk.css'),
    name: talk.name,
    ...(talk.subtitle && { subtitle: talk.subtitle }),
    ...(talk.inLanguage && { lang: talk.inLanguage }),
    dir: direction(talk.inLanguage ?? ''),
    by: talk.persons.map((person) => ({
      name: person.name,
      url: addresses.speaker(person.id),
      ...(person.affiliation && { affiliation: person.affiliation }),
    })),
    event: {
      name: eventName(catalogue, talk.event),
      url: addresses.event(talk.event),
      place: `Talk ${index + 1} of ${order.length}`,
    },
    when: whenOfTalk(talk),
    state: stateOf(talk),
    player,
    timeline: timelineFor(site, talk, words, player, view),
    show: words ? slideShowOf(addresses, talk, words, view.at) : null,
    chapters: withheld ? [] : chaptersOf(site, talk),
    transcript: words ? transcriptOf(addresses, talk, words, view) : null,
    query: view.query ?? '',
    ...(view.at !== undefined && { at: formatTime(view.at) }),
    abstract: blocks(talk.abstract),
    description: blocks(talk.description),
    details: detailsOf(talk, event),
    people: peopleIn(addresses, catalogue, [talk]),
    faq: catalogue.faqOf(talk).map((faq) => faqRow(addresses, catalogue, faq)),
    topics: catalogue.topicsOf(talk).map((topic) => ({ name: topic.name, url: addresses.topic(topic.id) })),
    files: withheld ? [] : filesOf(addresses, talk, words),
    ...(licence && { licence: licenceOf(licence) }),
    missing: withheld ? [] : missingOf(talk),
    links: linkRows(talk.links),
    share: shareOf(site, talk, view.at),
    related: relatedTo(catalogue, talk).map((other) => cardOf(addresses, catalogue, other)),
    before: neighbour(site, order[index - 1]),
    after: neighbour(site, order[index + 1]),
  }
}

function timelineFor(
  site: Site,
  talk: Talk,
  content: TalkContent | null,
  player: Player,
  { at, moments = [] }: TalkView,
): Timeline | null {
  if (player.kind !== 'video' && player.kind !== 'audio') return null
  const duration = player.duration ?? recordedLength(talk)
  return duration ? timelineOf(site.addresses, talk, content, duration, { at, moments }) : null
}

function chaptersOf(site: Site, talk: Talk): TalkPage['chapters'] {
  return talk.chapters.map((chapter) => ({
    name: chapter.name,
    clock: formatTime(chapter.start),
    url: site.addresses.talk(talk.id, { start: chapter.start }),
    start: chapter.start,
  }))
}

function neighbour(site: Site, talk: Talk | undefined): NamedLink | null {
  return talk ? { name: talk.name, url: site.addresses.talk(talk.id) } : null
}
