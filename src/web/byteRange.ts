import type { IncomingHttpHeaders } from 'node:http'

/** What a file is known by when it is sent. */
export interface Validators {
  /** As in the header, quotes included. */
  readonly etag: string | undefined
  readonly modified: Date
  /** Bytes. */
  readonly size: number
}

/** Which bytes to send, last one included; `unsatisfiable` where none of those asked for exist. */
export type ByteRange = { readonly start: number; readonly end: number } | 'whole' | 'unsatisfiable'

/**
 * The range that a GET asks for (RFC 9110, 14.1.2 and 14.2). Several at once, other units and what cannot be read mean
 * the whole file, as does an If-Range that no longer matches exactly (13.1.5): a strong ETag, or the very date.
 */
export function byteRangeOf(headers: IncomingHttpHeaders, { etag, modified, size }: Validators): ByteRange {
  const condition = headers['if-range']
  if (typeof condition === 'string' && condition !== modified.toUTCString()) {
    if (!condition.startsWith('"') || condition !== etag) return 'whole'
  }
  const found = /^bytes=[ \t]*(\d{0,15})-(\d{0,15})[ \t]*$/i.exec(headers.range ?? '')
  const [, first = '', last = ''] = found ?? []
  if (first === '' && last === '') return 'whole'
  if (first === '') {
    const length = Math.min(Number(last), size)
    return length > 0 ? { start: size - length, end: size - 1 } : 'unsatisfiable'
  }
  const start = Number(first)
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  return start < size && start <= end ? { start, end } : 'unsatisfiable'
}

/** Whether the sender's condition does not hold any more, so that it wants nothing (RFC 9110, 13.1.1 and 13.1.4). */
export function isPreconditionFailed(headers: IncomingHttpHeaders, { etag, modified }: Validators): boolean {
  const match = headers['if-match']
  if (match !== undefined) {
    const wanted = match.split(',').map((each) => each.trim())
    return !wanted.includes('*') && (etag === undefined || etag.startsWith('W/') || !wanted.includes(etag))
  }
  const since = Date.parse(headers['if-unmodified-since'] ?? '')
  return !Number.isNaN(since) && Math.floor(modified.getTime() / 1000) * 1000 > since
}
