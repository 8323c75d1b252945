import type { Extent } from './extent.js'
import type { FileBytes } from './openBytes.js'
import { boxAt, boxesIn, trackExtents, type Box, type TrackExtent } from './sampleTable.js'

/** Two hours of small samples need some 5 MB of tables. */
const MOST_INDEX_BYTES = 64 << 20
const MOST_BOXES = 200_000
const MOST_FRAGMENT_BYTES = 4 << 20

interface TopBox {
  readonly type: string
  readonly at: number
  readonly end: number
}

/**
 * MP4, M4A, M4V and QuickTime: where each sample should lie (`stco`, `stsc`, `stsz`), or in a fragmented file where each
 * fragment should end, against where the file ends. ISO/IEC 14496-12, sections 8.1 to 8.8.
 */
export async function isobmffExtent(bytes: FileBytes): Promise<Extent> {
  const boxes = await topBoxes(bytes)
  const cut = boxes.find((box) => box.end > bytes.size)
  const index = boxes.find((box) => box.type === 'moov')
  if (!index || index === cut) return { endsEarly: cut !== undefined, indexMissing: true }
  const data = boxes.find((box) => box.type === 'mdat')
  const indexLast = data !== undefined && data.at < index.at
  if (index.end - index.at > MOST_INDEX_BYTES) return { endsEarly: cut !== undefined, indexLast }

  const buffer = await bytes.read(index.at, index.end - index.at)
  const moov = boxesIn(buffer)[0]
  if (!moov) return { endsEarly: cut !== undefined, indexLast }
  const tracks = trackExtents(buffer, moov, bytes.size)
  if (boxAt(buffer, moov, 'mvex')) return fragmentedExtent(bytes, boxes, { buffer, moov, tracks })
  const total = Math.max(0, ...tracks.map((track) => track.duration))
  const present = Math.min(total, ...tracks.map((track) => track.firstMissing))
  if (tracks.length === 0) return { endsEarly: cut !== undefined, indexLast }
  return { endsEarly: tracks.some((track) => track.firstMissing < Infinity), present, total, indexLast }
}

async function topBoxes(bytes: FileBytes): Promise<TopBox[]> {
  const boxes: TopBox[] = []
  for (let at = 0; at + 8 <= bytes.size && boxes.length < MOST_BOXES;) {
    const header = await bytes.read(at, 16)
    const type = header.toString('latin1', 4, 8)
    const short = header.readUInt32BE(0)
    const long = short === 1 && header.length === 16 ? Number(header.readBigUInt64BE(8)) : short
    const size = short === 0 ? bytes.size - at : long
    if (size < 8 || !/^[\x20-\x7e\xa9]{4}$/.test(type)) break
    boxes.push({ type, at, end: at + size })
    at += size
  }
  return boxes
}

interface Index {
  readonly buffer: Buffer
  readonly moov: Box
  readonly tracks: readonly TrackExtent[]
}

/** A fragmented file is there up to where the first fragment begins that is not whole. */
async function fragmentedExtent(bytes: FileBytes, boxes: readonly TopBox[], index: Index): Promise<Extent> {
  const endsEarly = boxes.some((box) => box.end > bytes.size)
  const fragments = boxes.filter((box) => box.type === 'moof')
  const last = fragments.at(-1)
  const present = endsEarly && last ? await fragmentStart(bytes, last, index) : null
  const total = announcedDuration(index)
  return { endsEarly, ...(present !== null && { present }), ...(total > 0 && { total }) }
}

/** The length that `mehd`, else `mvhd` gives, seconds; 0 where the recorder did not know it. */
function announcedDuration({ buffer, moov }: Index): number {
  const mvhd = boxAt(buffer, moov, 'mvhd')
  const mehd = boxAt(buffer, moov, 'mvex', 'mehd')
  try {
    if (!mvhd) return 0
    const isLong = buffer[mvhd.start] === 1
    const timescale = buffer.readUInt32BE(mvhd.start + (isLong ? 20 : 12))
    const own = isLong
      ? Number(buffer.readBigUInt64BE(mvhd.start + 24))
      : buffer.readUInt32BE(mvhd.start + 16)
    const whole = mehd
      ? buffer[mehd.start] === 1
        ? Number(buffer.readBigUInt64BE(mehd.start + 4))
        : buffer.readUInt32BE(mehd.start + 4)
      : own
    return timescale > 0 ? whole / timescale : 0
  } catch {
    return 0
  }
}

/** When a `moof` begins by its `tfdt` boxes, seconds; null where they are cut off too. */
async function fragmentStart(bytes: FileBytes, box: TopBox, { tracks }: Index): Promise<number | null> {
  const buffer = await bytes.read(box.at, Math.min(box.end - box.at, MOST_FRAGMENT_BYTES))
  const moof = boxesIn(buffer)[0]
  if (!moof) return null
  const starts = boxesIn(buffer, moof.start, moof.end).flatMap((traf) => {
    const [tfhd, tfdt] = [boxAt(buffer, traf, 'tfhd'), boxAt(buffer, traf, 'tfdt')]
    if (traf.type !== 'traf' || !tfhd || !tfdt || tfdt.end - tfdt.start < 8) return []
    const track = tracks.find(({ id }) => id === buffer.readUInt32BE(tfhd.start + 4))
    const isLong = buffer[tfdt.start] === 1 && tfdt.end - tfdt.start >= 12
    const ticks = isLong
      ? Number(buffer.readBigUInt64BE(tfdt.start + 4))
      : buffer.readUInt32BE(tfdt.start + 4)
    return track ? [ticks / track.timescale] : []
  })
  return starts.length > 0 ? Math.min(...starts) : null
}
