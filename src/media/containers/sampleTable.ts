/** A box inside a buffer: `start` and `end` enclose its content, `end` never lies behind the buffer's. */
export interface Box {
  readonly type: string
  readonly start: number
  readonly end: number
}

/** The boxes between two offsets, in order; stops at the first that cannot be one. ISO/IEC 14496-12, section 4.2. */
export function boxesIn(buffer: Buffer, from = 0, to = buffer.length): Box[] {
  const boxes: Box[] = []
  for (let at = from; at + 8 <= to;) {
    const short = buffer.readUInt32BE(at)
    const header = short === 1 && at + 16 <= to ? 16 : 8
    const size = short === 0 ? to - at : header === 16 ? Number(buffer.readBigUInt64BE(at + 8)) : short
    if (size < header) break
    boxes.push({
      type: buffer.toString('latin1', at + 4, at + 8),
      start: at + header,
      end: Math.min(to, at + size),
    })
    at += size
  }
  return boxes
}

/** The first box at a path of types below `parent`. */
export function boxAt(buffer: Buffer, parent: Box | undefined, ...types: readonly string[]): Box | undefined {
  let box = parent
  for (const type of types)
    box = box && boxesIn(buffer, box.start, box.end).find((child) => child.type === type)
  return box
}

/** A track of a movie: its length, and when its first sample that lies behind the file's end would begin. Seconds. */
export interface TrackExtent {
  readonly id: number
  /** Units per second of the track's own clock. */
  readonly timescale: number
  readonly duration: number
  /** Infinity when every sample is there. */
  readonly firstMissing: number
}

/** The sound and picture tracks of a `moov` box; tracks whose tables cannot be read are left out. */
export function trackExtents(buffer: Buffer, moov: Box, fileSize: number): TrackExtent[] {
  return boxesIn(buffer, moov.start, moov.end)
    .filter((box) => box.type === 'trak')
    .flatMap((trak) => {
      try {
        return trackExtent(buffer, trak, fileSize) ?? []
      } catch {
        return [] // a table that ends inside a field
      }
    })
}

function trackExtent(buffer: Buffer, trak: Box, fileSize: number): TrackExtent | null {
  const media = boxAt(buffer, trak, 'mdia')
  const [header, clock, kind] = [
    boxAt(buffer, trak, 'tkhd'),
    boxAt(buffer, media, 'mdhd'),
    boxAt(buffer, media, 'hdlr'),
  ]
  const table = boxAt(buffer, media, 'minf', 'stbl')
  if (!header || !clock || !kind || !table) return null
  if (!/^(vide|soun)$/.test(buffer.toString('latin1', kind.start + 8, kind.start + 12))) return null
  const isLong = (box: Box): boolean => buffer[box.start] === 1
  const id = buffer.readUInt32BE(header.start + (isLong(header) ? 20 : 12))
  const timescale = buffer.readUInt32BE(clock.start + (isLong(clock) ? 20 : 12))
  if (timescale === 0) return null
  const ticks = isLong(clock)
    ? Number(buffer.readBigUInt64BE(clock.start + 24))
    : buffer.readUInt32BE(clock.start + 16)
  const missing = firstMissingSample(buffer, table, fileSize)
  const firstMissing = missing === null ? Infinity : timeOfSample(buffer, table, missing) / timescale
  return { id, timescale, duration: ticks / timescale, firstMissing }
}

/** The 0-based number of the first sample that does not lie wholly inside the file; null when all do. */
function firstMissingSample(buffer: Buffer, table: Box, fileSize: number): number | null {
  const [stsc, stsz] = [boxAt(buffer, table, 'stsc'), boxAt(buffer, table, 'stsz')]
  const [stco, co64] = [boxAt(buffer, table, 'stco'), boxAt(buffer, table, 'co64')]
  const chunks = stco ?? co64
  if (!stsc || !stsz || !chunks) return null
  const sameSize = buffer.readUInt32BE(stsz.start + 4)
  const samples = buffer.readUInt32BE(stsz.start + 8)
  const runs = buffer.readUInt32BE(stsc.start + 4)
  const sizeOf = (sample: number): number => sameSize || buffer.readUInt32BE(stsz.start + 12 + sample * 4)

  let sample = 0
  let run = 0
  for (let chunk = 0; chunk < buffer.readUInt32BE(chunks.start + 4) && sample < samples; chunk++) {
    // A run of `stsc` says from which chunk (1-based) on how many samples a chunk holds.
    while (run + 1 < runs && buffer.readUInt32BE(stsc.start + 8 + (run + 1) * 12) <= chunk + 1) run++
    const inChunk = Math.min(samples - sample, buffer.readUInt32BE(stsc.start + 12 + run * 12))
    const entry = chunks.start + 8 + chunk * (stco ? 4 : 8)
    let at = stco ? buffer.readUInt32BE(entry) : Number(buffer.readBigUInt64BE(entry))
    if (sameSize > 0) {
      if (at + inChunk * sameSize > fileSize)
        return sample + Math.max(0, Math.floor((fileSize - at) / sameSize))
      sample += inChunk
      continue
    }
    for (const last = sample + inChunk; sample < last; sample++) {
      at += sizeOf(sample)
      if (at > fileSize) return sample
    }
  }
  return null
}

/** When a sample begins, in ticks of its track, by the `stts` table. */
function timeOfSample(buffer: Buffer, table: Box, sample: number): number {
  const stts = boxAt(buffer, table, 'stts')
  if (!stts) return 0
  let left = sample
  let ticks = 0
  for (let entry = 0; entry < buffer.readUInt32BE(stts.start + 4) && left > 0; entry++) {
    const count = Math.min(left, buffer.readUInt32BE(stts.start + 8 + entry * 8))
    ticks += count * buffer.readUInt32BE(stts.start + 12 + entry * 8)
    left -= count
  }
  return ticks
}
