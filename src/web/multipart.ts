import { randomBytes } from 'node:crypto'
import type { ByteRange } from './byteRange.js'

/** What a body is put together from: bytes of the file, or text between them. */
export type Piece = ByteRange | string

/** A body before it is read. */
export interface Body {
  /** Bytes. */
  readonly length: number
  readonly pieces: readonly Piece[]
}

/** `bytes 0-9/100`. */
export function contentRange({ start, end }: ByteRange, size: number): string {
  return `bytes ${start}-${end}/${size}`
}

/**
 * Several ranges of a file as one body (RFC 9110, 14.6 and RFC 2046, 5.1).
 * @param mediaType of the file, named again in each part
 */
export function multipartOf(
  ranges: readonly ByteRange[],
  size: number,
  mediaType: string | undefined,
): Body & { readonly boundary: string } {
  const boundary = randomBytes(18).toString('hex')
  const type = mediaType === undefined ? '' : `Content-Type: ${mediaType}\r\n`
  const pieces: Piece[] = []
  for (const range of ranges) {
    const between = pieces.length === 0 ? '' : '\r\n'
    pieces.push(
      `${between}--${boundary}\r\n${type}Content-Range: ${contentRange(range, size)}\r\n\r\n`,
      range,
    )
  }
  pieces.push(`\r\n--${boundary}--\r\n`)
  return { boundary, pieces, length: pieces.reduce((sum, piece) => sum + lengthOf(piece), 0) }
}

function lengthOf(piece: Piece): number {
  return typeof piece === 'string' ? Buffer.byteLength(piece) : piece.end - piece.start + 1
}
