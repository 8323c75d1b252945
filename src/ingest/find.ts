import type { Dirent } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import path from 'node:path'

import type { Problem } from '../archive/problem.js'
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
  readonly talks: readonly FoundTalk[]
}

/** What lies in the media folder. */
export interface Found {
  readonly manifest: FoundFile | null
  readonly events: readonly FoundEvent[]
  readonly problems: readonly Problem[]
}

/**
 * Walks the media folder: `event/talk/files`. Hidden files are passed over; links are followed only to places
 * inside the folder; whatever lies where nothing is looked for becomes a problem.
 * @throws when the media folder itself cannot be read.
 */
export async function findFiles(mediaRoot: string): Promise<Found> {
  const root = await realpath(mediaRoot)
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

  const listFolder = async (folder: string): Promise<{ folders: string[]; files: FoundFile[] }> => {
    const folders: string[] = []
    const files: FoundFile[] = []
    for (const entry of await readdirAsBytes(path.join(root, folder))) {
      const name = decodeName(entry.name)
      if (name === null) {
        const shown = `${folder ? `${folder}/` : ''}${entry.name.toString('latin1')}`
        report('error', 'name-not-utf8', shown, 'its name is not UTF-8', 'rename it')
        continue
      }
      if (name.startsWith('.') || /^(~\$|Thumbs\.db$|desktop\.ini$)/i.test(name)) continue
      const inside = folder ? `${folder}/${name}` : name
      const absolute = path.join(root, inside)
      if (entry.isSymbolicLink() && !(await staysInside(absolute, root))) {
        report(
          'error',
          'link-leads-out',
          inside,
          'is a link that leads nowhere or out of the media folder',
          'copy the file here instead',
        )
        continue
      }
      const found = await stat(absolute, { bigint: true }).catch(() => null)
      if (found?.isDirectory()) folders.push(inside)
      else if (found?.isFile()) {
        const fingerprint = `${found.size}-${found.mtimeNs}-${found.ctimeNs}-${found.ino}`
        files.push({ path: inside, name, bytes: Number(found.size), fingerprint })
      } else if (found === null)
        report('error', 'unreadable', inside, 'cannot be read', 'check its permissions')
    }
    const byName = (a: string, b: string): number => (a < b ? -1 : 1)
    return { folders: folders.sort(byName), files: files.sort((a, b) => byName(a.path, b.path)) }
  }

  const findTalk = async (folder: string, id: string): Promise<FoundTalk> => {
    const { folders, files } = await listFolder(folder)
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

  const findEvent = async (folder: string, id: string): Promise<FoundEvent> => {
    const { folders, files } = await listFolder(folder)
    const manifest = files.find((file) => /^event\.ya?ml$/i.test(file.name)) ?? null
    for (const file of files) {
      if (file === manifest || /^(readme|license)/i.test(file.name)) continue
      report(
        'warning',
        'file-without-talk',
        file.path,
        'lies beside the talks and belongs to none',
        'give each talk a folder of its own',
      )
    }
    const ids = createIds('talk', problems)
    const talks: FoundTalk[] = []
    for (const inner of folders) {
      const talk = ids.forFolder(inner)
      if (talk) talks.push(await findTalk(inner, talk))
    }
    return { id, path: folder, manifest, talks }
  }

  const { folders, files } = await listFolder('')
  const manifest = files.find((file) => /^archive\.ya?ml$/i.test(file.name)) ?? null
  for (const file of files) {
    if (file === manifest || /^(readme|license)/i.test(file.name)) continue
    report('warning', 'file-without-event', file.path, 'lies outside every event', 'move it to EVENT/TALK/')
  }
  const ids = createIds('event', problems)
  const events: FoundEvent[] = []
  for (const folder of folders) {
    const event = ids.forFolder(folder)
    if (event) events.push(await findEvent(folder, event))
  }
  return { manifest, events, problems }
}

/** Names as bytes: one that is not UTF-8 would come back garbled and then not be found. */
function readdirAsBytes(folder: string): Promise<Dirent<Buffer>[]> {
  return readdir(folder, { encoding: 'buffer', withFileTypes: true })
}

function decodeName(name: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(name)
  } catch {
    return null
  }
}

async function staysInside(link: string, root: string): Promise<boolean> {
  const target = await realpath(link).catch(() => null)
  return target?.startsWith(root + path.sep) === true
}
