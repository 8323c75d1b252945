/** Where a section lies in a file: byte offset and length. */
type Extent = readonly [offset: number, bytes: number]

/** Anything a section can hold; read back as the same kind of array. */
export type Section = Uint8Array | Uint16Array | Uint32Array

interface Head<Facts> {
  readonly facts: Facts
  readonly sections: Readonly<Record<string, Extent>>
}

const MAGIC = 'LECTERN1'
/** Sections begin at multiples of this, so that typed arrays can be laid over them. */
const ALIGNMENT = 8
const PREFIX = MAGIC.length + 4

/**
 * A file of typed arrays: magic, the length of a JSON head (u32), the head, then the sections, all little-endian. It is
 * read whole, and nothing is parsed but the head.
 */
export function writeSections(facts: unknown, sections: Readonly<Record<string, Section>>): Uint8Array {
  const extents: Record<string, Extent> = {}
  // The head's own length decides where the sections begin: they are counted from their own start.
  let size = 0
  for (const [name, section] of Object.entries(sections)) {
    extents[name] = [size, section.byteLength]
    size = aligned(size + section.byteLength)
  }
  const head = new TextEncoder().encode(JSON.stringify({ facts, sections: extents }))
  const start = aligned(PREFIX + head.byteLength)
  const file = new Uint8Array(start + size)
  file.set(new TextEncoder().encode(MAGIC))
  new DataView(file.buffer).setUint32(MAGIC.length, head.byteLength, true)
  file.set(head, PREFIX)
  for (const [name, section] of Object.entries(sections))
    file.set(
      new Uint8Array(section.buffer, section.byteOffset, section.byteLength),
      start + (extents[name]?.[0] ?? 0),
    )
  return file
}

/** An opened file: its facts, and its sections as arrays over the same memory. */
export interface Sections<Facts> {
  readonly facts: Partial<Facts>
  bytes(name: string): Uint8Array
  shorts(name: string): Uint16Array
  words(name: string): Uint32Array
}

/**
 * Lays arrays over a file's bytes, without copying.
 * @param file must begin at a multiple of 8 in its buffer
 * @throws when it is not such a file, or is cut short
 */
export function readSections<Facts>(file: Uint8Array): Sections<Facts> {
  const damaged = (): Error =>
    new Error('The search index is damaged or cut short: run `lectern ingest` again.')
  if (file.byteLength < PREFIX || text(file.slice(0, MAGIC.length)) !== MAGIC)
    throw new Error('This is not an index of the lectern engine: run `lectern ingest` again.')
  const length = new DataView(file.buffer, file.byteOffset).getUint32(MAGIC.length, true)
  const start = aligned(PREFIX + length)
  if (start > file.byteLength) throw damaged()
  let head: Head<Partial<Facts>>
  try {
    head = JSON.parse(text(file.slice(PREFIX, PREFIX + length))) as Head<Partial<Facts>>
  } catch (cause) {
    throw new Error(damaged().message, { cause })
  }
  const extentOf = (name: string, unit: number): { offset: number; length: number } => {
    const [offset, bytes] = head.sections[name] ?? []
    if (offset === undefined || bytes === undefined || bytes % unit !== 0) throw damaged()
    if (start + offset + bytes > file.byteLength) throw damaged()
    return { offset: file.byteOffset + start + offset, length: bytes / unit }
  }
  return {
    facts: head.facts,
    bytes: (name) => {
      const { offset, length: count } = extentOf(name, 1)
      return new Uint8Array(file.buffer, offset, count)
    },
    shorts: (name) => {
      const { offset, length: count } = extentOf(name, 2)
      return new Uint16Array(file.buffer, offset, count)
    },
    words: (name) => {
      const { offset, length: count } = extentOf(name, 4)
      return new Uint32Array(file.buffer, offset, count)
    },
  }
}

function aligned(size: number): number {
  return Math.ceil(size / ALIGNMENT) * ALIGNMENT
}

/** `TextDecoder` refuses shared memory; `slice` has made a copy that is not. */
function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8')
}
