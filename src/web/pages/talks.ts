import type { Addresses } from '../../archive/addresses.js'
import type { Catalogue } from '../../archive/catalogue.js'
import type { Talk } from '../../archive/event.js'
import { isWithheld } from '../../archive/withheld.js'
import { cardOf, type TalkCard } from './card.js'
import { frameOf, type Frame, type Site } from './frame.js'
import { count } from './labels.js'
import { pagesOf, type Paging } from './paging.js'

/** What talks can be listed for the lack of. */
export const LACKS = ['recording', 'transcript', 'slides', 'topic'] as const
export type Lack = (typeof LACKS)[number]

/** Which talks are listed, and from which on. */
export interface TalksRequest {
  readonly without?: Lack
  /** 1-based. */
  readonly page?: number
}

/** A list of talks in pages, in the order of events and schedules. */
export interface TalksPage {
  readonly frame: Frame
  readonly title: string
  readonly total: string
  readonly cards: readonly TalkCard[]
  readonly pages: Paging | null
  /** The lists there are, this one marked. */
  readonly lists: readonly { readonly label: string; readonly url: string; readonly isCurrent: boolean }[]
}

const PAGE = 60

/**
 * Whether a talk lacks something. What is withheld is not missing, and a talk that is still to come lacks nothing yet
 * but a topic.
 */
export function lacks(talk: Talk, what: Lack): boolean {
  if (what === 'topic') return talk.keywords.length === 0
  if (isWithheld(talk) || talk.status === 'scheduled') return false
  if (what === 'transcript') return talk.transcripts.length === 0
  const roles = talk.files.map((file) => file.role)
  if (what === 'slides') return !talk.deck && !roles.includes('slides')
  return !roles.includes('video') && !roles.includes('audio')
}

/** The address of a list of talks. */
export function talksAddress(addresses: Addresses, { without, page }: TalksRequest): string {
  const parameters = new URLSearchParams()
  if (without) parameters.set('without', without)
  if (page !== undefined && page > 1) parameters.set('page', String(page))
  const query = parameters.toString()
  return addresses.talks + (query ? `?${query}` : '')
}

/** All talks, or those that lack something. A page beyond the last is the last. */
export function talksPage(site: Site, catalogue: Catalogue, request: TalksRequest): TalksPage {
  const { addresses } = site
  const { without } = request
  const talks = catalogue.events
    .flatMap((event) => catalogue.talksOf(event))
    .filter((talk) => !without || lacks(talk, without))
  const current = Math.max(1, Math.min(request.page ?? 1, Math.ceil(talks.length / PAGE)))
  const title = without ? `Talks without ${NAMES[without]}` : 'Talks'
  const shown = talks.slice((current - 1) * PAGE, current * PAGE)
  return {
    frame: frameOf(site, {
      title,
      noIndex: without !== undefined,
      path: talksAddress(addresses, { ...(without && { without }), page: current }),
    }),
    title,
    total: count(talks.length, 'talk'),
    cards: shown.map((talk) => cardOf(addresses, catalogue, talk)),
    pages: pagesOf({ total: talks.length, size: PAGE, current }, (page) =>
      talksAddress(addresses, { ...(without && { without }), page }),
    ),
    lists: [
      { label: 'All', url: addresses.talks, isCurrent: !without },
      ...LACKS.map((lack) => ({
        label: `Without ${NAMES[lack]}`,
        url: talksAddress(addresses, { without: lack }),
        isCurrent: lack === without,
      })),
    ],
  }
}

const NAMES: Readonly<Record<Lack, string>> = {
  recording: 'a recording',
  transcript: 'a transcript',
  slides: 'slides',
  topic: 'a topic',
}
