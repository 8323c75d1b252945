import { WHOLE, type Extent } from './extent.js'
import type { FileBytes } from './openBytes.js'

const RATES = [44_100, 48_000, 32_000]
/** Tags behind the sound, and programs that count the frames a little differently. */
const TOLERANCE = 0.01

/**
 * MP3: the frames and bytes that the Xing or Info header announces against those that are there. A file without that
 * header does not say how long it is.
 */
export async function mp3Extent(bytes: FileBytes): Promise<Extent> {
  const start = await firstFrame(bytes)
  const frame = await bytes.read(start, 200)
  if (frame.length < 60 || frame[0] !== 0xff || ((frame[1] ?? 0) & 0xe6) !== 0xe2) return WHOLE
  const version = ((frame[1] ?? 0) >> 3) & 3
  const isMono = (frame[3] ?? 0) >> 6 === 3
  const side = version === 3 ? (isMono ? 17 : 32) : isMono ? 9 : 17
  const tag = frame.subarray(4 + side)
  if (!/^(Xing|Info)$/.test(tag.toString('latin1', 0, 4)) || (tag.readUInt32BE(4) & 3) !== 3) return WHOLE
  const [frames, announced] = [tag.readUInt32BE(8), tag.readUInt32BE(12)]
  const divisor = version === 3 ? 1 : version === 2 ? 2 : 4
  const rate = (RATES[((frame[2] ?? 0) >> 2) & 3] ?? 0) / divisor
  if (rate === 0 || announced === 0) return WHOLE
  const total = (frames * (version === 3 ? 1152 : 576)) / rate
  const share = Math.min(1, (bytes.size - start) / announced)
  return { endsEarly: share < 1 - TOLERANCE, present: total * share, total }
}

/** Behind ID3v2 tags, whose size is written in seven bits a byte. */
async function firstFrame(bytes: FileBytes): Promise<number> {
  let at = 0
  for (let tags = 0; tags < 4; tags++) {
    const head = await bytes.read(at, 10)
    if (head.length < 10 || head.toString('latin1', 0, 3) !== 'ID3') break
    const size = [6, 7, 8, 9].reduce((sum, i) => sum * 128 + ((head[i] ?? 0) & 127), 0)
    at += 10 + size + ((head[5] ?? 0) & 16 ? 10 : 0)
  }
  return at
}
