import type { Catalogue } from '../../archive/catalogue.js'
import type { Moment } from '../../archive/moment.js'
import type { MomentList } from '../../search/momentList.js'
import { absolute, type Site } from './frame.js'

/** The columns of a list of moments, in order. `start` is seconds; `page` counts from 1. */
export const MOMENT_COLUMNS = [
  'event',
  'talk',
  'speakers',
  'date',
  'kind',
  'start',
  'page',
  'language',
  'text',
  'url',
] as const

/** A moment as a row for a spreadsheet; what is not known is empty. The address is whole where PUBLIC_URL is set. */
export function momentRow(
  site: Site,
  catalogue: Catalogue,
  { of, moment }: MomentList['moments'][number],
): Readonly<Record<(typeof MOMENT_COLUMNS)[number], string>> {
  const talk = catalogue.talk(of)
  const event = catalogue.event(talk?.event ?? of)
  return {
    event: event?.name ?? '',
    talk: talk?.name ?? '',
    speakers: talk?.persons.map(({ name }) => name).join('; ') ?? '',
    date: (talk?.start?.local ?? event?.startDate ?? '').slice(0, 10),
    kind: moment.kind,
    start: moment.start === undefined ? '' : String(Math.round(moment.start * 100) / 100),
    page: moment.page === undefined ? '' : String(moment.page),
    language: moment.lang ?? '',
    text: plainText(moment),
    url: absolute(site, moment.url) ?? moment.url,
  }
}

function plainText({ snippet }: Moment): string {
  return snippet
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/gu, ' ')
    .trim()
}
