import type { Addresses } from '../../archive/addresses.js'
import type { Talk } from '../../archive/event.js'
import { formatLength } from '../../archive/time.js'
import { lengthOf } from './card.js'
import { dayInYear, longDay, startClock } from './dates.js'
import { count } from './labels.js'
import type { NamedLink } from './rows.js'
import {
  availableOf,
  missingOf,
  smallPictureOf,
  stillOf,
  type Available,
  type Picture,
} from './talkAssets.js'

/** A talk in its event's schedule. */
export interface ScheduleRow {
  readonly name: string
  readonly subtitle?: string
  readonly url: string
  readonly lang?: string
  readonly clock?: string
  readonly datetime?: string
  readonly length?: string
  readonly speakers: readonly NamedLink[]
  readonly affiliations: string
  readonly has: readonly Available[]
  readonly missing: readonly string[]
  readonly still: Picture | null
  readonly stillLabel?: string
  readonly track?: string
}

/** A day of the schedule; `name` is null when all talks share one day or have none. */
export interface ScheduleDay {
  readonly name: string | null
  readonly anchor: string
  readonly total: string
  readonly rows: readonly ScheduleRow[]
}

/** An event's talks day by day, those without a day last. */
export function scheduleOf(addresses: Addresses, talks: readonly Talk[]): readonly ScheduleDay[] {
  return daysOf(talks, scheduleRows(addresses, talks))
}

/** Makes rows; a talk's track is named where the event has several. */
function scheduleRows(addresses: Addresses, talks: readonly Talk[]): (talk: Talk) => ScheduleRow {
  const namesTracks = new Set(talks.flatMap((talk) => talk.track ?? [])).size > 1
  return (talk) => {
    const stillLabel = lengthOf(talk)
    const has = availableOf(addresses, talk)
    const missing = missingOf(talk)
    return {
      name: talk.name,
      ...(talk.subtitle && { subtitle: talk.subtitle }),
      url: addresses.talk(talk.id),
      ...(talk.inLanguage && { lang: talk.inLanguage }),
      ...(talk.start && { clock: startClock(talk.start), datetime: talk.start.iso }),
      ...(talk.duration !== undefined && { length: formatLength(talk.duration) }),
      ...(namesTracks && talk.track && { track: talk.track }),
      speakers: talk.persons.map((person) => ({ name: person.name, url: addresses.speaker(person.id) })),
      affiliations: talk.persons.length > MOST_AFFILIATED ? '' : affiliationsOf(talk),
      has,
      missing: has.length + missing.length === 0 ? [bareness(talk)] : missing,
      still: stillOf(addresses, talk, smallPictureOf),
      ...(stillLabel && { stillLabel }),
    }
  }
}

/** With more people on a stage their institutes are read on the talk's own page. */
const MOST_AFFILIATED = 4

function affiliationsOf(talk: Talk): string {
  return [...new Set(talk.persons.flatMap((person) => person.affiliation ?? []))].join(', ')
}

/** What is said of a talk that has nothing and gives no reason. */
function bareness(talk: Talk): string {
  if (talk.status === 'scheduled') return 'Still to come'
  return talk.abstract || talk.description ? 'Abstract only' : 'Nothing but its title was deposited'
}

function daysOf(talks: readonly Talk[], rowOf: (talk: Talk) => ScheduleRow): readonly ScheduleDay[] {
  const days = new Map<string, Talk[]>()
  for (const talk of talks) {
    const day = talk.start?.local.slice(0, 10) ?? ''
    const members = days.get(day)
    if (members) members.push(talk)
    else days.set(day, [talk])
  }
  // What has no day stands after all that have one.
  const timeless = days.get('')
  if (days.delete('') && timeless) days.set('', timeless)
  const years = new Set([...days.keys()].filter(Boolean).map((day) => day.slice(0, 4)))
  const nameOf = years.size > 1 ? longDay : dayInYear
  return [...days].map(([day, members]) => ({
    name: days.size > 1 ? (day ? nameOf(day) : 'Without a time') : null,
    anchor: day ? `day-${day}` : 'day-unknown',
    total: count(members.length, 'talk'),
    rows: members.map(rowOf),
  }))
}
