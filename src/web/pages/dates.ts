import type { Event, Talk, ZonedTime } from '../../archive/event.js'

/** When something was, in the time of its event, with the instants a browser needs for the visitor's own zone. */
export interface When {
  /** `Monday 23 March 2020, 11:00–14:00`. */
  readonly text: string
  /** `New York (EDT)`; absent when no clock time is known. */
  readonly zone?: string
  /** For `<time datetime>`. */
  readonly datetime: string
  /** Where a clock time is known: ISO, with the event's own offset. */
  readonly from?: string
  /** ISO, in UTC. */
  readonly to?: string
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', options)
  formatters.set(key, made)
  return made
}

/** A calendar day from the first ten characters of an ISO date: `Monday 23 March 2020`. */
export function longDay(iso: string): string {
  return day(iso, 'long', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).replace(
    ',',
    '',
  )
}

/** `Monday 23 March`. */
export function dayInYear(iso: string): string {
  return day(iso, 'in year', { weekday: 'long', day: 'numeric', month: 'long' }).replace(',', '')
}

/** `23 March 2020`. */
export function shortDay(iso: string): string {
  return day(iso, 'short', { day: 'numeric', month: 'long', year: 'numeric' })
}

/** From a day to a day, with what they share said once: `9–11 March 2026`, `30 March – 2 April 2026`. */
export function dayRange(from: string, to: string): string {
  const [first, last] = [from, to].map((iso) => new Date(`${iso.slice(0, 10)}T00:00:00Z`))
  if (!first || !last || !(first < last)) return shortDay(from)
  const range = formatter('range', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  // Some versions of the locale put thin spaces around the dash.
  return range
    .formatRange(first, last)
    .replace(/^(\d+)\s–\s/, '$1–')
    .replace(/\u2009/g, ' ')
}

function day(iso: string, key: string, options: Intl.DateTimeFormatOptions): string {
  const date = new Date(`${iso.slice(0, 10)}T00:00:00Z`)
  if (Number.isNaN(date.getTime())) return iso
  return formatter(key, { ...options, timeZone: 'UTC' }).format(date)
}

/** The clock time of an instant in a zone: `13:15`. */
function clock(instant: Date, timeZone: string): string {
  return formatter(`clock ${timeZone}`, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(instant)
}

/** The place a zone is named after: `New York` for `America/New_York`. */
function zonePlace(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ')
}

function zoneName(start: ZonedTime): string {
  return `${zonePlace(start.timeZone)} (${start.abbreviation})`
}

/** `11:00`, as the organizer wrote it. */
export function startClock(start: ZonedTime): string {
  return start.local.slice(11, 16)
}

/** When a talk was, or null when its start is not known. */
export function whenOfTalk(talk: Talk): When | null {
  if (!talk.start) return null
  return span(talk.start, instantAfter(talk.start, talk.duration ?? 0), longDay)
}

/** When an event was: from its talks where they have times, else its own dates; null when nothing is known. */
export function whenOfEvent(event: Event, talks: readonly Talk[]): When | null {
  const timed = talks.filter((talk): talk is Talk & { start: ZonedTime } => talk.start !== undefined)
  const first = timed.reduce<ZonedTime | null>(
    (a, t) => (a && instant(a) <= instant(t.start) ? a : t.start),
    null,
  )
  if (!first) return daysOf(event)
  const end = new Date(
    Math.max(...timed.map((talk) => instantAfter(talk.start, talk.duration ?? 0).getTime())),
  )
  if (end.getTime() - instant(first) <= DAY) return span(first, end, longDay)
  // Over several days the clock says nothing about the whole: the schedule has it line by line.
  return {
    text: dayRange(first.local, isoDay(end, first.timeZone)),
    zone: zoneName(first),
    datetime: first.local.slice(0, 10),
  }
}
const DAY = 24 * 3600 * 1000

function daysOf(event: Event): When | null {
  if (!event.startDate) return null
  const [from, to] = [event.startDate.slice(0, 10), event.endDate?.slice(0, 10)]
  return {
    text: to && to !== from ? dayRange(from, to) : longDay(from),
    datetime: from,
  }
}

function span(start: ZonedTime, end: Date, dayOf: (iso: string) => string): When {
  const begin = new Date(start.iso)
  const from = startClock(start)
  const lastDay = isoDay(end, start.timeZone)
  const sameDay = lastDay === start.local.slice(0, 10)
  const until = end > begin ? `–${sameDay ? '' : `${dayOf(lastDay)}, `}${clock(end, start.timeZone)}` : ''
  return {
    text: `${dayOf(start.local)}, ${from}${until}`,
    zone: zoneName(start),
    datetime: start.iso,
    from: start.iso,
    ...(end > begin && { to: end.toISOString() }),
  }
}

function isoDay(at: Date, timeZone: string): string {
  const parts = formatter(`day ${timeZone}`, {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(at)
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}

function instant(time: ZonedTime): number {
  return new Date(time.iso).getTime()
}

function instantAfter(time: ZonedTime, seconds: number): Date {
  return new Date(instant(time) + seconds * 1000)
}

/** The ISO date of an event, for sorting and for `<time>`: its own, else its first talk's. */
export function dateOf(event: Event, talks: readonly Talk[]): string | undefined {
  return event.startDate?.slice(0, 10) ?? talks.find((talk) => talk.start)?.start?.local.slice(0, 10)
}
