import { parseCueTime } from '../cueTime.js'
import { fieldsOf, type Fields } from '../jsonValues.js'

const DURATION = /^PT(?:(\d{1,4})H)?(?:(\d{1,6})M)?(?:(\d{1,8}(?:\.\d{1,9})?)S)?$/

/**
 * The first of the named fields that is a time, in seconds: a number, text that is one (`"1.2"`, `"1.200s"`), a clock,
 * a duration of ISO 8601 (`PT1M2.5S`), or `{seconds, nanos}` of Protocol Buffers.
 * @param unit how many of a number make a second
 */
export function timeIn(fields: Fields | undefined, names: readonly string[], unit = 1): number | undefined {
  for (const name of names) {
    const seconds = secondsOf(fields?.[name], unit)
    if (seconds !== undefined) return seconds
  }
  return undefined
}

function secondsOf(value: unknown, unit: number): number | undefined {
  if (typeof value === 'number') return inRange(value / unit)
  if (typeof value === 'string') {
    const number = /^(\d{1,17}(?:\.\d{1,9})?)(s?)$/.exec(value.trim())
    if (number) return inRange(Number(number[1]) / (number[2] === 's' ? 1 : unit))
    const parts = DURATION.exec(value.trim())
    if (!parts) return parseCueTime(value.trim()) ?? undefined
    const [, hours = 0, minutes = 0, seconds = 0] = parts
    return inRange(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds))
  }
  const parts = fieldsOf(value)
  if (!parts || !('seconds' in parts || 'nanos' in parts)) return undefined
  return inRange(Number(parts['seconds'] ?? 0) + Number(parts['nanos'] ?? 0) / 1e9)
}

function inRange(seconds: number): number | undefined {
  return seconds >= 0 && seconds < 1e9 ? Math.round(seconds * 1000) / 1000 : undefined
}
