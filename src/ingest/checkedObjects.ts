import { stat } from 'node:fs/promises'
import path from 'node:path'

import type { ObjectStore } from '../store/objects.js'
import { fingerprintOf } from './find.js'
import type { FileHashes } from './hashes.js'

/**
 * The same objects, but `holds` also looks at what is in them: a picture that was damaged on the disk is made again.
 * One that looks untouched since it was last looked at is not read.
 * @param hashes of files below `indexDir`
 */
export function checkedObjects(objects: ObjectStore, indexDir: string, hashes: FileHashes): ObjectStore {
  const isWhole = async (hash: string): Promise<boolean> => {
    const file = objects.pathOf(hash)
    const found = await stat(file, { bigint: true }).catch(() => null)
    if (!found?.isFile()) return false
    const traced = { path: path.relative(path.resolve(indexDir), file), fingerprint: fingerprintOf(found) }
    return (await hashes.of(traced)) === hash
  }
  return {
    ...objects,
    holds: async (ref) => (await objects.holds(ref)) && (await isWhole(ref.hash)),
    put: async (bytes) => {
      const ref = await objects.put(bytes)
      await isWhole(ref.hash)
      return ref
    },
  }
}
