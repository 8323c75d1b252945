import type { Catalogue } from '../../archive/catalogue.js'
import type { Event, Talk, TalkContent } from '../../archive/event.js'
import { formatTime } from '../../archive/time.js'
import { isWithheld } from '../../archive/withheld.js'
import { missingOf, stillOf } from './talkAssets.js'
import { eventName } from './card.js'
import { whenOfTalk, type When } from './dates.js'
import { filesOf, type FileRow } from './files.js'
import { frameOf, type Frame, type Site } from './frame.js'
import { language } from './labels.js'
import { playerOf, type Player } from './player.js'
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
import { slideShowOf, type SlideShow } from './slides.js'
import { transcriptOf, type TranscriptView } from './transcript.js'

/** What the address asks of a talk's page. */
export interface TalkView {
  /** Seconds; the place to open at. */
  readonly at?: number
  /** The transcript to show, by id. */
  readonly transcript?: string
}

/** A talk's page. */
export interface TalkPage {
  readonly frame: Frame
  readonly name: string
  readonly subtitle?: string
  readonly lang?: string
  readonly by: readonly (NamedLink & { readonly affiliation?: string })[]
  readonly event: NamedLink & { readonly place: string }
  readonly when: When | null
  /** Said instead of a recording, for talks that are not published or have not happened. */
  readonly notice?: string
  readonly player: Player
  readonly show: SlideShow | null
  readonly chapters: readonly {
    readonly name: string
    readonly clock: string
    readonly url: string
    readonly start: number
  }[]
  readonly transcript: TranscriptView | null
  readonly abstract: readonly string[]
  readonly description: readonly string[]
  readonly details: readonly string[]
  readonly people: readonly PersonCard[]
  readonly faq: readonly FaqRow[]
  readonly topics: readonly { readonly name: string; readonly url: string }[]
  readonly files: readonly FileRow[]
  readonly licence?: string
  readonly missing: readonly string[]
  readonly links: readonly LinkRow[]
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
  const notice = noticeOf(talk)
  return {
    frame: frameOf(site, {
      title: talk.name,
      description: talk.abstract ?? talk.description,
      section: 'events',
      bodyClass: 'talk',
      scripts: ['talk'],
      path: addresses.talk(talk.id),
      image: stillOf(addresses, talk)?.src,
    }),
    name: talk.name,
    ...(talk.subtitle && { subtitle: talk.subtitle }),
    ...(talk.inLanguage && { lang: talk.inLanguage }),
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
    ...(notice && { notice }),
    player: playerOf(addresses, talk, view.at),
    show: words ? slideShowOf(addresses, talk, words, view.at) : null,
    chapters: withheld
      ? []
      : talk.chapters.map((chapter) => ({
          name: chapter.name,
          clock: formatTime(chapter.start),
          url: addresses.talk(talk.id, { start: chapter.start }),
          start: chapter.start,
        })),
    transcript: words ? transcriptOf(addresses, talk, words, view) : null,
    abstract: blocks(talk.abstract),
    description: blocks(talk.description),
    details: detailsOf(talk, event),
    people: peopleIn(addresses, catalogue, [talk]),
    faq: catalogue.faqOf(talk).map((faq) => faqRow(addresses, catalogue, faq)),
    topics: catalogue.topicsOf(talk).map((topic) => ({ name: topic.name, url: addresses.topic(topic.id) })),
    files: withheld ? [] : filesOf(addresses, talk),
    ...(licence && { licence }),
    missing: withheld ? [] : missingOf(talk),
    links: linkRows(talk.links),
    before: neighbour(site, order[index - 1]),
    after: neighbour(site, order[index + 1]),
  }
}

function neighbour(site: Site, talk: Talk | undefined): NamedLink | null {
  return talk ? { name: talk.name, url: site.addresses.talk(talk.id) } : null
}

function noticeOf(talk: Talk): string | undefined {
  if (talk.status === 'withdrawn') {
    return 'This talk was withdrawn. Its recording, slides and transcript are not published here.'
  }
  if (talk.recordingOptOut) {
    return 'The speaker chose not to publish a recording. The video, slides and transcript of this talk are not here.'
  }
  if (talk.status === 'scheduled') {
    return 'This talk is scheduled. What is recorded of it will appear here afterwards.'
  }
  return undefined
}

function detailsOf(talk: Talk, event: Event | undefined): readonly string[] {
  const spoken = talk.inLanguage ?? event?.inLanguage
  const timing = talk.transcripts[0]?.timing
  return [
    talk.type && `${talk.type.slice(0, 1).toUpperCase()}${talk.type.slice(1)}`,
    talk.track && `Track: ${talk.track}`,
    spoken && `In ${language(spoken)}`,
    timing === 'word' && 'Words timed one by one',
    timing === 'cue' && 'Words timed by caption',
    timing === 'none' && 'The transcript has no times',
  ].filter((line): line is string => Boolean(line))
}
