import { crc32 } from 'node:zlib'
import { Inflate } from 'fflate'

import type { ProblemLog } from '../problemLog.js'

/** A ZIP archive's files, each unpacked when asked for. */
export interface Zip {
  /** In the archive's order. */
  readonly names: readonly string[]
  /** The file's bytes; null when there is none of that name or it cannot be unpacked, which is reported. */
  read(name: string): Uint8Array | null
}

/** What may be unpacked. Bytes are counted as they come out: what the archive says of sizes is not believed. */
export interface ZipLimits {
  readonly entries: number
  /** Of one file. */
  readonly fileBytes: number
  /** Of all files that are asked for. */
  readonly totalBytes: number
}

/** Real decks: up to some 4,000 files, and 5 MB of XML in the largest of them. */
const LIMITS: ZipLimits = { entries: 20_000, fileBytes: 24 * 1024 * 1024, totalBytes: 160 * 1024 * 1024 }

/** Signatures, offsets and flags: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.3.16 and 4.4. */
const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const LOCAL_BYTES = 30
const CENTRAL_BYTES = 46
const END_BYTES = 22
const MAX_COMMENT = 65_535
const STORED = 0
const DEFLATED = 8
/** Packed bytes given at once: deflate makes at most 1032 times as much of them. */
const PIECE = 4096

interface Entry {
  readonly name: string
  readonly method: number
  readonly isEncrypted: boolean
  readonly crc: number | null
  /** Where its local header begins. */
  readonly at: number
  /** Packed bytes, at most. */
  readonly packed: number
}

/**
 * Opens a ZIP archive by its central directory, as the programs do that made it; where that is missing, by what can
 * be found. Problems: `zip-corrupt`, `zip-truncated`, `zip-too-many-files`, `zip-too-large`, `zip-damaged`,
 * `zip-encrypted`.
 */
export function openZip(bytes: Uint8Array, log: ProblemLog, limits: ZipLimits = LIMITS): Zip | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const listed = listedEntries(view, limits.entries + 1)
  const entries = listed ?? foundEntries(view, limits.entries + 1)
  if (entries.length === 0) {
    log.add('error', 'zip-corrupt', 'this file is damaged: nothing can be unpacked from it', {
      hint: 'copy it again, or save it anew',
    })
    return null
  }
  if (entries.length > limits.entries) {
    const message = `the file holds more than ${limits.entries} files; no deck or text has so many`
    log.add('error', 'zip-too-many-files', message, { hint: 'save it anew, or export it as PDF' })
    return null
  }
  if (!listed)
    log.add('warning', 'zip-truncated', 'the end of this file is missing; what is there was read', {
      hint: 'copy it again, or save it anew',
    })

  const byName = new Map(entries.map((entry) => [entry.name, entry]))
  let left = limits.totalBytes
  return {
    names: [...byName.keys()],
    read(name) {
      const entry = byName.get(name)
      if (!entry) return null
      try {
        const content = unpack(view, entry, Math.min(left, limits.fileBytes))
        left -= content.length
        if (entry.crc !== null && crc32(content) !== entry.crc)
          log.add('warning', 'zip-damaged', `a part of this file is damaged: ${shown(name)}`, {
            hint: 'copy the file again, or save it anew',
          })
        return content
      } catch (error) {
        if (error instanceof TooLarge) left = 0
        report(error, name, log)
        return null
      }
    },
  }
}

class TooLarge extends Error {}
class Encrypted extends Error {}

function report(error: unknown, name: string, log: ProblemLog): void {
  if (error instanceof TooLarge)
    log.add('error', 'zip-too-large', `unpacked, this file is larger than any deck or text: ${shown(name)}`, {
      hint: 'save it anew, or export it as PDF',
    })
  else if (error instanceof Encrypted)
    log.add('error', 'zip-encrypted', 'this file needs a password', {
      hint: 'save a copy without a password',
    })
  else
    log.add('warning', 'zip-damaged', `a part of this file cannot be unpacked: ${shown(name)}`, {
      hint: 'copy the file again, or save it anew',
    })
}

