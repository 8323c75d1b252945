import { open } from 'node:fs/promises'
import pLimit from 'p-limit'
import { IndexUnusable } from './unusable.js'

/** Bytes read at a time, and how many such pieces at once: most of the time goes into filling fresh memory. */
const PIECE = 1 << 23
const PIECES_AT_ONCE = 4

/**
 * Fills memory with a file's first bytes, several pieces at a time and beside whatever else the thread does.
 * @throws {IndexUnusable} when it is missing or cut short
 */
export async function readInto(target: Uint8Array, file: string): Promise<void> {
  const handle = await open(file, 'r').catch((cause: unknown) => {
    throw new IndexUnusable(`${file} is missing or cannot be read`, { cause })
  })
  const readPiece = async (from: number): Promise<void> => {
    const end = Math.min(from + PIECE, target.length)
    for (let at = from; at < end;) {
      const { bytesRead } = await handle.read(target, at, end - at, at)
      if (bytesRead === 0) throw new IndexUnusable(`${file} is cut short`)
      at += bytesRead
    }
  }
  try {
    const pieces = Array.from({ length: Math.ceil(target.length / PIECE) }, (_, piece) => piece * PIECE)
    await pLimit(PIECES_AT_ONCE).map(pieces, readPiece)
  } finally {
    await handle.close()
  }
}
