import { lstat, realpath } from 'node:fs/promises'
import { isAbsolute, join, relative, sep } from 'node:path'
import type { Request, Response } from 'express'
import { notFound } from './errors.js'

/**
 * The real path of a file that a talk's record names, checked at the moment of use: links are followed, and what
 * they lead to must be a regular file inside the real media root.
 * @param path relative to the media root, from a record: never from a request
 * @throws HttpError 404 with the reason
 */
export async function insideMediaRoot(mediaRoot: string | null, path: string): Promise<string> {
  const root = mediaRoot === null ? null : await realpath(mediaRoot).catch(() => null)
  if (root === null) throw notFound('The folder with the recordings is not available at the moment.')
  const real = await realpath(join(root, path)).catch(() => null)
  if (real === null) throw notFound('This file is no longer in the folder it was found in.')
  const inside = relative(root, real)
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
    throw notFound('This file is not served: it lies outside the media folder.')
  }
  if (!(await lstat(real)).isFile()) throw notFound('This is not a file that can be served.')
  return real
}

/** What is known of a file when it is sent. */
interface StoredFacts {
  readonly modified: Date
  /** Bytes. */
  readonly size: number
}

/**
 * Sends a file with ranges and conditions as RFC 9110 has them. `Content-Type`, `ETag` and `Cache-Control` that are
 * set on the answer stay as they are.
 * @param path absolute and checked
 */
export async function sendStored(
  req: Request,
  res: Response,
  path: string,
  facts: StoredFacts,
): Promise<void> {
  const range = rangeFor(req, res.getHeader('ETag'), facts)
  if (range === undefined) delete req.headers.range
  else req.headers.range = range
  delete req.headers['if-range']
  await new Promise<void>((resolve, reject) => {
    // Folders whose name begins with a dot are as good as any other: the path is ours.
    res.sendFile(path, { dotfiles: 'allow', cacheControl: false }, (error?: Error & { code?: string }) => {
      // A visitor who leaves in the middle is not an error.
      if (!error || res.headersSent || error.code === 'ECONNABORTED') resolve()
      else reject(error)
    })
  })
}

/**
 * The Range header that `send` should see. Ranges belong to GET (RFC 9110, 14.2); with If-Range they hold only while
 * the validator matches exactly: a strong ETag, or the date of the last change (13.1.5), where `send` would take a weak
 * ETag and any later date. A suffix longer than the file is the whole file (14.1.3), where `send` refuses.
 */
function rangeFor(req: Request, etag: unknown, { modified, size }: StoredFacts): string | undefined {
  const { range } = req.headers
  if (range === undefined || req.method !== 'GET') return undefined
  const condition = req.headers['if-range']
  if (typeof condition === 'string' && condition !== modified.toUTCString()) {
    if (!condition.startsWith('"') || condition !== etag) return undefined
  }
  const suffix = /^bytes=-(\d{1,15})$/.exec(range)?.[1]
  return suffix !== undefined && Number(suffix) > size ? 'bytes=0-' : range
}
