/**
 * The program that opens a PDF, apart from ours: a PDF can hang its reader or eat all memory, so its reader is a
 * process that can be killed. It tells what it finds page by page on its standard output.
 */
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

import { beginChild, detailOf } from '../isolated/beginChild.js'
import { MAX_PAGES, type ChildMessage, type ChildRequest } from './messages.js'
import { linksOf } from './pageLinks.js'
import { pageLines, type TextRun } from './pageLines.js'

const { request, say } = beginChild<ChildRequest, ChildMessage>()
await main(request)
process.exit(0)

async function main(request: ChildRequest): Promise<void> {
  const pdf = await open(request.file)
  if (!pdf) return
  await say({ type: 'open', pages: pdf.numPages })
  for (let page = 1; page <= Math.min(pdf.numPages, MAX_PAGES); page++) {
    await say(await pageMessage(pdf, page, request).catch((error: unknown) => failedPage(page, error)))
  }
  await say({ type: 'done' })
}

async function open(file: string): Promise<PDFDocumentProxy | null> {
  const { openPdf } = await import('./openPdf.js')
  try {
    return await openPdf(file)
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    const reason = name === 'PasswordException' ? 'password' : 'corrupt'
    await say({ type: 'failed', reason, detail: detailOf(error) })
    return null
  }
}

async function pageMessage(
  pdf: PDFDocumentProxy,
  number: number,
  request: ChildRequest,
): Promise<ChildMessage> {
  const page = await pdf.getPage(number)
  try {
    if (request.task === 'draw') {
      const { drawPage } = await import('./drawPage.js')
      return await drawPage(page, request.outDir ?? '', request.width ?? 0)
    }
    const viewport = page.getViewport({ scale: 1 })
    const content = await page.getTextContent()
    const runs = content.items.filter((item): item is typeof item & TextRun => 'str' in item)
    const frame = { transform: viewport.transform, height: viewport.height }
    return { type: 'text', page: number, lines: pageLines(runs, frame), links: await linksOf(page) }
  } finally {
    page.cleanup()
  }
}

function failedPage(page: number, error: unknown): ChildMessage {
  return { type: 'page-failed', page, reason: detailOf(error) }
}
