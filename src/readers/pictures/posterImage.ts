import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import type { Reading } from '../../archive/problem.js'
import { readPictures } from './readPictures.js'

const WIDTH = 1280
const MOST_BYTES = 32 << 20
const QUALITY = 82

/** What JPEG, PNG and WebP files begin with: nothing else is decoded, whatever its suffix says. */
const SIGNATURES: readonly RegExp[] = [/^\xff\xd8\xff/, /^\x89PNG\r\n/, /^RIFF[\s\S]{4}WEBP/]

/**
 * An organizer's own poster as WebP, at most 1280 pixels wide.
 * @param file absolute
 * @param name the path to show in problems
 */
export async function posterFromImage(file: string, name: string): Promise<Reading<Uint8Array>> {
  if (!(await isPicture(file)))
    return posterRefused(name, 'it is not a JPEG, PNG or WebP image of at most 32 MB')
  const outDir = await mkdtemp(path.join(tmpdir(), 'lectern-poster-'))
  try {
    const [picture] = await readPictures({ files: [file], outDir, width: WIDTH, quality: QUALITY })
    if (!picture || 'reason' in picture) return posterRefused(name, picture?.reason ?? '')
    return { value: await readFile(picture.file), problems: [] }
  } finally {
    await rm(outDir, { recursive: true, force: true })
  }
}

async function isPicture(file: string): Promise<boolean> {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(16), 0, 16, 0)
    const head = buffer.toString('latin1', 0, bytesRead)
    return size <= MOST_BYTES && SIGNATURES.some((signature) => signature.test(head))
  } finally {
    await handle.close()
  }
}

/** No poster, and why. */
export function posterRefused(path: string, reason: string): Reading<never> {
  const message = `cannot be used as a poster: ${reason}`
  return { value: null, problems: [{ severity: 'warning', code: 'poster-unreadable', path, message }] }
}
