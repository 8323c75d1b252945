import type { Absence, MediaFile, MediaRole } from '../archive/media.js'
import type { Problem } from '../archive/problem.js'
import { isUnfinishedDownload } from '../media/recognize.js'
import { formatOf, type Format } from '../readers/formats.js'
import type { TalkManifest } from '../readers/manifest/schema.js'
import { partsOfName } from './fileNames.js'
import type { FoundFile, FoundTalk } from './find.js'

/** A file of a talk before it was read. */
export interface PlannedFile extends Omit<MediaFile, 'sha256' | 'duration' | 'width' | 'height'> {
  /** Absent for a remote file. */
  readonly found?: FoundFile
  readonly format: Format | null
}

/** A talk's files by role, best first, and what it does not have. */
export interface TalkFiles {
  readonly files: readonly PlannedFile[]
  readonly absences: readonly Absence[]
}

type Declared = TalkManifest['media'][number]

/**
 * Pairs the files of a talk's folder with what the manifest says of them. Every file stays downloadable;
 * names decide which one of a role comes first.
 */
export function planTalkFiles(
  found: FoundTalk | null,
  manifest: TalkManifest | null,
  eventPath: string,
  problems: Problem[],
): TalkFiles {
  const declared = manifest?.media ?? []
  const folder = found?.path ?? `${eventPath}/${manifest?.id ?? ''}`
  const files: PlannedFile[] = []
  const byPath = new Map<string, Declared>()
  for (const entry of declared) if (entry.path !== undefined) byPath.set(`${folder}/${entry.path}`, entry)

  for (const file of found?.files ?? []) {
    const entry = byPath.get(file.path)
    byPath.delete(file.path)
    if (isUnfinishedDownload(file.name)) problems.push(unfinished(file))
    else files.push(planLocal(file, entry))
  }
  for (const missing of byPath.keys()) {
    const message = `event.yaml names this ${byPath.get(missing)?.role ?? 'file'}, but there is no such file`
    problems.push({
      severity: 'error',
      code: 'media-missing',
      path: missing,
      message,
      hint: 'add the file, or correct its path',
    })
  }
  for (const entry of declared)
    if (entry.contentUrl !== undefined) files.push(planRemote(entry, entry.contentUrl))

  const ordered = files.sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1))
  const absences = declared.flatMap(({ role, absentReason }) =>
    absentReason ? [{ role, reason: absentReason }] : [],
  )
  return { files: withIds(ordered), absences }
}

function unfinished(file: FoundFile): Problem {
  const message = 'is an unfinished download and was passed over'
  const hint = 'finish it or delete it'
  return { severity: 'warning', code: 'download-unfinished', path: file.path, message, hint }
}

function planLocal(file: FoundFile, declared: Declared | undefined): PlannedFile {
  const format = formatOf(file.name)
  const parts = partsOfName(file.name)
  return {
    id: file.name,
    role: declared?.role ?? roleByName(format, parts.stem, file.name),
    name: declared?.name ?? file.name,
    path: file.path,
    mediaType: format?.mediaType ?? 'application/octet-stream',
    bytes: file.bytes,
    found: file,
    format,
    ...defined({
      inLanguage: declared?.inLanguage ?? parts.inLanguage,
      kind: declared?.kind ?? parts.kind,
      generatedBy: declared?.generatedBy,
      offset: declared?.offset,
    }),
  }
}

function planRemote(declared: Declared, contentUrl: string): PlannedFile {
  const name = decodeURIComponentSafely(new URL(contentUrl).pathname.split('/').at(-1) ?? '') || 'remote'
  const { inLanguage, kind, generatedBy, offset } = declared
  return {
    id: name,
    role: declared.role,
    name: declared.name ?? name,
    contentUrl,
    mediaType: formatOf(name)?.mediaType ?? 'application/octet-stream',
    format: null,
    ...defined({ inLanguage, kind, generatedBy, offset }),
  }
}

/**
 * A PDF is the deck and a text is the transcript, unless the name says that it is something else; of a meeting's chat
 * (`meeting_saved_chat.txt`, `RecordingnewChat.txt`) the end of the name says so.
 */
const ASIDE =
  /^(notes?|handout|paper|script|abstract|links|chat|description|program(me)?|bio)\b|(^|[_ -]|new|saved)chat$/

function roleByName(format: Format | null, stem: string, name: string): MediaRole {
  if (!format || ASIDE.test(stem) || /\.info\.json$/i.test(name)) return 'attachment'
  return format.role
}

const ROLE_ORDER: readonly MediaRole[] = ['video', 'audio', 'slides', 'transcript', 'poster', 'attachment']
const PREFERRED = /^(video|recording|talk|slides|deck|presentation|transcript|captions|subtitles|audio)\./

/** By role; then local before remote; plain names before others, readable decks before those we only pass on. */
function rank(file: PlannedFile): number {
  const aside = file.kind === undefined ? 0 : 2
  const unreadable = file.role === 'slides' && file.format?.id !== 'pdf' ? 4 : 0
  return (
    ROLE_ORDER.indexOf(file.role) * 100 +
    (file.found ? 0 : 10) +
    unreadable +
    aside +
    (PREFERRED.test(file.name.toLowerCase()) ? 0 : 1)
  )
}

/** Ids are the files' own names; a second of the same name gets a number before its suffix. */
function withIds(files: readonly PlannedFile[]): PlannedFile[] {
  const taken = new Set<string>()
  return files.map((file) => {
    let id = file.id
    for (let n = 2; taken.has(id.toLowerCase()); n++)
      id = file.id.replace(/(\.[^.]*)?$/, (suffix) => `-${n}${suffix}`)
    taken.add(id.toLowerCase())
    return { ...file, id }
  })
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text).replaceAll('/', '-')
  } catch {
    return text
  }
}

/** The same object without the keys that are undefined. */
export function defined<T extends object>(object: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept: Partial<T> = {}
  for (const key in object) if (object[key] !== undefined) kept[key] = object[key]
  return kept as never
}
