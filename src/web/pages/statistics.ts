import type { Addresses } from '../../archive/addresses.js'
import type { Catalogue } from '../../archive/catalogue.js'
import type { Event, Talk } from '../../archive/event.js'
import { formatLength } from '../../archive/time.js'
import type { MediaRole } from '../../archive/media.js'
import { isWithheld } from '../../archive/withheld.js'
import { dateOf } from './dates.js'
import { figuresOf, type Figure } from './figures.js'
import { frameOf, type Frame, type Site } from './frame.js'
import { language, number } from './labels.js'
import { LACKS, lacks, talksAddress, type Lack } from './talks.js'
import { totalsOf } from './totals.js'

/** A number with its part of a whole, for a bar. */
export interface ShareRow {
  readonly label: string
  readonly value: string
  /** Of the whole, for a drawn bar: `37.5%`. */
  readonly width: string
  /** `38 %`, for people. */
  readonly share: string
  /** The list behind the number. */
  readonly url: string | null
}

/** One year of the archive; cells are ready to print. */
export interface YearRow {
  readonly year: string
  readonly url: string | null
  readonly events: string
  readonly talks: string
  /** Of the year with the most talks. */
  readonly width: string
  readonly recorded: string
  readonly words: string
  readonly slides: string
}

/** What is in the archive, and what is not. */
export interface StatisticsPage {
  readonly frame: Frame
  readonly figures: readonly Figure[]
  readonly status: readonly ShareRow[]
  readonly has: readonly ShareRow[]
  readonly missing: readonly ShareRow[]
  readonly languages: readonly ShareRow[]
  readonly transcribed: readonly ShareRow[]
  readonly years: readonly YearRow[]
  readonly whole: YearRow
}

const pages = new WeakMap<
  Catalogue,
  { readonly addresses: Addresses; readonly page: Omit<StatisticsPage, 'frame'> }
>()

/** The archive in numbers. They are gathered once a generation. */
export function statisticsPage(site: Site, catalogue: Catalogue): StatisticsPage {
  const { addresses } = site
  const known = pages.get(catalogue)
  const page = known?.addresses === addresses ? known.page : gathered(addresses, catalogue)
  pages.set(catalogue, { addresses, page })
  return {
    frame: frameOf(site, {
      title: 'Statistics',
      description: 'The archive in numbers, and what is missing from it.',
      path: addresses.statistics,
    }),
    ...page,
  }
}

function gathered(addresses: Addresses, catalogue: Catalogue): Omit<StatisticsPage, 'frame'> {
  const { talks } = catalogue
  const share = (label: string, n: number, url: string | null = null): ShareRow =>
    shareRow(label, n, talks.length, n > 0 ? url : null)
  const having = (has: (talk: Talk) => boolean): number =>
    talks.filter((talk) => !isWithheld(talk) && has(talk)).length
  const hasFile = (role: MediaRole) => (talk: Talk) => talk.files.some((file) => file.role === role)
  const lacking = (what: Lack): number => talks.filter((talk) => lacks(talk, what)).length
  return {
    figures: figuresOf(catalogue),
    status: [
      share('Given', talks.filter((talk) => talk.status === 'recorded' && !isWithheld(talk)).length),
      share('Still to come', talks.filter((talk) => talk.status === 'scheduled' && !isWithheld(talk)).length),
      share('Not published, by wish of the speaker', talks.filter(isOptedOut).length),
      share('Withdrawn', talks.filter((talk) => talk.status === 'withdrawn').length),
    ].filter((row) => row.value !== '0'),
    has: [
      share('Video', having(hasFile('video')), addresses.searchFor({ has: 'video' })),
      share('Audio', having(hasFile('audio')), addresses.searchFor({ has: 'audio' })),
      share(
        'Transcript',
        having((talk) => talk.transcripts.length > 0),
        addresses.searchFor({ has: 'transcript' }),
      ),
      share(
        'Slides',
        having((talk) => talk.deck !== undefined || hasFile('slides')(talk)),
        addresses.searchFor({ has: 'slides' }),
      ),
    ].filter((row) => row.label !== 'Audio' || row.value !== '0'),
    missing: LACKS.map((what) =>
      share(LACKING[what], lacking(what), talksAddress(addresses, { without: what })),
    ),
    languages: counted(talks, (talk) => [talk.inLanguage ?? 'und']).map(([tag, n]) =>
      share(language(tag), n),
    ),
    transcribed: counted(
      talks.filter((talk) => !isWithheld(talk)),
      (talk) => [...new Set(talk.transcripts.map((each) => each.inLanguage))],
    ).map(([tag, n]) => share(language(tag), n, addresses.searchFor({ lang: tag }))),
    years: yearRows(addresses, catalogue),
    whole: yearRow('All', null, catalogue.events, talks, talks.length),
  }
}

const LACKING: Readonly<Record<Lack, string>> = {
  recording: 'No recording',
  transcript: 'No transcript',
  slides: 'No slides',
  topic: 'No topic',
}

function isOptedOut(talk: Talk): boolean {
  return talk.recordingOptOut && talk.status !== 'withdrawn'
}

function shareRow(label: string, n: number, whole: number, url: string | null): ShareRow {
  return { label, value: number(n), width: percent(n, whole), share: rounded(n, whole), url }
}

function percent(n: number, whole: number): string {
  return `${whole === 0 ? 0 : Math.round((n / whole) * 1000) / 10}%`
}

/** What is there is never said to be nothing, and what is not whole never to be all. */
function rounded(n: number, whole: number): string {
  if (n === 0 || whole === 0) return '0 %'
  if (n === whole) return '100 %'
  return `${Math.min(99, Math.max(1, Math.round((n / whole) * 100)))} %`
}

function counted(
  talks: readonly Talk[],
  keysOf: (talk: Talk) => readonly string[],
): readonly [string, number][] {
  const counts = new Map<string, number>()
  for (const talk of talks) for (const key of keysOf(talk)) counts.set(key, (counts.get(key) ?? 0) + 1)
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
}

function yearRows(addresses: Addresses, catalogue: Catalogue): readonly YearRow[] {
  const years = new Map<string, Event[]>()
  for (const event of catalogue.events) {
    const year = dateOf(event, catalogue.talksOf(event))?.slice(0, 4) ?? ''
    years.set(year, [...(years.get(year) ?? []), event])
  }
  const sorted = [...years].sort(([a], [b]) => (a < b ? 1 : -1))
  const talksOf = (events: readonly Event[]): Talk[] => events.flatMap((event) => catalogue.talksOf(event))
  const most = Math.max(0, ...sorted.map(([, events]) => talksOf(events).length))
  return sorted.map(([year, events]) =>
    yearRow(
      year || 'Without a date',
      year ? `${addresses.events}#year-${year}` : `${addresses.events}#undated`,
      events,
      talksOf(events),
      most,
    ),
  )
}

function yearRow(
  year: string,
  url: string | null,
  events: readonly Event[],
  talks: readonly Talk[],
  most: number,
): YearRow {
  const totals = totalsOf(talks)
  return {
    year,
    url,
    events: number(events.length),
    talks: number(talks.length),
    width: percent(talks.length, most),
    recorded: totals.recorded > 0 ? formatLength(totals.recorded) : '–',
    words: totals.words > 0 ? number(totals.words) : '–',
    slides: totals.slides > 0 ? number(totals.slides) : '–',
  }
}
