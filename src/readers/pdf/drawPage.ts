import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

import type { DrawnPage } from './messages.js'

/** Pages taller than this share of their width are drawn smaller. */
const MAX_ASPECT = 2
const WEBP_QUALITY = 82

/**
 * Draws a page as `page-4.webp` in a folder.
 * @param width pixels
 * @throws when the page cannot be drawn
 */
export async function drawPage(page: PDFPageProxy, outDir: string, width: number): Promise<DrawnPage> {
  const natural = page.getViewport({ scale: 1 })
  if (!(natural.width > 0 && natural.height > 0)) throw new Error('the page has no size')
  const scale = Math.min(width / natural.width, (width * MAX_ASPECT) / natural.height)
  const viewport = page.getViewport({ scale })
  const canvas = createCanvas(
    Math.max(1, Math.round(viewport.width)),
    Math.max(1, Math.round(viewport.height)),
  )
  // pdf.js asks for the browser's canvas; this one draws the same.
  await page.render({ canvas: canvas as never, viewport, background: '#ffffff' }).promise
  const file = path.join(outDir, `page-${page.pageNumber}.webp`)
  await writeFile(file, await canvas.encode('webp', WEBP_QUALITY))
  return { type: 'drawn', page: page.pageNumber, file, width: canvas.width, height: canvas.height }
}
