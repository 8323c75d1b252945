import type { Problem } from '../archive/problem.js'
import { slug } from '../archive/slug.js'
import { sha256 } from '../store/objects.js'

/** Gives folders their permanent ids, each once. */
export interface Ids {
  /** The id of a folder (its last name), or null when another folder has it already: both are then named in a problem. */
  forFolder(folder: string): string | null
}

/**
 * Ids are folder names of `[a-z0-9-]{1,80}`; others are slugged, and that is reported.
 * @param what `event` or `talk`, for messages
 * @param problems where reports go
 */
export function createIds(what: string, problems: Problem[]): Ids {
  const taken = new Map<string, string>()
  return {
    forFolder(folder) {
      const name = folder.slice(folder.lastIndexOf('/') + 1)
      const id = idFrom(name, what)
      const other = taken.get(id)
      if (other !== undefined) {
        const message = `has the same id "${id}" as ${other}`
        problems.push({
          severity: 'error',
          code: 'id-taken',
          path: folder,
          message,
          hint: 'rename one of them',
        })
        return null
      }
      taken.set(id, folder)
      if (id !== name) {
        const message = `the ${what}'s address will use "${id}"`
        problems.push({
          severity: 'info',
          code: 'id-slugged',
          path: folder,
          message,
          hint: `a folder name of a-z, 0-9 and - is used as it is`,
        })
      }
      return id
    },
  }
}

/**
 * The id that a name gives: the name itself where it is fit, else its slug.
 * A name in a script without Latin letters gets an id that is steady all the same.
 */
export function idFrom(name: string, what: string): string {
  if (/^[a-z0-9-]{1,80}$/.test(name)) return name
  return slug(name) || `${what}-${sha256(name.normalize('NFC')).slice(0, 8)}`
}
