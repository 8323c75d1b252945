import type { MomentKind } from '../archive/moment.js'
import type { SearchRequest } from './answer.js'
import type { FindRequest } from './findInTalk.js'
import type { SuggestRequest } from './suggest.js'
import { kindsNamed } from './vocabulary.js'

const DEFAULT_LIMIT = 10
const LARGEST_LIMIT = 50
const LARGEST_OFFSET = 1_000_000
const SUGGESTIONS = 8
const MOST_SUGGESTIONS = 20
const MOST_VALUES = 20
const LONGEST_VALUE = 200

/**
 * A request from the parameters of an address, as Express 5 gives them: text, lists of text, or nested objects.
 * Nothing is refused: a repeated `q` means its first, numbers are brought into range, anything else is left out.
 */
export function parseSearchRequest(params: Readonly<Record<string, unknown>>): SearchRequest {
  const talk = texts(params['talk'])[0]
  return {
    q: firstText(params['q']),
    limit: wholeNumber(params['limit'], DEFAULT_LIMIT, 1, LARGEST_LIMIT),
    offset: wholeNumber(params['offset'], 0, 0, LARGEST_OFFSET),
    event: texts(params['event']),
    speaker: texts(params['speaker']),
    topic: texts(params['topic']),
    year: texts(params['year']),
    lang: texts(params['lang']),
    in: kinds(params['in']),
    has: texts(params['has']),
    ...(talk ? { talk } : {}),
    sort: firstText(params['sort']) === 'date' ? 'date' : 'relevance',
    ...(['1', 'true'].includes(firstText(params['exact'])) ? { exact: true } : {}),
  }
}

/** What to suggest, from the parameters of an address, in the same spirit. */
export function parseSuggestRequest(params: Readonly<Record<string, unknown>>): SuggestRequest {
  return {
    q: firstText(params['q']),
    limit: wholeNumber(params['limit'], SUGGESTIONS, 1, MOST_SUGGESTIONS),
  }
}

/** What to find in a talk (a full id), from the parameters of an address, in the same spirit. */
export function parseFindRequest(talk: string, params: Readonly<Record<string, unknown>>): FindRequest {
  const transcript = firstText(params['transcript'])
  return { talk, q: firstText(params['q']), ...(transcript ? { transcript } : {}) }
}

function firstText(value: unknown): string {
  const first: unknown = Array.isArray(value) ? value[0] : value
  return typeof first === 'string' ? first : ''
}

function texts(value: unknown): string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  const kept = values
    .slice(0, MOST_VALUES)
    .flatMap((entry) => (typeof entry === 'string' ? [entry.trim().slice(0, LONGEST_VALUE)] : []))
  return [...new Set(kept.filter((entry) => entry !== ''))]
}

function kinds(value: unknown): MomentKind[] {
  return [...new Set(texts(value).flatMap((entry) => entry.split(',').flatMap(kindsNamed)))]
}

function wholeNumber(value: unknown, otherwise: number, least: number, most: number): number {
  const text = firstText(value).trim()
  if (!/^-?\d{1,15}$/.test(text)) return otherwise
  return Math.min(most, Math.max(least, Number(text)))
}
