/**
 * The program that decodes pictures, apart from ours: that is native code, and when it breaks down the process it runs
 * in is gone.
 */
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'

import { beginChild, detailOf } from '../isolated/beginChild.js'
import type { PictureMessage, PicturesRequest } from './messages.js'

const { request, say } = beginChild<PicturesRequest, PictureMessage>()
for (const [index, file] of request.files.entries()) {
  const at = (request.first ?? 0) + index
  await say(
    await pictureOf(file, at).catch((error: unknown): PictureMessage => {
      return { type: 'picture-failed', at, reason: detailOf(error).replaceAll(file, 'the file') }
    }),
  )
}
await say({ type: 'done' })
process.exit(0)

async function pictureOf(file: string, at: number): Promise<PictureMessage> {
  const { outDir, quality } = request
  const image = await loadImage(await readFile(file))
  if (outDir === undefined) return { type: 'picture', at, file, width: image.width, height: image.height }
  const scale = Math.min(1, request.width / image.width)
  const width = Math.max(1, Math.round(image.width * scale))
  const height = Math.max(1, Math.round(image.height * scale))
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.imageSmoothingEnabled = true
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, 0, 0, width, height)
  const to = path.join(outDir, `${at}.webp`)
  await writeFile(to, await canvas.encode('webp', quality))
  return { type: 'picture', at, file: to, width, height }
}
