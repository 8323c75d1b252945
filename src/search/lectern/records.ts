import type { Passage } from '../../archive/moment.js'

/** A group's passages as bytes: JSON lines, and where each begins. */
export interface Records {
  readonly bytes: Uint8Array
  readonly starts: readonly number[]
}

/** Passages as they are kept beside the index: read only when they are shown. */
export function encodeRecords(passages: readonly Passage[]): Records {
  const lines = passages.map((passage) => `${JSON.stringify(passage)}\n`)
  const bytes = Buffer.from(lines.join(''))
  let size = 0
  const starts = lines.map((line) => {
    const start = size
    size += Buffer.byteLength(line)
    return start
  })
  return { bytes, starts }
}

/** The passages of a group's records. */
export function decodeRecords(bytes: Uint8Array): Passage[] {
  const lines = Buffer.from(bytes).toString('utf8').split('\n')
  return lines.filter(Boolean).map((line) => JSON.parse(line) as Passage)
}

/** One passage's record. */
export function decodeRecord(bytes: Uint8Array): Passage {
  return JSON.parse(Buffer.from(bytes).toString('utf8')) as Passage
}
