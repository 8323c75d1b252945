import { open } from 'node:fs/promises'

/** A file that is read here and there, never as a whole. */
export interface FileBytes {
  /** Bytes. */
  readonly size: number
  /** The bytes at an offset, fewer where the file ends before. */
  read(at: number, length: number): Promise<Buffer>
  close(): Promise<void>
}

/** What is read at least: a walk from header to header mostly finds the next one there already. */
const WINDOW = 4096

/**
 * Opens a file for reading headers here and there.
 * @throws what opening a file throws
 */
export async function openBytes(file: string): Promise<FileBytes> {
  const handle = await open(file, 'r')
  const { size } = await handle.stat()
  let windowAt = 0
  let window = Buffer.alloc(0)
  return {
    size,
    async read(at, length) {
      const end = Math.min(size, at + length)
      if (at < 0 || at >= end) return Buffer.alloc(0)
      if (at < windowAt || end > windowAt + window.length) {
        const fresh = Buffer.alloc(Math.min(size - at, Math.max(WINDOW, length)))
        const { bytesRead } = await handle.read(fresh, 0, fresh.length, at)
        windowAt = at
        window = fresh.subarray(0, bytesRead)
      }
      return window.subarray(at - windowAt, end - windowAt)
    },
    close: () => handle.close(),
  }
}
