import { crc32 } from 'node:zlib'
import type { EngineIndex, FileRef, IndexedGroup, IndexFiles, UpdatedIndex } from '../engine.js'
import {
  readManifest,
  remove,
  writeManifest,
  type Manifest,
  type ManifestGroup,
  type ManifestSegment,
  type Removed,
} from './manifest.js'
import { mergeSegments } from './merge.js'
import { decodeRecords } from './records.js'
import { openSegment } from './segment.js'
import { SegmentBuilder } from './segmentBuilder.js'

/** Records that are on their way to the disk while the next ones are made. */
const STORED_AT_ONCE = 8
/** Words that are gathered in memory at once: eight bytes each, so that few archives need a second segment and a merge. */
const CHUNK = 12_000_000
/** Each segment is at least so many times as large as all smaller ones together: so there are always few. */
const GROWTH = 4
/** A segment that has lost this share of its units is written anew. */
const MOST_DEAD = 0.25

/** A segment on its way into the index. */
interface Part {
  /** Of the index before; absent for new ones. */
  readonly kept?: ManifestSegment
  readonly bytes?: Uint8Array
  /** By its own numbering; null for those that left. */
  readonly groups: readonly (Member | null)[]
  readonly removed?: Removed | undefined
  /** It holds words that must not stay. */
  readonly mustGo: boolean
}

type Member = Omit<ManifestGroup, 'segment' | 'group'>

/**
 * The index of exactly these groups: what has not changed stays where it is, the rest is written as a new segment, and
 * small segments are merged so that there are always few.
 */
export async function updateIndex(
  wanted: readonly IndexedGroup[],
  previous: EngineIndex | null,
  files: IndexFiles,
  purge: ReadonlySet<string>,
): Promise<UpdatedIndex> {
  const before = previous && (await usableManifest(previous, files))
  const { parts, missing } = await keep(wanted, before, files, purge)
  for await (const part of build(missing, files)) parts.push(part)
  const merged = await mergeParts(parts, files)
  return store(merged, wanted, files)
}

/** An index of another version, or a damaged one, is as good as none: everything is built again. */
async function usableManifest(index: EngineIndex, files: IndexFiles): Promise<Manifest | null> {
  try {
    return readManifest(await files.read(index.main))
  } catch {
    return null
  }
}

async function keep(
  wanted: readonly IndexedGroup[],
  before: Manifest | null,
  files: IndexFiles,
  purge: ReadonlySet<string>,
): Promise<{ parts: Part[]; missing: IndexedGroup[] }> {
  const keys = new Map(wanted.map((group) => [group.id, group.key]))
  const kept = new Set<string>()
  const members: (Member | null)[][] = (before?.segments ?? []).map(() => [])
  const left: ManifestGroup[][] = members.map(() => [])
  for (const group of before?.groups ?? []) {
    const { id, key, records, units } = group
    const stays = keys.get(id) === key
    if (stays) kept.add(id)
    else left[group.segment]?.push(group)
    const list = members[group.segment]
    if (list) list[group.group] = stays ? { id, key, records, units } : null
  }
  const parts = await Promise.all(
    (before?.segments ?? []).map(async (segment, at): Promise<Part> => {
      let { removed } = segment
      let mustGo = (left[at] ?? []).some(({ id }) => purge.has(id) || !keys.has(id))
      for (const group of left[at] ?? []) {
        const records = await files.read(group.records).catch(() => null)
        // What it takes along cannot be told without its words: the segment is written anew.
        if (records) removed = remove(decodeRecords(records), removed)
        else mustGo = true
      }
      return { kept: segment, groups: Array.from(members[at] ?? [], (one) => one ?? null), removed, mustGo }
    }),
  )
  return { parts, missing: wanted.filter(({ id }) => !kept.has(id)) }
}

