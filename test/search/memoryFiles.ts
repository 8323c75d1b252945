import { createHash } from 'node:crypto'
import type { FileRef, IndexFiles } from '../../src/search/engine.js'

/** An index's files in memory. */
export interface MemoryFiles extends IndexFiles {
  readonly contents: Map<string, Uint8Array>
}

export function memoryFiles(): MemoryFiles {
  const contents = new Map<string, Uint8Array>()
  const bytesOf = ({ hash }: FileRef): Uint8Array => {
    const bytes = contents.get(hash)
    if (!bytes) throw new Error(`the index has no file ${hash}`)
    return bytes
  }
  return {
    contents,
    put: (bytes) => {
      const copy = Uint8Array.from(bytes)
      const hash = createHash('sha256').update(copy).digest('hex')
      contents.set(hash, copy)
      return Promise.resolve({ hash, bytes: copy.byteLength })
    },
    read: (ref) =>
      new Promise((resolve) => {
        resolve(bytesOf(ref))
      }),
    readWhole: (ref) =>
      new Promise((resolve) => {
        resolve(bytesOf(ref))
      }),
    readAt: (ref, start, end) => bytesOf(ref).subarray(start, end),
  }
}
