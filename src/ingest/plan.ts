import path from 'node:path'

import type { Problem, Reading } from '../archive/problem.js'
import { isWithheld } from '../archive/withheld.js'
import { decodeText } from '../readers/decodeText.js'
import type { ArchiveManifest, EventManifest, TalkManifest } from '../readers/manifest/schema.js'
import { MANIFEST_VERSION } from '../readers/manifest/version.js'
import { bytesOf } from '../store/looks.js'
import { sha256 } from '../store/objects.js'
import type { ExtractionCache } from './cache.js'
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
  /** Whether anything is withheld: then earlier generations may hold what must no longer be shown. */
  readonly withholds: boolean
}

/** Reads the manifests, those that have not changed from the cache, and pairs files with talks. */
export async function planIngest(
  found: Found,
  mediaRoot: string,
  cache: Pick<ExtractionCache, 'reading'>,
): Promise<Plan> {
  const problems: Problem[] = [...found.problems]
  const manifestOf = async <T>(
    file: FoundFile | null,
    read: (bytes: Uint8Array, path: string) => Promise<Reading<T>>,
  ): Promise<ReadManifest<T> & { readonly problems: readonly Problem[] }> => {
    if (!file) return { value: null, mayWithhold: false, problems: [] }
    const bytes = bytesOf(path.join(mediaRoot, file.path))
    if (!bytes) {
      const problem: Problem = {
        severity: 'error',
        code: 'unreadable',
        path: file.path,
        message: 'cannot be read',
        hint: 'check its permissions',
      }
      return { value: null, mayWithhold: true, problems: [problem] }
    }
    // The folder names an event that has no name.
    const what = `manifest@${MANIFEST_VERSION} ${file.path}`
    const { reading } = await cache.reading(what, sha256(bytes), file.path, async () => {
      const { value, problems } = await read(bytes, file.path)
      const isWhole = value !== null && !problems.some((problem) => problem.severity === 'error')
      const mayWithhold = !isWhole && asksMoreThanHeard(bytes, value)
      return { value: { value, mayWithhold }, problems }
    })
    return { ...(reading.value ?? { value: null, mayWithhold: true }), problems: reading.problems }
  }

  const { value: archive, problems: ofArchive } = await manifestOf(found.manifest, readArchive)
  problems.push(...ofArchive)
  const events: PlannedEvent[] = []
  for (const event of found.events) {
    const { value, mayWithhold, problems: own } = await manifestOf(event.manifest, readEvent)
    problems.push(...own)
    const isUnsure = mayWithhold || event.manifestLost !== undefined
    if (isUnsure) problems.push(eventWithheld(event))
    events.push(planEvent(isUnsure ? { ...event, talks: [] } : event, value, problems))
  }
  const withholds =
    events.some((event) => event.talks.some((talk) => talk.withheld)) ||
    problems.some(({ code }) => code === EVENT_WITHHELD || code === FOLDERS_WITHHELD)
  return { archive, events, problems, withholds }
}

// Most manifests have not changed: what reads them is loaded when one has.
async function readArchive(bytes: Uint8Array, file: string): Promise<Reading<ArchiveManifest>> {
  return (await import('../readers/manifest/read.js')).readArchiveManifest(bytes, file)
}

async function readEvent(bytes: Uint8Array, file: string): Promise<Reading<EventManifest>> {
  return (await import('../readers/manifest/read.js')).readEventManifest(bytes, file)
}

interface ReadManifest<T> {
  readonly value: T | null
  /** What could not be read of it may ask that a talk be withheld. */
  readonly mayWithhold: boolean
}

/** The language of what does not say its own. */
export function languageOf({ archive }: Pick<Plan, 'archive'>): string {
  return archive?.inLanguage ?? 'en'
}

const EVENT_WITHHELD = 'event-withheld'
const FOLDERS_WITHHELD = 'folders-withheld'

/**
 * A manifest that could not be read whole may ask, in what was lost, that a talk be withheld. One that is no text at
 * all may ask anything.
 */
function asksMoreThanHeard(bytes: Uint8Array, value: unknown): boolean {
  const { text } = decodeText(bytes)
  if (value === null && /[\0\ufffd]/.test(text)) return true
  const asked = text.match(/opt.{0,5}out|withdr/gi)?.length ?? 0
  const talks = (value as Partial<EventManifest> | null)?.talks ?? []
  return asked > talks.filter(isWithheld).length
}

function eventWithheld({ manifest, manifestLost, path }: FoundEvent): Problem {
  return {
    severity: 'error',
    code: EVENT_WITHHELD,
    path: manifestLost ?? manifest?.path ?? path,
    message:
      'it may ask that a talk be withheld but cannot be read whole, so no recording of this event is shown until it can',
    hint: 'correct it first',
  }
}

function planEvent(found: FoundEvent, manifest: EventManifest | null, problems: Problem[]): PlannedEvent {
  const declared = manifest?.talks ?? []
  const folders = new Map(found.talks.map((talk) => [talk.id, talk]))
  const folderOf = new Map<TalkManifest, FoundTalk>()
  const talks = declared.map((talk) => {
    const folder = folders.get(idFrom(talk.id, 'talk')) ?? null
    folders.delete(idFrom(talk.id, 'talk'))
    if (folder) folderOf.set(talk, folder)
    return planTalk(found, folder, talk, problems)
  })
  const unclaimed = [...folders.values()].filter((folder) => folder.files.length > 0)
  const homeless = declared.filter((talk) => isWithheld(talk) && !folderOf.has(talk))
  const isUnsure = homeless.length > 0 && unclaimed.length > 0
  if (isUnsure) problems.push(foldersWithheld(homeless, unclaimed, found))
  for (const folder of isUnsure ? [] : unclaimed) {
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

/** One of the folders may be the talk's that must not be shown: an id was forgotten, misspelt, or a folder renamed. */
function foldersWithheld(
  homeless: readonly TalkManifest[],
  unclaimed: readonly FoundTalk[],
  { manifest, path }: FoundEvent,
): Problem {
  const ids = homeless.map((talk) => `"${talk.id}"`).join(', ')
  const folders = unclaimed.map((folder) => `"${folder.id}"`).join(', ')
  return {
    severity: 'error',
    code: FOLDERS_WITHHELD,
    path: manifest?.path ?? path,
    message: `${ids} must not be shown, but no folder has that id; nothing is shown of folders without an entry, as one may be it: ${folders}`,
    hint: "give the entry its folder's name as id, or give each of these folders an entry under talks",
  }
}

function planTalk(
  event: FoundEvent,
  found: FoundTalk | null,
  manifest: TalkManifest | null,
  problems: Problem[],
): PlannedTalk {
  const id = manifest ? idFrom(manifest.id, 'talk') : (found?.id ?? '')
  const withheld = manifest !== null && isWithheld(manifest)
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