/** The entries that the central directory lists; null where there is no such directory. */
function listedEntries(view: Buffer, most: number): Entry[] | null {
  const end = endRecord(view)
  if (end === null) return null
  const entries: Entry[] = []
  for (let at = view.readUInt32LE(end + 16); at + CENTRAL_BYTES <= view.length && entries.length < most;) {
    if (view.readUInt32LE(at) !== CENTRAL) break
    const flags = view.readUInt16LE(at + 8)
    const nameBytes = view.readUInt16LE(at + 28)
    entries.push({
      name: nameOf(view, at + CENTRAL_BYTES, nameBytes, flags),
      method: view.readUInt16LE(at + 10),
      isEncrypted: (flags & 1) !== 0,
      crc: view.readUInt32LE(at + 16),
      packed: view.readUInt32LE(at + 20),
      at: view.readUInt32LE(at + 42),
    })
    at += CENTRAL_BYTES + nameBytes + view.readUInt16LE(at + 30) + view.readUInt16LE(at + 32)
  }
  return entries.length > 0 ? entries : null
}

function endRecord(view: Buffer): number | null {
  const last = view.length - END_BYTES
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT); at--) {
    if (view.readUInt32LE(at) === END) return at
  }
  return null
}

/** The entries whose own headers are found one after the other: for a file without its end. */
function foundEntries(view: Buffer, most: number): Entry[] {
  const signature = Buffer.from([0x50, 0x4b, 0x03, 0x04])
  const entries: Entry[] = []
  let at = view.indexOf(signature)
  while (at >= 0 && at + LOCAL_BYTES <= view.length && entries.length < most) {
    const flags = view.readUInt16LE(at + 6)
    const nameBytes = view.readUInt16LE(at + 26)
    const head = LOCAL_BYTES + nameBytes + view.readUInt16LE(at + 28)
    const said = view.readUInt32LE(at + 18)
    const next = view.indexOf(signature, at + head + said)
    entries.push({
      name: nameOf(view, at + LOCAL_BYTES, nameBytes, flags),
      method: view.readUInt16LE(at + 8),
      isEncrypted: (flags & 1) !== 0,
      crc: null,
      at,
      packed: Math.max(0, said > 0 ? said : (next < 0 ? view.length : next) - at - head),
    })
    at = next
  }
  return entries
}

function nameOf(view: Buffer, at: number, length: number, flags: number): string {
  return view.subarray(at, at + length).toString(flags & 0x800 ? 'utf8' : 'latin1')
}

/** @throws {TooLarge} {Encrypted} and plain errors for damage */
function unpack(view: Buffer, entry: Entry, most: number): Uint8Array {
  if (entry.isEncrypted) throw new Encrypted()
  const { at, packed, method } = entry
  if (at + LOCAL_BYTES > view.length || view.readUInt32LE(at) !== LOCAL) throw new Error('no header')
  const from = at + LOCAL_BYTES + view.readUInt16LE(at + 26) + view.readUInt16LE(at + 28)
  const bytes = view.subarray(from, from + packed)
  if (method === STORED) {
    if (bytes.length > most) throw new TooLarge()
    return bytes
  }
  if (method !== DEFLATED) throw new Error(`unknown method ${method}`)
  return inflated(bytes, most)
}

function inflated(bytes: Uint8Array, most: number): Uint8Array {
  const pieces: Uint8Array[] = []
  const state = { total: 0, isWhole: false }
  const inflate = new Inflate((piece, isLast) => {
    state.total += piece.length
    if (state.total > most) throw new TooLarge()
    pieces.push(piece)
    state.isWhole = isLast
  })
  for (let at = 0; at < bytes.length; at += PIECE)
    inflate.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length)
  if (!state.isWhole) throw new Error('cut off')
  return Buffer.concat(pieces)
}

/** A name from inside the archive, short enough for a message. */
function shown(name: string): string {
  return name.slice(0, 100)
}
