import type { Extent } from './extent.js'
import type { FileBytes } from './openBytes.js'

/** Element ids, RFC 9559 section 5. */
const SEGMENT = 0x18538067
const INFO = 0x1549a966
const CLUSTER = 0x1f43b675
const TIMESTAMP_SCALE = 0x2ad7b1
const DURATION = 0x4489
const TIMESTAMP = 0xe7
const SIMPLE_BLOCK = 0xa3
const BLOCK_GROUP = 0xa0
const BLOCK = 0xa1
const CLUSTER_BYTES = Buffer.from([0x1f, 0x43, 0xb6, 0x75])

const MOST_ELEMENTS = 1000
/** How much of the end is searched for the last cluster: programs begin a new one every 5 MB or 5 s. */
const TAILS = [1 << 20, 8 << 20, 32 << 20]

interface Element {
  readonly id: number
  /** Where its content begins. */
  readonly start: number
  /** Infinity where the recorder left the size open. */
  readonly end: number
}

/**
 * WebM and Matroska: the segment's announced size against the file's; where it is open, whether the last block is
 * whole. Browsers record without a length: then the last block's time tells it.
 */
export async function matroskaExtent(bytes: FileBytes): Promise<Extent> {
  const { segment, scale, duration } = await readHead(bytes)
  if (!segment) return { endsEarly: false }
  const isCut = segment.end !== Infinity && segment.end > bytes.size
  const total = duration === null ? {} : { total: (duration * scale) / 1e9 }
  if (segment.end !== Infinity && !isCut && duration !== null) return { endsEarly: false, ...total }
  const last = await lastBlock(bytes)
  if (!last) return { endsEarly: isCut, ...total }
  const present = (last.time * scale) / 1e9
  if (!isCut && duration === null && !last.isCut) return { endsEarly: false, present, total: present }
  return { endsEarly: isCut || last.isCut, present, ...total }
}

async function readHead(
  bytes: FileBytes,
): Promise<{ segment: Element | null; scale: number; duration: number | null }> {
  const head = await elementAt(bytes, 0)
  const segment = head && (await elementAt(bytes, head.end))
  const found = { scale: 1_000_000, duration: null as number | null }
  if (segment?.id !== SEGMENT) return { segment: null, ...found }
  let at = segment.start
  for (let n = 0; n < MOST_ELEMENTS; n++) {
    const element = await elementAt(bytes, at)
    if (!element || element.id === CLUSTER || element.end === Infinity) break
    if (element.id === INFO) {
      const info = await bytes.read(element.start, Math.min(element.end - element.start, 1 << 16))
      for (const field of elementsIn(info)) {
        const value = info.subarray(field.start, field.end)
        if (field.id === TIMESTAMP_SCALE) found.scale = unsigned(value) || found.scale
        if (field.id === DURATION) found.duration = float(value)
      }
      break
    }
    at = element.end
  }
  return { segment, ...found }
}

async function elementAt(bytes: FileBytes, at: number): Promise<Element | null> {
  return readElement(await bytes.read(at, 12), 0, at)
}

/** The time of the last whole block, in the segment's own units, and whether another one is cut off after it. */
async function lastBlock(bytes: FileBytes): Promise<{ time: number; isCut: boolean } | null> {
  for (const length of TAILS) {
    const tail = await bytes.read(Math.max(0, bytes.size - length), length)
    let isCut = false
    for (
      let at = tail.lastIndexOf(CLUSTER_BYTES);
      at >= 0;
      at = at ? tail.lastIndexOf(CLUSTER_BYTES, at - 1) : -1
    ) {
      const blocks = blocksOf(tail, at)
      if (!blocks) continue
      isCut ||= blocks.isCut
      if (blocks.last !== null) return { time: blocks.last, isCut }
    }
    if (length >= bytes.size) break
  }
  return null
}

/** Null for bytes that only look like a cluster. */
function blocksOf(tail: Buffer, at: number): { last: number | null; isCut: boolean } | null {
  const cluster = readElement(tail, at, 0)
  if (!cluster) return null
  let began: number | null = null
  let last: number | null = null
  for (const element of elementsIn(tail, cluster.start, Math.min(cluster.end, tail.length))) {
    if (element.id === TIMESTAMP) began = unsigned(tail.subarray(element.start, element.end))
    if (element.id !== SIMPLE_BLOCK && element.id !== BLOCK_GROUP) continue
    if (began === null || element.end > tail.length) break
    const block = element.id === BLOCK_GROUP ? elementsIn(tail, element.start, element.end)[0] : element
    if (!block || (element.id === BLOCK_GROUP && block.id !== BLOCK)) continue
    const track = vint(tail, block.start)
    const time = block.start + (track?.length ?? 1)
    if (time + 2 <= tail.length) last = Math.max(last ?? 0, began + tail.readInt16BE(time))
  }
  if (began === null) return null
  return { last, isCut: isCutOff(tail, cluster) }
}

function isCutOff(tail: Buffer, cluster: Element): boolean {
  if (cluster.end !== Infinity) return cluster.end > tail.length
  return elementsIn(tail, cluster.start).some(
    (element) => element.end !== Infinity && element.end > tail.length,
  )
}

/** Elements in a row; the last may end behind the buffer, what follows an open one is inside it. */
function elementsIn(buffer: Buffer, from = 0, to = buffer.length): Element[] {
  const elements: Element[] = []
  for (let at = from; at < to;) {
    const element = readElement(buffer, at, 0)
    if (!element || element.id === CLUSTER) break
    elements.push(element)
    at = element.end
  }
  return elements
}

/** RFC 8794, section 4: an id of one to four bytes, then a size of one to eight. */
function readElement(buffer: Buffer, at: number, offset: number): Element | null {
  const idLength = Math.clz32((buffer[at] ?? 0) << 24) + 1
  if (idLength > 4 || at + idLength >= buffer.length) return null
  const size = vint(buffer, at + idLength)
  if (!size) return null
  const start = offset + at + idLength + size.length
  return {
    id: buffer.readUIntBE(at, idLength),
    start,
    end: size.value === null ? Infinity : start + size.value,
  }
}

/** A number whose leading zero bits tell its length; null for the value that means "unknown". */
function vint(buffer: Buffer, at: number): { length: number; value: number | null } | null {
  const length = Math.clz32((buffer[at] ?? 0) << 24) + 1
  if (length > 8 || at + length > buffer.length) return null
  const data = buffer.subarray(at, at + length)
  const first = (data[0] ?? 0) & (0xff >> length)
  const isOpen = first === 0xff >> length && data.subarray(1).every((byte) => byte === 0xff)
  return { length, value: isOpen ? null : data.subarray(1).reduce((sum, byte) => sum * 256 + byte, first) }
}

function unsigned(value: Buffer): number {
  return value.reduce((sum, byte) => sum * 256 + byte, 0)
}

function float(value: Buffer): number | null {
  const number = value.length === 4 ? value.readFloatBE() : value.length === 8 ? value.readDoubleBE() : NaN
  return Number.isFinite(number) && number > 0 ? number : null
}
