import { z } from 'zod'

import { slug } from '../../archive/slug.js'
import { parseTime } from '../../archive/time.js'
import { languageTag } from '../readTranscript.js'
import { dateProblem, durationSeconds, isTimeZone, localTimeProblem, ZONE_HINT } from './zonedTime.js'

/** What a check adds to an issue for the person who wrote the value. */
export interface IssueParams {
  readonly hint?: string
  /** A value that is surely meant, to go on with. */
  readonly replacement?: string
}

/** A field's check: null when the value is fine. */
type Check = (value: string) => ({ readonly problem: string } & IssueParams) | null

/** Text. */
export function text(description: string) {
  return z.string().trim().describe(description)
}

/** Text that must pass a check. */
function checkedText(description: string, check: Check, pattern?: string) {
  return z
    .string()
    .trim()
    .superRefine((value, context) => {
      const found = check(value)
      if (found) context.addIssue({ code: 'custom', message: found.problem, params: paramsOf(found) })
    })
    .meta({ description, ...(pattern !== undefined && { pattern }) })
}

/** One text or a list of them; a list in any case. */
export function texts(description: string) {
  const item = z.string().trim()
  return oneOrMore(item, description)
}

/** One thing or a list of it; a list in any case, empty when absent. */
export function oneOrMore<T extends z.ZodType>(item: T, description: string) {
  return z
    .union([item, z.array(item)])
    .transform((value): z.output<T>[] => (Array.isArray(value) ? (value as z.output<T>[]) : [value]))
    .default([])
    .describe(description)
}

/** A list, empty when absent. */
export function list<T extends z.ZodType>(item: T, description: string) {
  return z.array(item).default([]).describe(description)
}

/** `one, two` or a list. */
export function keywords(description: string) {
  return z
    .union([z.string(), z.array(z.string().trim())])
    .transform((value) => (typeof value === 'string' ? value.split(',').map((word) => word.trim()) : value))
    .transform((words) => words.filter((word) => word !== ''))
    .default([])
    .describe(description)
}

/** A permanent name that fits an address. */
export function id(description: string) {
  return checkedText(
    description,
    (value) => {
      if (/^[a-z0-9-]{1,80}$/.test(value)) return null
      const replacement = slug(value)
      return {
        problem: `"${value}" cannot be an id; ids are a-z, 0-9 and "-", at most 80 of them`,
        ...(replacement ? { replacement, hint: `read as "${replacement}"; write it so` } : {}),
      }
    },
    '^[a-z0-9-]{1,80}$',
  )
}

/** An id of former times, of a talk perhaps with its event before it. */
export function oldId() {
  return checkedText('An id this once had', (value) =>
    /^[\w.~-]{1,120}(\/[\w.~-]{1,120})?$/.test(value)
      ? null
      : { problem: `"${value}" cannot have been an id` },
  )
}

export function webUrl(description: string) {
  return checkedText(description, (value) => urlProblem(value, ['https:', 'http:']))
}

export function httpsUrl(description: string) {
  return checkedText(description, (value) => urlProblem(value, ['https:']))
}

/** A file's place below a folder. */
export function pathInside(description: string) {
  return checkedText(description, pathProblem)
}

/** A file's place below the folder, or an address. */
export function pathOrUrl(description: string) {
  return checkedText(description, (value) =>
    /^[a-z][a-z0-9+.-]*:/i.test(value) ? urlProblem(value, ['https:', 'http:']) : pathProblem(value),
  )
}

/** BCP 47, in its canonical form. */
export function language(description: string) {
  return checkedText(description, (value) =>
    languageTag(value)
      ? null
      : { problem: `"${value}" is not a language tag`, hint: 'write en, de-AT or zh-Hans' },
  )
    .transform((value) => languageTag(value) ?? value)
    .describe(description)
}

export function timeZone(description: string) {
  return checkedText(description, (value) =>
    isTimeZone(value) ? null : { problem: `"${value}" is not a time zone`, hint: ZONE_HINT },
  )
}

/** ISO date or local date-time. */
export function date(description: string) {
  return checkedText(description, dateProblem)
}

export function localTime(description: string) {
  return checkedText(description, localTimeProblem)
}

/** Seconds, or a clock; seconds in any case. */
export function seconds(description: string) {
  return numeric(
    description,
    parseTime,
    'is not a time in the recording',
    'write seconds or a clock, as in 83.5 or "1:23.5"',
  )
}

/** Seconds that may be negative. */
export function offset(description: string) {
  const read = (value: string): number | null =>
    /^-?\d{1,6}(\.\d{1,3})?$/.test(value) ? Number(value) : parseTime(value)
  return numeric(description, read, 'is not a number of seconds', 'write seconds, as in 12.5 or -3')
}

/** A 1-based page. */
export function page(description: string) {
  const read = (value: string): number | null => (/^[1-9]\d{0,5}$/.test(value) ? Number(value) : null)
  return numeric(description, read, 'is not a page', 'pages are counted from 1')
}

/** ISO 8601, or minutes as a number; seconds in any case. */
export function duration(description: string) {
  return numeric(
    description,
    durationSeconds,
    'is not a length of time',
    'write PT1H30M, or minutes as a number',
  )
}

/** Yes or no. */
export function flag(description: string) {
  return z
    .union([z.boolean(), z.string()])
    .transform((value, context) => {
      if (/^(true|yes|on)$/i.test(String(value))) return true
      if (/^(false|no|off)$/i.test(String(value))) return false
      context.addIssue({ code: 'custom', message: `"${value}" is neither true nor false`, input: value })
      return z.NEVER
    })
    .describe(description)
}

function numeric(description: string, read: (value: string) => number | null, problem: string, hint: string) {
  return z
    .union([z.number(), z.string()])
    .transform((value, context) => {
      const number = read(String(value).trim())
      if (number !== null) return number
      context.addIssue({ code: 'custom', message: `"${value}" ${problem}`, params: { hint }, input: value })
      return z.NEVER
    })
    .describe(description)
}

function urlProblem(value: string, protocols: readonly string[]): ({ problem: string } & IssueParams) | null {
  const wanted = protocols.map((protocol) => `${protocol}//`).join(' or ')
  const url = URL.canParse(value) ? new URL(value) : null
  // eslint-disable-next-line no-control-regex -- the URL parser would silently drop them
  if (!url || url.hostname === '' || /[\s\u0000-\u001f]/.test(value))
    return {
      problem: `"${value}" is not a web address`,
      hint: `write the whole address, beginning with ${wanted}`,
    }
  if (protocols.includes(url.protocol)) return null
  return { problem: `addresses must begin with ${wanted}, and "${url.protocol}" is something else` }
}

function pathProblem(value: string): ({ problem: string } & IssueParams) | null {
  const hint = 'name a file inside the folder, with forward slashes, as in slides.pdf or old/slides.pdf'
  const isOutside = value.startsWith('/') || /^[a-z]:/i.test(value) || value.split('/').includes('..')
  if (isOutside) return { problem: `"${value}" leads out of the folder`, hint }
  return value === '' || value.includes('\\') || value.includes('\0')
    ? { problem: `"${value}" is not a path`, hint }
    : null
}

function paramsOf({ hint, replacement }: IssueParams): IssueParams {
  return { ...(hint !== undefined && { hint }), ...(replacement !== undefined && { replacement }) }
}
