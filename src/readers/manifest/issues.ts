import type { z } from 'zod'

import type { Severity } from '../../archive/problem.js'
import { slug } from '../../archive/slug.js'
import type { IssueParams } from './fields.js'
import { nearest } from './nearest.js'
import type { KeyPath, YamlDocument } from './yamlDocument.js'

/** Something wrong with a manifest, and what is done about it. */
export interface Issue {
  readonly severity: Severity
  readonly code: string
  readonly path: KeyPath
  /** A key at `path` that the message is about. */
  readonly key?: string
  /** Follows the name of the place. */
  readonly message: string
  readonly hint?: string | undefined
  /** What has to go so that the rest can stay; a shorter path than `path` takes its surroundings along. */
  readonly remove?: KeyPath
  /** A value to go on with. */
  readonly set?: { readonly path: KeyPath; readonly value: string }
}

type ZodIssue = z.core.$ZodIssue

/**
 * A schema's issues in words for an organizer, each with the least that must be left out.
 * @param document what the values stand in
 * @param fallbackName for an event that has none
 * @param keysAt the keys that a group may have
 */
export function explainIssues(
  issues: readonly ZodIssue[],
  document: YamlDocument,
  fallbackName: string,
  keysAt: (path: KeyPath) => readonly string[],
): readonly Issue[] {
  return issues.flatMap(flatten).flatMap(({ issue, path }): Issue[] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => unknownKey(path, key, valueOf(issue.input, key), keysAt(path)))
    if (!document.has(path)) return [missing(path, document, fallbackName)]
    return [badValue(issue, path)]
  })
}

function badValue(issue: ZodIssue, path: KeyPath): Issue {
  const { hint, replacement } = paramsOf(issue)
  const message = messageOf(issue)
  if (replacement !== undefined)
    return {
      severity: 'warning',
      code: 'manifest-bad-id',
      path,
      message,
      hint,
      set: { path, value: replacement },
    }
  const common = {
    severity: 'error',
    code: 'manifest-bad-value',
    path,
    message,
    hint: hint ?? hintOf(issue),
  } as const
  const cautious = cautiousValue(issue, path)
  return cautious === null ? { ...common, remove: path } : { ...common, set: { path, value: cautious } }
}

/** Where a slip of the pen would show what somebody wanted hidden, the hiding value is taken. */
function cautiousValue(issue: ZodIssue, path: KeyPath): string | null {
  const key = path.at(-1)
  if (key === OPT_OUT) return 'true'
  const meant =
    key === 'status' && typeof issue.input === 'string' ? nearest(issue.input, ['withdrawn']) : null
  return meant
}

const OPT_OUT = 'recordingOptOut'

/** The issues of the alternative that the value was meant to be, in place of "nothing fits". */
function flatten(issue: ZodIssue): readonly { issue: ZodIssue; path: KeyPath }[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))
  if (issue.code !== 'invalid_union') return [{ issue, path }]
  const meant = issue.errors.find(
    (errors) => !errors.some((error) => error.path.length === 0 && error.code === 'invalid_type'),
  )
  if (!meant || meant.length === 0) return [{ issue, path }]
  return meant.flatMap(flatten).map((inner) => ({ issue: inner.issue, path: [...path, ...inner.path] }))
}

/** A wish to be withheld, in a key or in what it holds. */
const WISH = /opt.{0,5}out|withdr/i
const CLEARLY_NOT = /^(false|no|off)$/i

/** Whether an unknown key asks that something be withheld, however it is written. */
function asksToWithhold(key: string, value: unknown, meant: string | null): boolean {
  if (meant === OPT_OUT || WISH.test(key)) return !(typeof value === 'string' && CLEARLY_NOT.test(value))
  // Text of some length only speaks of it; a group of keys was merged in by mistake.
  return typeof value === 'string' ? value.length <= 20 && WISH.test(value) : WISH.test(JSON.stringify(value))
}

function valueOf(group: unknown, key: string): unknown {
  return typeof group === 'object' && group !== null
    ? Object.entries(group).find(([k]) => k === key)?.[1]
    : ''
}

function unknownKey(path: KeyPath, key: string, value: unknown, known: readonly string[]): Issue {
  const meant = nearest(key, known)
  if (asksToWithhold(key, value, meant)) return misplacedWish(path, key, known.includes(OPT_OUT))
  const list = known.length > 0 ? `known keys: ${known.join(', ')}` : undefined
  return {
    severity: 'warning',
    code: 'manifest-unknown-key',
    path,
    key,
    message: `"${key}" is not a known key and was ignored`,
    hint: meant ? `did you mean "${meant}"?` : list,
    remove: [...path, key],
  }
}

/** In a talk it withholds the talk. Elsewhere it is an error: whoever reads the manifest then trusts none of it. */
function misplacedWish(path: KeyPath, key: string, isTalk: boolean): Issue {
  const common = { code: 'manifest-unknown-key', path, key, remove: [...path, key] }
  if (!isTalk)
    return {
      ...common,
      severity: 'error',
      message: `"${key}" can only be said of a talk`,
      hint: `write "${OPT_OUT}: true" in the entry of each talk it is meant for`,
    }
  return {
    ...common,
    severity: 'warning',
    message: `"${key}" is not a known key; it was read as "${OPT_OUT}: true", so the talk is withheld`,
    hint: `write "${OPT_OUT}: true", or "${OPT_OUT}: false" if it may be shown`,
    set: { path: [...path, OPT_OUT], value: 'true' },
  }
}

/** What is missing is made from what is there where that can be done; else its entry goes. */
function missing(path: KeyPath, document: YamlDocument, fallbackName: string): Issue {
  const owner = path.slice(0, -1)
  const key = String(path.at(-1) ?? '')
  const common = {
    severity: 'error',
    code: 'manifest-missing-key',
    path: owner,
    key,
    hint: `add "${key}: …"`,
  } as const
  const value = madeUp(key, owner, document, fallbackName)
  return value
    ? { ...common, message: `"${key}" is missing; "${value}" was taken in its place`, set: { path, value } }
    : { ...common, message: `"${key}" is missing, so this entry was left out`, remove: owner }
}

function madeUp(key: string, owner: KeyPath, document: YamlDocument, fallbackName: string): string | null {
  if (key === 'name' && owner.length === 0) return fallbackName
  if (key === 'name')
    return (
      document
        .textAt([...owner, 'id'])
        ?.replace(/-+/g, ' ')
        .trim() ?? null
    )
  return key === 'id' ? slug(document.textAt([...owner, 'name']) ?? '') : null
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'must be text',
  array: 'must be a list: lines that begin with "- "',
  object: 'must be a group of "key: value" lines',
}

function messageOf(issue: ZodIssue): string {
  if (issue.code === 'invalid_type') return KINDS[issue.expected] ?? `must be ${issue.expected}`
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`
  if (issue.code === 'invalid_union')
    return 'has the wrong form: it is a list or a group where that cannot be'
  return issue.message
}

function hintOf(issue: ZodIssue): string | undefined {
  if (issue.code === 'invalid_value' && typeof issue.input === 'string') {
    const meant = nearest(issue.input, issue.values.map(String))
    return meant ? `did you mean "${meant}"?` : undefined
  }
  return issue.code === 'invalid_type' && issue.expected === 'string'
    ? 'put it on one line, or use "|" for more'
    : undefined
}

function paramsOf(issue: ZodIssue): IssueParams {
  return issue.code === 'custom' ? ((issue.params ?? {}) as IssueParams) : {}
}
