import { createHash } from 'node:crypto'
import { constants, type BigIntStats } from 'node:fs'
import { open, realpath, stat, type FileHandle } from 'node:fs/promises'
import { isAbsolute, join, relative, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Request, Response } from 'express'
import { byteRangesOf, isPreconditionFailed, type ByteRange } from './byteRange.js'
import { HttpError, notFound, RangeNotSatisfiable } from './errors.js'
import { contentRange, multipartOf, type Body, type Piece } from './multipart.js'

/** A file that is open: what is sent is what was checked, whatever happens to its name meanwhile. */
export interface StoredFile {
  readonly handle: FileHandle
  /** Bytes. */
  readonly size: number
  readonly modified: Date
  /** Changes whenever the file may have: its size and the time of its last change, to the nanosecond. */
  readonly version: string
  /** Absolute, links followed. */
  readonly realPath: string
  /** Relative to the folder it must lie in, forward slashes. */
  readonly inside: string
}

/**
 * Opens a file that a talk's record names. Links are followed first, and what is then opened, without following any
 * more, must be a regular file inside the real media root. The caller closes it, or hands it to `sendStored`.
 * @param path relative to the media root, from a record: never from a request
 * @throws HttpError 404 with the reason
 */
export async function openInside(mediaRoot: string | null, path: string): Promise<StoredFile> {
  const root = mediaRoot === null ? null : await realpath(mediaRoot).catch(() => null)
  if (root === null) throw notFound('The folder with the recordings is not available at the moment.')
  const real = await realpath(join(root, path)).catch(() => null)
  if (real === null) throw notFound('This file is no longer in the folder it was found in.')
  const inside = relative(root, real)
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
    throw notFound('This file is not served: it lies outside the media folder.')
  }
  const file = await openStored(real)
  // A folder on the way may have become a link since: then the name leads elsewhere, or to another file.
  const after =
    (await realpath(real).catch(() => null)) === real ? await stat(real, BIG).catch(() => null) : null
  const opened = await file.handle.stat(BIG)
  if (after?.ino !== opened.ino || after.dev !== opened.dev) {
    await file.handle.close()
    throw notFound('This file is no longer in the folder it was found in.')
  }
  return { ...file, inside: inside.split(sep).join('/') }
}

const BIG = { bigint: true } as const

/** @param path absolute, and ours: not followed where it is a link */
export async function openStored(path: string): Promise<StoredFile> {
  // Not blocking: opening a pipe would wait for somebody to write.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
  const handle = await open(path, flags).catch(() => null)
  if (!handle) throw notFound('This is not a file that can be served.')
  const info = await handle.stat(BIG)
  if (!info.isFile()) {
    await handle.close()
    throw notFound('This is not a file that can be served.')
  }
  return {
    handle,
    size: Number(info.size),
    modified: new Date(Number(info.mtimeMs)),
    version: versionOf(info),
    realPath: path,
    inside: '',
  }
}

function versionOf({ size, mtimeNs, ino }: BigIntStats): string {
  return createHash('sha256').update(`${size} ${mtimeNs} ${ino}`).digest('hex').slice(0, 16)
}

/**
 * Sends an open file and closes it: ranges and conditions as RFC 9110 has them. `Content-Type`, `ETag` and
 * `Cache-Control` that are set on the answer stay as they are; without an ETag it gets a weak one.
 * @throws HttpError 412 and 416
 */
export async function sendStored(req: Request, res: Response, file: StoredFile): Promise<void> {
  try {
    await send(req, res, file)
  } finally {
    await file.handle.close()
  }
}

async function send(
  req: Request,
  res: Response,
  { handle, size, modified, version }: StoredFile,
): Promise<void> {
  if (!res.hasHeader('ETag')) res.set('ETag', `W/"${version}"`)
  res.set({ 'Last-Modified': modified.toUTCString(), 'Accept-Ranges': 'bytes' })
  const validators = { etag: res.get('ETag'), modified, size }
  if (isPreconditionFailed(req.headers, validators)) throw new HttpError(412)
  if (req.fresh) {
    res.status(304).removeHeader('Content-Type')
    res.end()
    return
  }
  // Ranges belong to GET (RFC 9110, 14.2).
  const ranges = req.method === 'GET' ? byteRangesOf(req.headers, validators) : 'whole'
  if (ranges === 'unsatisfiable') throw new RangeNotSatisfiable(size)
  const { length, pieces } = bodyOf(ranges, size, res)
  res.set('Content-Length', String(length))
  if (req.method === 'HEAD' || size === 0) {
    res.end()
    return
  }
  try {
    await pipeline(() => bytesOf(handle, pieces), res)
  } catch (error) {
    // A visitor who leaves in the middle is not an error. After the head only the end of the connection can tell that
    // bytes are missing, as when the file was cut short meanwhile.
    if (!res.headersSent && !res.destroyed) throw error
    req.socket.destroy()
  }
}

/** Sets status and headers for what was asked, and lays out the body. */
function bodyOf(ranges: readonly ByteRange[] | 'whole', size: number, res: Response): Body {
  if (ranges === 'whole') return { length: size, pieces: [{ start: 0, end: size - 1 }] }
  const [only, second] = ranges
  res.status(206)
  if (only && !second) {
    res.set('Content-Range', contentRange(only, size))
    return { length: only.end - only.start + 1, pieces: [only] }
  }
  const multipart = multipartOf(ranges, size, res.get('Content-Type'))
  // Not `res.set`: it would add a charset.
  res.setHeader('Content-Type', `multipart/byteranges; boundary=${multipart.boundary}`)
  return multipart
}

/** A part longer than this is read in several steps, bytes. */
const STEP = 64 * 1024

/** @throws when the file ends before a piece does */
async function* bytesOf(handle: FileHandle, pieces: readonly Piece[]): AsyncGenerator<Buffer> {
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      yield Buffer.from(piece)
      continue
    }
    for (let at = piece.start; at <= piece.end;) {
      const wanted = Math.min(STEP, piece.end - at + 1)
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(wanted), 0, wanted, at)
      if (bytesRead === 0) throw new Error('the file became shorter while it was sent')
      yield buffer.subarray(0, bytesRead)
      at += bytesRead
    }
  }
}
