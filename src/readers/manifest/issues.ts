import type { z } from 'zod'

import type { Severity } from '../../archive/problem.js'
import type { IssueParams } from './fields.js'
import { nearest } from './nearest.js'
import type { KeyPath } from './yamlDocument.js'

/** Something wrong with a manifest, and what is done about it. */
export interface Issue {
  readonly severity: Severity
  readonly code: string
  readonly path: KeyPath
  /** A key at `path` that the message is about. */
  readonly key?: string
  readonly message: string
  readonly hint?: string | undefined
  /** What has to go so that the rest can stay; a shorter path than `path` takes its surroundings along. */
  readonly remove?: KeyPath
  /** What to put at `path` to go on with. */
  readonly replacement?: string
}

type ZodIssue = z.core.$ZodIssue

/**
 * A schema's issues in words for an organizer, each with the least that must be left out.
 * @param isThere whether a value exists at a path
 * @param keysAt the keys that a group may have
 */
export function explainIssues(
  issues: readonly ZodIssue[],
  isThere: (path: KeyPath) => boolean,
  keysAt: (path: KeyPath) => readonly string[],
): readonly Issue[] {
  return issues.flatMap(flatten).flatMap(({ issue, path }): Issue[] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => unknownKey(path, key, keysAt(path)))
    if (!isThere(path)) return [missing(path)]
    const { hint, replacement } = paramsOf(issue)
    const message = `${nameOf(path)}: ${messageOf(issue)}`
    if (replacement !== undefined)
      return [{ severity: 'warning', code: 'manifest-bad-id', path, message, hint, replacement }]
    return [
      {
        severity: 'error',
        code: 'manifest-bad-value',
        path,
        message,
        hint: hint ?? hintOf(issue),
        remove: path,
      },
    ]
  })
}

/** `talks[2].start` for people: list entries are counted from 1. */
export function nameOf(path: KeyPath): string {
  return path
    .map((step) => (typeof step === 'number' ? ` ${step + 1}` : `.${step}`))
    .join('')
    .replace(/^\./, '')
}

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

function unknownKey(path: KeyPath, key: string, known: readonly string[]): Issue {
  const meant = nearest(key, known)
  const where = path.length === 0 ? '' : ` in ${nameOf(path)}`
  return {
    severity: 'warning',
    code: 'manifest-unknown-key',
    path,
    key,
    message: `"${key}" is not a known key${where} and was ignored`,
    hint: meant
      ? `did you mean "${meant}"?`
      : known.length > 0
        ? `known keys: ${known.join(', ')}`
        : undefined,
    remove: [...path, key],
  }
}

function missing(path: KeyPath): Issue {
  const owner = path.slice(0, -1)
  const key = String(path.at(-1) ?? '')
  const common = { severity: 'error', code: 'manifest-missing-key', hint: `add "${key}: …"` } as const
  if (owner.length === 0) return { ...common, path, message: `"${key}" is missing` }
  return {
    ...common,
    path: owner,
    message: `${nameOf(owner)} was left out: "${key}" is missing`,
    remove: owner,
  }
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
