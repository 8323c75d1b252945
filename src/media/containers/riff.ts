import { WHOLE, type Extent } from './extent.js'
import type { FileBytes } from './openBytes.js'

const MOST_CHUNKS = 1000
/** Written by programs that could not go back and fill in the size. */
const UNKNOWN = 0xffff_ffff

/** WAV and RF64: the announced size of the `data` chunk against the bytes behind its header. EBU Tech 3306. */
export async function riffExtent(bytes: FileBytes): Promise<Extent> {
  let byteRate = 0
  let longSize = 0
  for (let at = 12, n = 0; at + 8 <= bytes.size && n < MOST_CHUNKS; n++) {
    const head = await bytes.read(at, 40)
    const id = head.toString('latin1', 0, 4)
    const size = head.readUInt32LE(4)
    if (id === 'fmt ' && head.length >= 20) byteRate = head.readUInt32LE(16)
    if (id === 'ds64' && head.length >= 24) longSize = Number(head.readBigUInt64LE(16))
    if (id === 'data') {
      const there = bytes.size - at - 8
      const isOpen = size === UNKNOWN || size === 0
      const announced = isOpen ? longSize || there : size
      if (byteRate === 0) return { endsEarly: announced > there }
      return {
        endsEarly: announced > there,
        present: Math.min(announced, there) / byteRate,
        total: announced / byteRate,
      }
    }
    at += 8 + size + (size % 2)
  }
  return WHOLE
}
