import { Temporal } from 'temporal-polyfill'

import type { ZonedTime } from '../../archive/event.js'

/** Why a local time cannot be placed, in words for an organizer. */
export interface TimeProblem {
  readonly problem: string
  readonly hint: string
}

const LOCAL = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?$/
const DATE = /^\d{4}-\d{2}-\d{2}$/

/**
 * The moment a local ISO date-time means in a zone; a problem when it is none, or when the zone skips or repeats it
 * (a change of clocks).
 * @param local `2020-03-23T11:00`, without offset
 * @param timeZone IANA, `America/New_York`
 */
export function zonedTime(local: string, timeZone: string): ZonedTime | TimeProblem {
  const plain = localDateTime(local)
  if (!plain) return notLocal(local)
  if (!isTimeZone(timeZone)) return { problem: `"${timeZone}" is not a time zone`, hint: ZONE_HINT }
  const earlier = plain.toZonedDateTime(timeZone, { disambiguation: 'earlier' })
  const later = plain.toZonedDateTime(timeZone, { disambiguation: 'later' })
  if (!earlier.equals(later)) {
    const isSkipped = !earlier.toPlainDateTime().equals(plain)
    return {
      problem: isSkipped
        ? `${local} does not exist in ${timeZone}: clocks are put forward then`
        : `${local} happens twice in ${timeZone}: clocks are put back then`,
      hint: isSkipped ? 'check the time' : 'give a time outside that hour, or use UTC as the timeZone',
    }
  }
  return {
    local: local.replace(' ', 'T'),
    timeZone,
    iso: earlier.toString({ timeZoneName: 'never', smallestUnit: 'second' }),
    abbreviation: abbreviationOf(earlier),
  }
}

/** A calendar day or a local date-time that exists, or what is wrong with it. */
export function dateProblem(text: string): TimeProblem | null {
  if (localDateTime(text)) return null
  if (!DATE.test(text)) return notLocal(text)
  try {
    Temporal.PlainDate.from(text)
    return null
  } catch {
    return { problem: `${text} is not a day of the calendar`, hint: 'write year-month-day, as in 2020-03-23' }
  }
}

/** What keeps a text from being a local date-time, or null. */
export function localTimeProblem(text: string): TimeProblem | null {
  return localDateTime(text) ? null : notLocal(text)
}

export const ZONE_HINT = 'use a name like Europe/Berlin, America/New_York or UTC'

/** Whether a name is an IANA zone that this system knows; bare offsets are none. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** Seconds from an ISO 8601 duration (`PT30M`, `PT1H15M`) or a number of minutes; null for anything else. */
export function durationSeconds(text: string): number | null {
  if (/^\d{1,5}(\.\d{1,3})?$/.test(text)) return Number(text) * 60 || null
  if (!/^P(?!$)(\d{1,3}D)?(T(?=\d)(\d{1,4}H)?(\d{1,5}M)?(\d{1,6}(\.\d{1,3})?S)?)?$/.test(text)) return null
  return Temporal.Duration.from(text).total('seconds') || null
}

function localDateTime(text: string): Temporal.PlainDateTime | null {
  if (!LOCAL.test(text)) return null
  try {
    return Temporal.PlainDateTime.from(text.replace(' ', 'T'), { overflow: 'reject' })
  } catch {
    return null
  }
}

function notLocal(text: string): TimeProblem {
  const hasOffset = /\d(Z|[+-]\d{2}:?\d{2})$/i.test(text) && text.includes(':')
  return hasOffset
    ? { problem: `${text} carries an offset`, hint: 'write the local time alone; timeZone says where' }
    : { problem: `${text} is not a date with a time`, hint: 'write it like 2020-03-23T11:00' }
}

/** English-speaking regions whose names for zones are tried in turn: each knows only its own and its neighbours'. */
const REGIONS = ['en-US', 'en-GB', 'en-AU', 'en-IN']

function abbreviationOf(time: Temporal.ZonedDateTime): string {
  const names = REGIONS.map((region) => {
    const format = new Intl.DateTimeFormat(region, { timeZone: time.timeZoneId, timeZoneName: 'short' })
    return format.formatToParts(time.epochMilliseconds).find((part) => part.type === 'timeZoneName')?.value
  })
  return names.find((name) => name !== undefined && !/^GMT[+-]/.test(name)) ?? names[0] ?? time.offset
}
