import type { Addresses } from '../../archive/addresses.js'
import type { Catalogue } from '../../archive/catalogue.js'
import { KIND_LABELS, type Moment, type MomentKind } from '../../archive/moment.js'
import { formatTime } from '../../archive/time.js'
import type { SearchRequest, SearchResult } from '../../search/answer.js'
import { eventName, firstOf, lengthOf } from './card.js'
import { headed } from './headed.js'
import { count } from './labels.js'
import { rulerOf, type Ruler } from './ruler.js'
import { searchAddress } from './searchAddress.js'
import { kindsOf, recordedLength, type Picture } from './talkAssets.js'

/** What results are made from. */
export interface ResultSources {
  readonly request: SearchRequest
  /** What was searched, as a parameter `q=…` for the talk's page: the query as typed, or with its typos forgiven. */
  readonly searched: string
  /** Pictures of found slides by `event/talk#page`. */
  readonly pictures: ReadonlyMap<string, Picture>
}

/** A place in a talk, with the words found. */
export interface MomentView {
  readonly url: string
  /** `14:01` or `p. 5`. */
  readonly at: string
  readonly icon: string
  readonly kind: string
  /** The slide's title, with what was found in it. */
  readonly heading: Moment['snippet']
  readonly snippet: Moment['snippet']
  readonly lang?: string
  readonly picture: Picture | null
}

/** A talk or an event with its best moments. */
export interface ResultView {
  readonly name: string
  readonly url: string
  readonly speakers: string
  readonly event: { readonly name: string; readonly url: string } | null
  readonly about: string
  readonly moments: readonly MomentView[]
  readonly all: { readonly label: string; readonly url: string } | null
  readonly ruler: Ruler | null
}

const ICONS: Readonly<Record<MomentKind, string>> = {
  speech: 'speech',
  slide: 'slide',
  title: 'text',
  abstract: 'text',
  speaker: 'person',
  faq: 'ask',
  event: 'page',
}

/** A talk or an event with its moments. */
export function resultView(
  addresses: Addresses,
  catalogue: Catalogue,
  findings: ResultSources,
  result: SearchResult,
): ResultView {
  const talk = result.talk && catalogue.talk(result.talk.id)
  const event = result.talk ? catalogue.event(result.talk.event) : undefined
  const id = result.talk?.id ?? result.event?.id
  const rest = result.momentTotal > result.moments.length && !findings.request.talk
  return {
    name: result.talk?.name ?? result.event?.name ?? '',
    url: result.talk?.url ?? result.event?.url ?? '',
    speakers: firstOf(result.talk?.speakers ?? []),
    event: event ? { name: eventName(catalogue, event.id), url: addresses.event(event.id) } : null,
    about: talk ? (recordedLength(talk) === undefined ? kindsOf(talk) : (lengthOf(talk) ?? '')) : 'event',
    moments: result.moments.map((moment) => momentView(findings, result.talk?.id, moment)),
    all:
      rest && id
        ? {
            label: `All ${count(result.momentTotal, 'moment')}`,
            url: searchAddress(addresses, findings.request, { talk: id, offset: 0 }),
          }
        : null,
    ruler: talk ? rulerOf(talk, result.moments) : null,
  }
}

/** The address with what was searched for (`q=…`), so that the talk's page marks it. */
function withQuery(url: string, searched: string): string {
  if (!searched) return url
  const end = url.includes('#') ? url.indexOf('#') : url.length
  const path = url.slice(0, end)
  return `${path}${path.includes('?') ? '&' : '?'}${searched}${url.slice(end)}`
}

function momentView(findings: ResultSources, talk: string | undefined, moment: Moment): MomentView {
  const isSlide = moment.kind === 'slide'
  const picture = isSlide && talk ? findings.pictures.get(`${talk}#${moment.page ?? 0}`) : undefined
  const page = moment.page === undefined ? '' : `p. ${moment.page}`
  return {
    url: withQuery(moment.url, findings.searched),
    at: moment.start === undefined ? page : formatTime(moment.start),
    icon: ICONS[moment.kind],
    kind: KIND_LABELS[moment.kind],
    ...headed(moment),
    ...(moment.lang && { lang: moment.lang }),
    picture: picture ?? null,
  }
}
