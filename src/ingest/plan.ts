import { readFile } from 'node:fs/promises'
import path from 'node:path'

import type { Problem, Reading } from '../archive/problem.js'
import { decodeText } from '../readers/decodeText.js'
import { readArchiveManifest, readEventManifest } from '../readers/manifest/read.js'
import type { ArchiveManifest, EventManifest, TalkManifest } from '../readers/manifest/schema.js'
import type { Found, FoundEvent, FoundFile, FoundTalk } from './find.js'
import { idFrom } from './ids.js'
import { planTalkFiles, type TalkFiles } from './talkFiles.js'

/** A talk as folder and manifest together give it, before any of its files was read. */
export interface PlannedTalk extends TalkFiles {
  /** `event/slug`. */
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly manifest: TalkManifest | null
  /** By the speaker's or organizer's wish nothing of the recording may be indexed or served. */
  readonly withheld: boolean
}

export interface PlannedEvent {
  readonly id: string
  readonly name: string
  readonly manifest: EventManifest | null
  /** Where problems about the event as a whole are shown. */
  readonly path: string
  readonly talks: readonly PlannedTalk[]
}

/** What an ingest is going to read, and how it belongs together. */
export interface Plan {
  readonly archive: ArchiveManifest | null
  readonly events: readonly PlannedEvent[]
  readonly problems: readonly Problem[]
}

/** Reads the manifests and pairs files with talks. */
export async function planIngest(found: Found, mediaRoot: string): Promise<Plan> {
  const problems: Problem[] = [...found.problems]
  const manifestOf = async <T>(
    file: FoundFile | null,
    read: (bytes: Uint8Array, path: string) => Reading<T>,
  ): Promise<{ value: T | null; mayWithhold: boolean }> => {
    if (!file) return { value: null, mayWithhold: false }
    const bytes = await readFile(path.join(mediaRoot, file.path)).catch(() => null)
    if (!bytes) {
      problems.push({
        severity: 'error',
        code: 'unreadable',
        path: file.path,
        message: 'cannot be read',
        hint: 'check its permissions',
      })
      return { value: null, mayWithhold: true }
    }
    const { value, problems: found } = read(bytes, file.path)
    problems.push(...found)
    const isWhole = value !== null && !found.some((problem) => problem.severity === 'error')
    return { value, mayWithhold: !isWhole && asksMoreThanHeard(decodeText(bytes).text, value) }
  }

  const archive = (await manifestOf(found.manifest, readArchiveManifest)).value
  const events: PlannedEvent[] = []
  for (const event of found.events) {
    const { value, mayWithhold } = await manifestOf(event.manifest, readEventManifest)
    if (mayWithhold) problems.push(withheldUnread(event))
    events.push(planEvent(mayWithhold ? withoutFiles(event) : event, value, problems))
  }
  return { archive, events, problems }
}

/** A manifest that could not be read whole may ask, in what was lost, that a talk be withheld. */
function asksMoreThanHeard(text: string, value: unknown): boolean {
  const asked = text.match(/opt.?out|withdraw/gi)?.length ?? 0
  const talks = (value as Partial<EventManifest> | null)?.talks ?? []
  return asked > talks.filter((talk) => talk.recordingOptOut || talk.status === 'withdrawn').length
}

function withheldUnread(event: FoundEvent): Problem {
  return {
    severity: 'error',
    code: 'event-withheld',
    path: event.manifest?.path ?? event.path,
    message:
      'it speaks of opting out but cannot be read, so no recording of this event is shown until it can',
    hint: 'correct it first',
  }
}

function withoutFiles(event: FoundEvent): FoundEvent {
  return { ...event, talks: [] }
}

function planEvent(found: FoundEvent, manifest: EventManifest | null, problems: Problem[]): PlannedEvent {
  const declared = manifest?.talks ?? []
  const folders = new Map(found.talks.map((talk) => [talk.id, talk]))
  const talks = declared.map((talk) => {
    const folder = folders.get(idFrom(talk.id, 'talk')) ?? null
    folders.delete(idFrom(talk.id, 'talk'))
    return planTalk(found, folder, talk, problems)
  })
  for (const folder of folders.values()) {
    if (folder.files.length === 0) continue
    if (found.manifest && manifest) {
      const message = `is not among the talks of ${found.manifest.name}; the folder's name is shown as its title`
      const hint = `add "- id: ${folder.id}" with a name to its talks`
      problems.push({ severity: 'warning', code: 'talk-undeclared', path: folder.path, message, hint })
    }
    talks.push(planTalk(found, folder, null, problems))
  }
  const path = found.manifest?.path ?? found.path
  return { id: found.id, name: manifest?.name ?? titleOf(found.path), manifest, path, talks: inOrder(talks) }
}

function planTalk(
  event: FoundEvent,
  found: FoundTalk | null,
  manifest: TalkManifest | null,
  problems: Problem[],
): PlannedTalk {
  const id = manifest ? idFrom(manifest.id, 'talk') : (found?.id ?? '')
  const withheld = manifest?.recordingOptOut === true || manifest?.status === 'withdrawn'
  const { files, absences } = planTalkFiles(found, manifest, event.path, problems)
  return {
    id: `${event.id}/${id}`,
    slug: id,
    name: manifest?.name ?? titleOf(found?.path ?? id),
    manifest,
    withheld,
    files: withheld ? [] : files,
    absences,
  }
}

/** As scheduled where every talk has a time, else as written. */
function inOrder(talks: readonly PlannedTalk[]): PlannedTalk[] {
  const start = (talk: PlannedTalk): string => talk.manifest?.start ?? ''
  if (talks.some((talk) => start(talk) === '')) return [...talks]
  return [...talks].sort((a, b) => (start(a) < start(b) ? -1 : start(a) > start(b) ? 1 : 0))
}

/** `2024/my_first-talk` reads as "My first talk". */
function titleOf(folder: string): string {
  const words = folder
    .slice(folder.lastIndexOf('/') + 1)
    .replace(/[_-]+/g, ' ')
    .trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
