import { createCanvas, loadImage } from '@napi-rs/canvas'

import type { Reading } from '../archive/problem.js'

const WIDTH = 1280
const MOST_BYTES = 32 << 20
const QUALITY = 82

/** What JPEG, PNG and WebP files begin with: nothing else is decoded, whatever its suffix says. */
const SIGNATURES: readonly RegExp[] = [/^\xff\xd8\xff/, /^\x89PNG\r\n/, /^RIFF[\s\S]{4}WEBP/]

/**
 * An organizer's own poster as WebP, at most 1280 pixels wide.
 * @param name the path to show in problems
 */
export async function posterFromImage(bytes: Uint8Array, name: string): Promise<Reading<Uint8Array>> {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  if (bytes.byteLength > MOST_BYTES || !SIGNATURES.some((signature) => signature.test(head))) {
    return refused(name, 'it is not a JPEG, PNG or WebP image of at most 32 MB')
  }
  try {
    const image = await loadImage(Buffer.from(bytes))
    const scale = Math.min(1, WIDTH / image.width)
    const canvas = createCanvas(Math.round(image.width * scale), Math.round(image.height * scale))
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height)
    return { value: await canvas.encode('webp', QUALITY), problems: [] }
  } catch (error) {
    return refused(name, error instanceof Error ? error.message : String(error))
  }
}

function refused(path: string, reason: string): Reading<Uint8Array> {
  const message = `cannot be used as a poster: ${reason}`
  return { value: null, problems: [{ severity: 'warning', code: 'poster-unreadable', path, message }] }
}
