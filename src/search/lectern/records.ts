import type { Passage } from '../../archive/moment.js'

/** A group's passages as bytes, and where each begins. */
export interface Records {
  readonly bytes: Uint8Array
  readonly starts: readonly number[]
}

/** Ends both halves of a record: no byte of UTF-8 is this one. */
const END = 0xff
/** UTF-8 takes at most so many bytes for a UTF-16 code unit. */
const LONGEST_CODE = 3

let scratch = Buffer.alloc(1 << 16)

/**
 * Passages as they are kept beside the index, read only when they are shown: each as JSON without its text, then the
 * text as it is. To write all texts as JSON strings, and to read them again, takes several times as long.
 */
export function encodeRecords(passages: readonly Passage[]): Records {
  let size = 0
  const write = (half: string): void => {
    const needed = size + LONGEST_CODE * half.length + 1
    if (needed > scratch.length) {
      const larger = Buffer.alloc(2 * needed)
      scratch.copy(larger, 0, 0, size)
      scratch = larger
    }
    size += scratch.write(half, size)
    scratch[size] = END
    size += 1
  }
  const starts = passages.map((passage) => {
    const start = size
    write(JSON.stringify({ ...passage, text: undefined }))
    write(passage.text)
    return start
  })
  return { bytes: new Uint8Array(scratch.subarray(0, size)), starts }
}

/**
 * The passages of a group's records.
 * @throws when they are cut short or damaged
 */
export function decodeRecords(bytes: Uint8Array): Passage[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const passages: Passage[] = []
  for (let start = 0; start < buffer.length;) {
    const headEnd = buffer.indexOf(END, start)
    const textEnd = buffer.indexOf(END, headEnd + 1)
    if (headEnd < 0 || textEnd < 0) throw new Error('records of the search index are cut short')
    const head = JSON.parse(buffer.toString('utf8', start, headEnd)) as Omit<Passage, 'text'>
    passages.push({ ...head, text: buffer.toString('utf8', headEnd + 1, textEnd) })
    start = textEnd + 1
  }
  return passages
}

/**
 * One passage's record.
 * @throws when it is none
 */
export function decodeRecord(bytes: Uint8Array): Passage {
  const [passage] = decodeRecords(bytes)
  if (!passage) throw new Error('a record of the search index is empty')
  return passage
}
