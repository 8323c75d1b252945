import { WHOLE, type Extent } from './extent.js'
import type { FileBytes } from './openBytes.js'

/** Larger than any frame of common settings. */
const TAIL = 256 << 10

/** FLAC: the number of samples that STREAMINFO announces against the number of the last frame. RFC 9639, 8.2 and 9.1. */
export async function flacExtent(bytes: FileBytes): Promise<Extent> {
  const head = await bytes.read(0, 42)
  if (head.length < 42 || head.toString('latin1', 0, 4) !== 'fLaC') return WHOLE
  const [smallest, largest] = [head.readUInt16BE(8), head.readUInt16BE(10)]
  const rate = head.readUIntBE(18, 3) >> 4
  const samples = ((head[21] ?? 0) & 15) * 2 ** 32 + head.readUInt32BE(22)
  if (rate === 0 || samples === 0) return WHOLE
  const tailAt = Math.max(0, bytes.size - TAIL)
  const tail = await bytes.read(tailAt, TAIL)
  const last = lastFrame(tail)
  if (!last) return { endsEarly: false, total: samples / rate }
  // The last frame may itself be cut off; that its number is there is what counts.
  const begins = last.isSample ? last.number : last.number * largest
  const endsEarly = begins + largest < samples && smallest > 0
  return { endsEarly, present: Math.min(samples, begins) / rate, total: samples / rate }
}

function lastFrame(tail: Buffer): { number: number; isSample: boolean } | null {
  for (let at = tail.length - 16; at >= 0; at--) {
    if (tail[at] !== 0xff || ((tail[at + 1] ?? 0) & 0xfe) !== 0xf8) continue
    const header = frameHeader(tail, at)
    if (header) return header
  }
  return null
}

/** The frame's or sample's number, where the header's checksum holds. */
function frameHeader(tail: Buffer, at: number): { number: number; isSample: boolean } | null {
  const coded = utf8Number(tail, at + 4)
  if (!coded) return null
  const [blockCode, rateCode] = [(tail[at + 2] ?? 0) >> 4, (tail[at + 2] ?? 0) & 15]
  const extra =
    (blockCode === 6 ? 1 : blockCode === 7 ? 2 : 0) + (rateCode === 12 ? 1 : rateCode > 12 ? 2 : 0)
  const end = at + 4 + coded.length + extra
  if (end >= tail.length || crc8(tail.subarray(at, end)) !== tail[end]) return null
  return { number: coded.number, isSample: ((tail[at + 1] ?? 0) & 1) === 1 }
}

/** A number coded as UTF-8 codes characters, but up to seven bytes long. */
function utf8Number(bytes: Buffer, at: number): { number: number; length: number } | null {
  const first = bytes[at] ?? 0
  if (first < 0x80) return { number: first, length: 1 }
  const length = Math.clz32(~(first << 24))
  if (length < 2 || length > 7) return null
  let number = first & (0x7f >> length)
  for (let i = 1; i < length; i++) {
    const next = bytes[at + i] ?? 0
    if ((next & 0xc0) !== 0x80) return null
    number = number * 64 + (next & 0x3f)
  }
  return { number, length }
}

function crc8(bytes: Uint8Array): number {
  let crc = 0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x80 ? ((crc << 1) ^ 0x07) & 0xff : crc << 1
  }
  return crc
}
