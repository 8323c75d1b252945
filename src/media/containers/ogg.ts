import { WHOLE, type Extent } from './extent.js'
import type { FileBytes } from './openBytes.js'

/** A page is at most 65,307 bytes: the tail holds some whole ones. */
const TAIL = 256 << 10
const LAST_PAGE = 4

interface Page {
  readonly at: number
  readonly end: number
  readonly flags: number
  /** The position its last packet ends at; -1 where none does. */
  readonly granule: bigint
}

/** Ogg: whether the last page is whole and marked as the end of its stream. RFC 3533, section 6. */
export async function oggExtent(bytes: FileBytes): Promise<Extent> {
  const head = await bytes.read(0, 4096)
  const tailAt = Math.max(0, bytes.size - TAIL)
  const pages = pagesIn(await bytes.read(tailAt, TAIL), tailAt)
  const last = pages.at(-1)
  if (!last) return WHOLE
  const isCut = last.end > bytes.size
  if (!isCut && last.flags & LAST_PAGE) return WHOLE
  const whole = pages.filter((page) => page.end <= bytes.size && page.granule >= 0n).at(-1)
  const clock = clockOf(head)
  if (!whole || !clock) return { endsEarly: true }
  return { endsEarly: true, present: Math.max(0, Number(whole.granule) - clock.skipped) / clock.rate }
}

function pagesIn(tail: Buffer, offset: number): Page[] {
  const pages: Page[] = []
  for (let at = tail.indexOf('OggS'); at >= 0; at = tail.indexOf('OggS', at + 4)) {
    if (at + 27 > tail.length || tail[at + 4] !== 0) continue
    const table = tail.subarray(at + 27, at + 27 + (tail[at + 26] ?? 0))
    const body = table.reduce((sum, length) => sum + length, 0)
    const end = offset + at + 27 + (tail[at + 26] ?? 0) + body
    pages.push({ at: offset + at, end, flags: tail[at + 5] ?? 0, granule: tail.readBigInt64LE(at + 6) })
  }
  return pages
}

/** What granule positions count, for a file of sound alone: pictures count otherwise. */
function clockOf(head: Buffer): { rate: number; skipped: number } | null {
  const packet = head.subarray(27 + (head[26] ?? 0))
  const secondPage = head.indexOf('OggS', 4)
  const isAlone = secondPage > 0 && ((head[secondPage + 5] ?? 0) & 2) === 0
  if (!isAlone || packet.length < 20) return null
  if (packet.toString('latin1', 0, 8) === 'OpusHead')
    return { rate: 48_000, skipped: packet.readUInt16LE(10) }
  if (packet.toString('latin1', 1, 7) !== 'vorbis') return null
  const rate = packet.readUInt32LE(12)
  return rate > 0 ? { rate, skipped: 0 } : null
}