/** New groups as segments of at most a chunk of words. */
async function* build(missing: readonly IndexedGroup[], files: IndexFiles): AsyncGenerator<Part> {
  let builder = new SegmentBuilder()
  let groups: Promise<Member>[] = []
  const finish = async (): Promise<Part> => {
    const part = { bytes: builder.finish(), groups: await Promise.all(groups), mustGo: false }
    builder = new SegmentBuilder()
    groups = []
    return part
  }
  for (const { id, key, passages } of missing) {
    const own = await passages()
    const stored = files.put(builder.add(own)).then((records) => ({ id, key, records, units: own.length }))
    // A failure is thrown where it is waited for, below.
    stored.catch(() => undefined)
    groups.push(stored)
    await groups.at(-STORED_AT_ONCE)
    if (builder.words >= CHUNK) yield await finish()
  }
  if (groups.length > 0) yield await finish()
}

function unitsOf({ groups }: Part): number {
  return groups.reduce((sum, group) => sum + (group?.units ?? 0), 0)
}

/** Merges until every segment is much larger than all smaller ones together, and none is half empty. */
async function mergeParts(parts: readonly Part[], files: IndexFiles): Promise<Part[]> {
  const alive = parts.filter((part) => part.groups.some((group) => group !== null))
  const sorted = alive.sort((a, b) => unitsOf(a) - unitsOf(b))
  let smaller = 0
  let merge = 0
  sorted.forEach((part, index) => {
    const units = unitsOf(part)
    if (index > 0 && units < GROWTH * smaller) merge = index + 1
    smaller += units
  })
  const joined = sorted.slice(0, merge)
  const others = sorted.slice(merge)
  const rest = await Promise.all(
    others.map((part) => (isWorn(part) ? mergeAll([part], files) : Promise.resolve(part))),
  )
  return joined.length > 0 ? [await mergeAll(joined, files), ...rest] : rest
}

function isWorn(part: Part): boolean {
  const units = unitsOf(part)
  const dead = part.removed?.units ?? 0
  return part.mustGo || dead > MOST_DEAD * (units + dead)
}

async function mergeAll(parts: readonly Part[], files: IndexFiles): Promise<Part> {
  const inputs = await Promise.all(
    parts.map(async ({ bytes, kept, groups }) => ({
      segment: openSegment(bytes ?? (kept ? alignedCopy(await files.read(kept.file)) : new Uint8Array())),
      isAlive: (group: number) => (groups[group] ?? null) !== null,
    })),
  )
  const merged = mergeSegments(inputs)
  return {
    bytes: merged.bytes,
    groups: merged.groups.map(({ input, group }) => parts[input]?.groups[group] ?? null),
    mustGo: false,
  }
}

/** Typed arrays need their bytes at a multiple of 8; a pooled Buffer may begin anywhere. */
function alignedCopy(bytes: Uint8Array): Uint8Array {
  return bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes)
}

async function store(
  parts: readonly Part[],
  wanted: readonly IndexedGroup[],
  files: IndexFiles,
): Promise<UpdatedIndex> {
  const segments: ManifestSegment[] = []
  const placed = new Map<string, ManifestGroup>()
  for (const part of parts) {
    const { kept, bytes, removed } = part
    if (bytes)
      segments.push({
        file: await files.put(bytes),
        units: unitsOf(part),
        crc32: crc32(bytes),
      })
    else if (kept) segments.push({ ...kept, ...(removed ? { removed } : {}) })
    const segment = segments.length - 1
    part.groups.forEach((member, group) => {
      if (member) placed.set(member.id, { ...member, segment, group })
    })
  }
  const groups = wanted.flatMap(({ id }) => placed.get(id) ?? [])
  const main = await files.put(writeManifest(segments, groups))
  return {
    main,
    whole: different(segments.map(({ file }) => file)),
    parts: different(groups.map(({ records }) => records)),
    passages: groups.reduce((sum, { units }) => sum + units, 0),
  }
}

function different(refs: readonly FileRef[]): FileRef[] {
  return [...new Map(refs.map((ref) => [ref.hash, ref])).values()]
}
