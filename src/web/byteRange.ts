import type { IncomingHttpHeaders } from 'node:http'

/** What a file is known by when it is sent. */
export interface Validators {
  /** As in the header, quotes included. */
  readonly etag: string | undefined
  readonly modified: Date
  /** Bytes. */
  readonly size: number
}

/** Bytes of a file, last one included. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/** More ranges than any player or reader asks for at once. */
const MOST_RANGES = 50

/**
 * The ranges that a GET asks for, in its order, without those that lie past the end (RFC 9110, 14.1.2 and 14.2);
 * `unsatisfiable` where none of them exist. Other units, what cannot be read, and ranges that are more work than the
 * file mean the whole file, as does an If-Range that no longer matches exactly.
 */
export function byteRangesOf(
  headers: IncomingHttpHeaders,
  validators: Validators,
): readonly ByteRange[] | 'whole' | 'unsatisfiable' {
  const asked = parseRanges(headers.range ?? '')
  if (asked === null || !isStillThat(headers['if-range'], validators)) return 'whole'
  const { size } = validators
  const found = asked.flatMap((range) => within(range, size))
  if (found.length === 0) return 'unsatisfiable'
  const bytes = found.reduce((sum, { start, end }) => sum + end - start + 1, 0)
  // Nothing of an empty file can be named in Content-Range.
  return bytes === 0 || bytes > size || found.length > MOST_RANGES ? 'whole' : found
}

/** As they were asked for: `-5` is the last five bytes, `5-` all from there. */
interface AskedRange {
  readonly first: number | undefined
  readonly last: number | undefined
}

/** Null where the header cannot be read as a whole: no part of such a one is believed. */
function parseRanges(header: string): readonly AskedRange[] | null {
  const set = /^bytes=(.*)$/i.exec(header)?.[1]
  // An element of a list may be empty (RFC 9110, 5.6.1.2).
  const specs = set?.split(',').filter((spec) => spec.trim() !== '') ?? []
  const ranges = specs.map(parseRange)
  return ranges.length > 0 && ranges.every((range) => range !== null) ? ranges : null
}

function parseRange(spec: string): AskedRange | null {
  const found = /^[ \t]*(\d*)[ \t]*-[ \t]*(\d*)[ \t]*$/.exec(spec)
  const [first, last] = [found?.[1], found?.[2]].map((digits) => (digits ? Number(digits) : undefined))
  if (first === undefined && last === undefined) return null
  return first !== undefined && last !== undefined && last < first ? null : { first, last }
}

/** The part of a range that exists; none where it lies past the end. */
function within({ first, last }: AskedRange, size: number): ByteRange[] {
  if (first === undefined)
    return last === 0 ? [] : [{ start: Math.max(0, size - (last ?? 0)), end: size - 1 }]
  return first < size ? [{ start: first, end: Math.min(last ?? size - 1, size - 1) }] : []
}

/** Whether If-Range, if there is one, names exactly this state of the file (RFC 9110, 13.1.5). */
function isStillThat(condition: string | string[] | undefined, { etag, modified }: Validators): boolean {
  if (typeof condition !== 'string') return true
  if (/^(?:W\/)?"/.test(condition)) return condition === etag && condition.startsWith('"')
  // A date is exact only where the file cannot have changed twice within that second (8.8.2.2).
  return Date.parse(condition) === wholeSeconds(modified) && Date.now() - modified.getTime() >= 1000
}

/** Whether the sender's condition does not hold any more, so that it wants nothing (RFC 9110, 13.1.1 and 13.1.4). */
export function isPreconditionFailed(headers: IncomingHttpHeaders, { etag, modified }: Validators): boolean {
  const match = headers['if-match']
  if (match !== undefined) {
    const wanted = match.split(',').map((each) => each.trim())
    return !wanted.includes('*') && (etag === undefined || etag.startsWith('W/') || !wanted.includes(etag))
  }
  const since = Date.parse(headers['if-unmodified-since'] ?? '')
  return !Number.isNaN(since) && wholeSeconds(modified) > since
}

/** As headers have it; milliseconds. */
function wholeSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000) * 1000
}
