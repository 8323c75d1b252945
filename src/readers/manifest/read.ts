import type { z } from 'zod'

import type { Reading } from '../../archive/problem.js'
import { readText } from '../decodeText.js'
import { createProblemLog, type ProblemLog } from '../problemLog.js'
import { isWrongFile } from '../wrongFile.js'
import { crossCheck } from './crossChecks.js'
import { explainIssues, type Issue } from './issues.js'
import { knownKeys } from './knownKeys.js'
import {
  archiveManifestSchema,
  eventManifestSchema,
  type ArchiveManifest,
  type EventManifest,
} from './schema.js'
import { openYaml, type KeyPath, type YamlDocument } from './yamlDocument.js'

/** Each round takes out at least one value, and no honest file has so many to lose. */
const MAX_ROUNDS = 50
/** Problems of one kind that are listed singly. */
const MAX_SHOWN = 100

/**
 * Reads `event.yaml`. What is wrong is reported with line and column and left out; everything else stays. An event
 * without a name takes its folder's. Null only for a file that is no YAML or no group of keys.
 */
export function readEventManifest(bytes: Uint8Array, path: string): Reading<EventManifest> {
  const log = createProblemLog(path, MAX_SHOWN)
  const event = readManifest(bytes, eventManifestSchema, crossCheck, log, path)
  return { value: event && withOrganizerNames(event), problems: log.list() }
}

/** Reads `archive.yaml`, on the same terms. */
export function readArchiveManifest(bytes: Uint8Array, path: string): Reading<ArchiveManifest> {
  const log = createProblemLog(path, MAX_SHOWN)
  return { value: readManifest(bytes, archiveManifestSchema, () => [], log, path), problems: log.list() }
}

function readManifest<T extends z.ZodType>(
  bytes: Uint8Array,
  schema: T,
  check: (value: z.output<T>) => readonly Issue[],
  log: ProblemLog,
  path: string,
): z.output<T> | null {
  const text = readText(bytes, log)
  if (text === null || isWrongFile(text, 'a YAML manifest', log)) return null
  const document = openYaml(text, log)
  return document && salvage(document, schema, check, log, folderName(path))
}

/** Takes out of the document what the schema refuses, until it accepts the rest. */
function salvage<T extends z.ZodType>(
  document: YamlDocument,
  schema: T,
  check: (value: z.output<T>) => readonly Issue[],
  log: ProblemLog,
  fallbackName: string,
): z.output<T> | null {
  const reported = new Set<string>()
  const removed = new Set<string>()
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const result = schema.safeParse(document.toValue(), { reportInput: true })
    const issues = result.success
      ? check(result.data)
      : explainIssues(result.error.issues, document, fallbackName, (path) => knownKeys(schema, path))
    for (const issue of issues) tell(consequence(issue, document, removed), document, reported, log)
    for (const { remove } of issues) if (remove) removed.add(document.nameOf(remove))
    if (issues.some((issue) => issue.remove?.length === 0)) return null
    const changed = settle(issues, document)
    if (result.success && !changed) return result.data
    if (!changed) return null
  }
  return null
}

function tell(issue: Issue, document: YamlDocument, reported: Set<string>, log: ProblemLog): void {
  const { severity, code, path, key, message, hint } = issue
  const place = key === undefined ? document.placeOf(path) : document.placeOfKey(path, key)
  const where = document.nameOf(path)
  const sentence = where === '' ? message : `${where}: ${message}`
  const report = `${code} ${place.line}:${place.column} ${sentence}`
  if (reported.has(report)) return
  reported.add(report)
  log.add(severity, code, sentence, { ...place, hint })
}

/** What is missing only because it was taken out before is not called missing. */
function consequence(issue: Issue, document: YamlDocument, removed: ReadonlySet<string>): Issue {
  if (issue.key === undefined || issue.code !== 'manifest-missing-key') return issue
  if (!removed.has(document.nameOf([...issue.path, issue.key]))) return issue
  const outcome = issue.set ? `"${issue.set.value}" was taken in its place` : 'so this entry was left out'
  return { ...issue, message: `cannot do without "${issue.key}": ${outcome}`, hint: undefined }
}

/** Applies replacements and removals, the last list entries first so that indexes stay true. */
function settle(issues: readonly Issue[], document: YamlDocument): boolean {
  let changed = false
  for (const { set } of issues) {
    if (!set) continue
    document.set(set.path, set.value)
    changed = true
  }
  const removals = new Map(
    issues.flatMap(({ remove }) => (remove ? [[JSON.stringify(remove), remove] as const] : [])),
  )
  for (const path of [...removals.values()].sort(laterFirst)) {
    if (!document.has(path)) continue
    document.remove(path)
    changed = true
  }
  return changed
}

function folderName(path: string): string {
  return path.split('/').at(-2)?.replace(/[_-]+/g, ' ').trim() ?? 'Untitled'
}

function laterFirst(a: KeyPath, b: KeyPath): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [x, y] = [a[i], b[i]]
    if (typeof x === 'number' && typeof y === 'number' && x !== y) return y - x
  }
  return b.length - a.length
}

function withOrganizerNames(event: z.output<typeof eventManifestSchema>): EventManifest {
  const names = new Map(event.persons.map((person) => [person.id, person.name]))
  const organizer = event.organizer.map((entry) => ({
    ...entry,
    name: entry.name ?? names.get(entry.person ?? '') ?? '',
  }))
  return { ...event, organizer }
}
