import path from 'node:path'

import type { ObjectStore } from '../store/objects.js'
import { statsOf } from '../store/looks.js'
import { fingerprintOf, type FoundFile } from './find.js'
import type { FileHashes } from './hashes.js'

/**
 * The same objects, but `holds` also looks at what is in them: one that was damaged on the disk is made again.
 * One that looks untouched since it was last looked at is not read.
 * @param hashes of files below `indexDir`
 */
export function checkedObjects(objects: ObjectStore, indexDir: string, hashes: FileHashes): ObjectStore {
  const root = path.resolve(indexDir)
  const trace = (hash: string): Pick<FoundFile, 'path' | 'fingerprint'> | null => {
    const file = objects.pathOf(hash)
    const found = statsOf(file)
    return found?.isFile() ? { path: path.relative(root, file), fingerprint: fingerprintOf(found) } : null
  }
  return {
    ...objects,
    async holds({ hash, bytes }) {
      const traced = trace(hash)
      if (!traced?.fingerprint.startsWith(`${bytes}-`)) return false
      return (hashes.known(traced) ?? (await hashes.of(traced))) === hash
    },
    async put(bytes) {
      const ref = await objects.put(bytes)
      const traced = trace(ref.hash)
      if (traced) hashes.learn(traced, ref.hash)
      return ref
    },
  }
}
