import { readdirSync, realpathSync, type BigIntStats } from 'node:fs'
import { realpath } from 'node:fs/promises'
import path from 'node:path'

import type { Problem } from '../archive/problem.js'
import { ownStatsOf, statsOf } from '../store/looks.js'
import { createIds } from './ids.js'

/** A file as it lies in the media folder. */
export interface FoundFile {
  /** Relative to the media root, forward slashes. */
  readonly path: string
  readonly name: string
  readonly bytes: number
  /** Changes whenever the file does, as far as the file system tells. */
  readonly fingerprint: string
}

/** A talk's folder and the files in it, A to Z. */
export interface FoundTalk {
  readonly id: string
  readonly path: string
  readonly files: readonly FoundFile[]
}

/** An event's folder. */
export interface FoundEvent {
  readonly id: string
  readonly path: string
  readonly manifest: FoundFile | null
  /**
   * Where something by the name of a manifest stands that is not one file to read: a link that leads out, a folder, a
   * second manifest. What it asks to be withheld is not known.
   */
  readonly manifestLost?: string
  readonly talks: readonly FoundTalk[]
}

/** What lies in the media folder. */
export interface Found {
  readonly manifest: FoundFile | null
  readonly events: readonly FoundEvent[]
  readonly problems: readonly Problem[]
}

const EVENT_MANIFEST = /^event\.ya?ml$/i

/** What lies in one folder, A to Z; links and special files that nothing is read from are only named. */
interface Listing {
  readonly folders: readonly string[]
  readonly files: readonly FoundFile[]
  readonly refused: readonly string[]
}

/**
 * Walks the media folder: `event/talk/files`. Hidden files are passed over; links are followed only to places
 * inside the folder; whatever lies where nothing is looked for becomes a problem.
 * @param except the real path of a folder that is passed over: an index inside the media folder
 * @throws when the media folder itself cannot be read.
 */
