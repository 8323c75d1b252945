/** Numbers are kept in thousandths: times are milliseconds at best. */
const PARTS = 1000
/** Below this, a number of thousandths fits two bits more. */
const MOST = 2 ** 28
/** Bytes that a number takes at most. */
export const LONGEST_NUMBER = 9

/** Where numbers are written, or read from. */
export interface NumberBytes {
  bytes: Buffer
  at: number
}

/**
 * Writes a number as a varint: twice how far it is, in thousandths, from another one, which mostly is near; or 1, and the
 * number as it is. There must be room.
 * @returns its thousandths, for the next one to be told from; 0 where it has none
 */
export function writeNumber(into: NumberBytes, value: number, near: number): number {
  const parts = Math.round(value * PARTS)
  if (parts / PARTS === value && parts < MOST && parts > -MOST) {
    const distance = parts - near
    writeVarint(into, ((distance << 1) ^ (distance >> 31)) * 2)
    return parts
  }
  into.bytes[into.at] = 1
  into.bytes.writeDoubleLE(value, into.at + 1)
  into.at += LONGEST_NUMBER
  return 0
}

/** Reads one that `writeNumber` wrote. */
export function readNumber(from: NumberBytes, near: number): { value: number; parts: number } {
  const code = readVarint(from)
  if (code !== 1) {
    const zigzag = code >>> 1
    const parts = near + ((zigzag >>> 1) ^ -(zigzag & 1))
    return { value: parts / PARTS, parts }
  }
  const value = from.bytes.readDoubleLE(from.at)
  from.at += 8
  return { value, parts: 0 }
}

/** A whole number below 2^32 in groups of seven bits, lowest first. There must be room. */
export function writeVarint(into: NumberBytes, value: number): void {
  const { bytes } = into
  let { at } = into
  let rest = value
  for (; rest > 127; rest >>>= 7) bytes[at++] = (rest & 127) | 128
  bytes[at++] = rest
  into.at = at
}

/** Reads one that `writeVarint` wrote; where bytes are missing, they are as good as 0. */
export function readVarint(from: NumberBytes): number {
  const { bytes } = from
  let { at } = from
  let byte = bytes[at++] ?? 0
  let value = byte & 127
  for (let shift = 7; byte > 127; shift += 7) {
    byte = bytes[at++] ?? 0
    value |= (byte & 127) << shift
  }
  from.at = at
  return value >>> 0
}
