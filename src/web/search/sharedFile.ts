import { open } from 'node:fs/promises'
import { IndexUnusable } from '../../store/unusable.js'

/**
 * A file's bytes in memory that threads share.
 * @throws {IndexUnusable} when it is missing or cut short
 */
export async function readShared(file: string, bytes: number): Promise<SharedArrayBuffer> {
  const memory = new SharedArrayBuffer(bytes)
  const target = new Uint8Array(memory)
  const handle = await open(file, 'r').catch((cause: unknown) => {
    throw new IndexUnusable(`${file} is missing or cannot be read`, { cause })
  })
  try {
    for (let at = 0; at < bytes;) {
      const { bytesRead } = await handle.read(target, at, bytes - at, at)
      if (bytesRead === 0) throw new IndexUnusable(`${file} is cut short`)
      at += bytesRead
    }
  } finally {
    await handle.close()
  }
  return memory
}