export async function findFiles(mediaRoot: string, except?: string): Promise<Found> {
  const root = await realpath(mediaRoot)
  const exceptStats = except === undefined ? null : statsOf(except)
  // Some file systems take no notice of case.
  const isBelow = except?.toLowerCase().startsWith(path.join(root, path.sep).toLowerCase()) === true
  const problems: Problem[] = []
  const report = (
    severity: Problem['severity'],
    code: string,
    at: string,
    message: string,
    hint: string,
  ): void => {
    problems.push({ severity, code, path: at, message, hint })
  }

  const listFolder = (folder: string, listing: typeof namesAndTypesIn): Listing => {
    const folders: string[] = []
    const files: FoundFile[] = []
    const refused: string[] = []
    const refuse = (code: string, at: string, message: string, hint: string): void => {
      refused.push(at)
      report('error', code, at, message, hint)
    }
    for (const { bytes, isFolder } of entriesOf(folder, listing)) {
      const name = decodeName(bytes)
      if (name === null) {
        const shown = `${folder ? `${folder}/` : ''}${bytes.toString('latin1')}`
        report('error', 'name-not-utf8', shown, 'its name is not UTF-8', 'rename it')
        continue
      }
      if (name.startsWith('.') || /^(~\$|Thumbs\.db$|desktop\.ini$)/i.test(name)) continue
      const inside = folder ? `${folder}/${name}` : name
      const absolute = path.join(root, inside)
      // Whether it is the index need not be asked here: its path would tell, and what is mounted right below the root
      // under another name comes without a type.
      if (isFolder === true && !isBelow) {
        folders.push(inside)
        continue
      }
      const own = ownStatsOf(absolute)
      if (own?.isSymbolicLink() === true && !staysInside(absolute, root)) {
        const message = 'is a link that leads nowhere or out of the media folder'
        refuse('link-leads-out', inside, message, 'copy the file here instead')
        continue
      }
      const found = own?.isSymbolicLink() === true ? statsOf(absolute) : own
      if (found === null) refuse('unreadable', inside, 'cannot be read', 'check its permissions')
      else if (found.isDirectory()) {
        if (exceptStats?.ino !== found.ino || exceptStats.dev !== found.dev) folders.push(inside)
      } else if (found.isFile()) {
        files.push({ path: inside, name, bytes: Number(found.size), fingerprint: fingerprintOf(found) })
      } else {
        const message = 'is no file to read but a pipe, a socket or a device'
        refuse('not-a-file', inside, message, 'put a real file in its place')
      }
    }
    const byName = (a: string, b: string): number => (a < b ? -1 : 1)
    return { folders: folders.sort(byName), files: files.sort((a, b) => byName(a.path, b.path)), refused }
  }
  /** A folder below the root that cannot be listed is a problem of its own and stops nothing. */
  const entriesOf = (folder: string, listing: typeof namesAndTypesIn): readonly Entry[] => {
    try {
      return listing(path.join(root, folder))
    } catch (error) {
      if (folder === '') throw error
      report('error', 'unreadable', folder, 'is a folder that cannot be read', 'check its permissions')
      return []
    }
  }

  const findTalk = (folder: string, id: string): FoundTalk => {
    const { folders, files } = listFolder(folder, namesOnlyIn)
    for (const inner of folders) {
      report(
        'warning',
        'folder-too-deep',
        inner,
        'is a folder inside a talk and was passed over',
        'move its files up',
      )
    }
    return { id, path: folder, files }
  }

  const findEvent = (folder: string, id: string): FoundEvent => {
    const { folders, files, refused } = listFolder(folder, namesAndTypesIn)
    const [manifest = null, ...more] = files.filter((file) => EVENT_MANIFEST.test(file.name))
    for (const { path: second } of more) {
      const message = `is a second manifest beside ${manifest?.name ?? ''}`
      report('error', 'manifest-twice', second, message, 'keep one of them')
    }
    const lost = [...more.map((file) => file.path), ...refused, ...folders].find((at) =>
      EVENT_MANIFEST.test(path.posix.basename(at)),
    )
    for (const file of files) {
      if (file === manifest || more.includes(file) || /^(readme|license)/i.test(file.name)) continue
      report(
        'warning',
        'file-without-talk',
        file.path,
        'lies beside the talks and belongs to none',
        'give each talk a folder of its own',
      )
    }
    const ids = createIds('talk', problems)
    const talks = folders.flatMap((inner) => {
      const talk = inner === lost ? null : ids.forFolder(inner)
      return talk === null ? [] : [findTalk(inner, talk)]
    })
    return { id, path: folder, manifest, ...(lost !== undefined && { manifestLost: lost }), talks }
  }

  const { folders, files } = listFolder('', namesOnlyIn)
  const manifest = files.find((file) => /^archive\.ya?ml$/i.test(file.name)) ?? null
  for (const file of files) {
    if (file === manifest || /^(readme|license)/i.test(file.name)) continue
    report('warning', 'file-without-event', file.path, 'lies outside every event', 'move it to EVENT/TALK/')
  }
  const ids = createIds('event', problems)
  const events: FoundEvent[] = []
  for (const folder of folders) {
    const event = ids.forFolder(folder)
    if (event) events.push(findEvent(folder, event))
  }
  return { manifest, events, problems }
}

/** Changes whenever a file does, as far as the file system tells. */
export function fingerprintOf({ size, mtimeNs, ctimeNs, ino }: BigIntStats): string {
  return `${size}-${mtimeNs}-${ctimeNs}-${ino}`
}

/** Its name as bytes: one that is not UTF-8 would come back garbled and then not be found. */
interface Entry {
  readonly bytes: Buffer
  /** Absent where it was not asked for. */
  readonly isFolder?: boolean
}

/** At once and not awaited, as in `looks.ts`. */
function namesAndTypesIn(folder: string): Entry[] {
  return readdirSync(folder, { encoding: 'buffer', withFileTypes: true }).map((entry) => ({
    bytes: entry.name,
    isFolder: entry.isDirectory(),
  }))
}

/** The same without types, in half the time: where everything is looked at anyway. */
function namesOnlyIn(folder: string): Entry[] {
  return readdirSync(folder, { encoding: 'buffer' }).map((bytes) => ({ bytes }))
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function decodeName(name: Buffer): string | null {
  try {
    return utf8.decode(name)
  } catch {
    return null
  }
}

function staysInside(link: string, root: string): boolean {
  try {
    return realpathSync(link).startsWith(root + path.sep)
  } catch {
    return false
  }
}
