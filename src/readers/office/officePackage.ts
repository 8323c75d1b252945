import path from 'node:path'

import { parseXml, childrenOf, UnreadableXml, type XmlElement } from './xml.js'
import type { Zip } from './zip.js'
import type { ProblemLog } from '../problemLog.js'

/** A link from one part of an Office file to another, or to the web. */
export interface Relationship {
  /** The last word of its type: `slide`, `notesSlide`, `hyperlink`. */
  readonly type: string
  /** A part's name in the archive, or an address when `isExternal`. */
  readonly target: string
  readonly isExternal: boolean
}

/** An Office file's parts (ECMA-376-2, Open Packaging Conventions). */
export interface OfficePackage {
  /** A part's root element; null when it is missing or unreadable, the latter reported as `office-part-unreadable`. */
  part(name: string): XmlElement | null
  /** A part's relationships by their ids; none when it has no list of them. */
  relationshipsOf(part: string): ReadonlyMap<string, Relationship>
}

export function openPackage(zip: Zip, log: ProblemLog): OfficePackage {
  const part = (name: string): XmlElement | null => {
    const bytes = zip.read(name)
    if (!bytes) return null
    try {
      return parseXml(bytes)
    } catch (error) {
      if (!(error instanceof UnreadableXml)) throw error
      log.add('warning', 'office-part-unreadable', `${name.slice(0, 100)} cannot be read: ${error.message}`, {
        hint: 'save the file anew in the program that made it',
      })
      return null
    }
  }
  return {
    part,
    relationshipsOf: (name) => {
      const folder = path.posix.dirname(name)
      const list = part(path.posix.join(folder, '_rels', `${path.posix.basename(name)}.rels`))
      return new Map(
        childrenOf(list ?? undefined, 'Relationship').map(({ attributes }) => {
          const isExternal = attributes.get('TargetMode') === 'External'
          const target = attributes.get('Target') ?? ''
          return [
            attributes.get('Id') ?? '',
            {
              type: (attributes.get('Type') ?? '').split('/').at(-1) ?? '',
              target: isExternal ? target : path.posix.resolve('/', folder, target).slice(1),
              isExternal,
            },
          ]
        }),
      )
    },
  }
}
