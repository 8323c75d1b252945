import type { Event, Person, Talk } from '../archive/event.js'
import { formatTime } from '../archive/time.js'

/** What is cited: a talk, or a moment of it. */
export interface Cited {
  readonly talk: Talk
  readonly event: Event | undefined
  /** The persons of the talk, as the archive knows them. */
  readonly persons: readonly Person[]
  /** Seconds, for a moment. */
  readonly at?: number | undefined
  /** Absolute; absent where the site does not know its own. */
  readonly url?: string | undefined
}

/** The formats of a citation, by the suffix of their address. */
export const CITATION_FORMATS = {
  bib: { label: 'BibTeX', mediaType: 'application/x-bibtex' },
  ris: { label: 'RIS', mediaType: 'application/x-research-info-systems' },
  json: { label: 'CSL-JSON', mediaType: 'application/vnd.citationstyles.csl+json' },
  txt: { label: 'APA', mediaType: 'text/plain' },
} as const
export type CitationFormat = keyof typeof CITATION_FORMATS

/** Whether a word names a format of citation. */
export function isCitationFormat(name: string): name is CitationFormat {
  return Object.hasOwn(CITATION_FORMATS, name)
}

/** A talk, or a moment of it, as a reference in one of the formats. */
export async function citationOf(cited: Cited, format: CitationFormat): Promise<string> {
  const { Cite } = await citationJs()
  const citation = new Cite(itemOf(cited))
  switch (format) {
    case 'bib':
      return citation.format('bibtex').trim() + '\n'
    case 'ris':
      return citation.format('ris').trim() + '\n'
    case 'json':
      return citation.format('data').trim() + '\n'
    case 'txt':
      return withMoment(
        citation.format('bibliography', { template: 'apa', format: 'text', lang: 'en-US' }).trim(),
        cited,
      )
  }
}

/** APA has no place for a moment in a reference, only in the text that refers to it; the reader needs it in both. */
function withMoment(reference: string, { at, url }: Cited): string {
  if (at === undefined) return `${reference}\n`
  const moment = `At ${formatTime(at)}.`
  return url && reference.endsWith(url)
    ? `${reference.slice(0, -url.length)}${moment} ${url}\n`
    : `${reference} ${moment}\n`
}

let loading: Promise<typeof import('@citation-js/core')> | undefined

/** Its tables take seconds to read, so they wait for the first citation. */
function citationJs(): Promise<typeof import('@citation-js/core')> {
  loading ??= Promise.all([
    import('@citation-js/core'),
    import('@citation-js/plugin-bibtex'),
    import('@citation-js/plugin-csl'),
    import('@citation-js/plugin-ris'),
  ]).then(([core]) => core)
  return loading
}

/** A talk in the Citation Style Language's JSON (CSL 1.0.2, type `speech`). */
function itemOf({ talk, event, persons, at, url }: Cited): object {
  const date = (talk.start?.local ?? event?.startDate)?.slice(0, 10).split('-').map(Number)
  const speakers = talk.persons.filter((person) => person.role !== 'moderator')
  const authors = speakers.length > 0 ? speakers : talk.persons
  const language = talk.inLanguage ?? event?.inLanguage
  return {
    id: talk.id.replaceAll('/', '-'),
    type: 'speech',
    title: talk.subtitle ? `${talk.name}: ${talk.subtitle}` : talk.name,
    author: authors.map(({ id, name }) => nameOf(persons.find((person) => person.id === id)?.sortName, name)),
    genre: talk.type ?? 'Talk',
    ...(date && { issued: { 'date-parts': [date] } }),
    ...(event && { 'event-title': event.name }),
    ...(event?.location && { 'event-place': event.location.name }),
    ...(language && { language }),
    ...(at !== undefined && { note: `At ${formatTime(at)}`, locator: formatTime(at) }),
    ...(url && { URL: url }),
  }
}

/** A name in its parts where the archive has it as `Family, Given`; else the last word is the family's, if there are two. */
function nameOf(sortName: string | undefined, name: string): object {
  const sorted = /^([^,]+),\s*(.+)$/.exec(sortName ?? '')
  if (sorted) return { family: sorted[1], given: sorted[2] }
  const western = /^([\p{Script=Latin}\p{M}.'’() -]+) ([\p{Script=Latin}\p{M}'’-]+)$/u.exec(name)
  return western ? { family: western[2], given: western[1] } : { literal: name }
}
