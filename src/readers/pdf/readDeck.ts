import type { Reading } from '../../archive/problem.js'
import type { ReadDeck } from '../deckReader.js'
import { createProblemLog, type ProblemLog } from '../problemLog.js'
import type { PageLine } from './messages.js'
import { readPdf, type PdfOptions } from './readPdf.js'
import { slideTitles } from './slideTitles.js'

export type { ReadDeck }

/** Reading takes about 10 ms a page; slow pages and a busy machine have room. */
const PER_PAGE_MS = 200

/**
 * Reads the text of a PDF in a child process bounded in time and memory.
 * @param file absolute
 */
export async function readDeck(file: string, options: PdfOptions): Promise<Reading<ReadDeck>> {
  const log = createProblemLog(options.path)
  const read = await readPdf({ file, task: 'text' }, options, PER_PAGE_MS, log)
  if (!read) return { value: null, problems: log.list() }
  const pages = read.messages.flatMap((message) => (message.type === 'text' ? [message] : []))
  const titles = slideTitles(pages.map((page) => page.lines))
  const slides = pages.map(({ page, lines }, i) => {
    const title = titles[i]
    return { page, ...(title && { title }), text: lines.map((line) => line.text).join('\n') }
  })
  if (pages.length === read.pages) reportWithoutText(pages, log)
  return { value: { slides, pages: read.pages }, problems: log.list() }
}

function reportWithoutText(pages: readonly { readonly lines: readonly PageLine[] }[], log: ProblemLog): void {
  const letters = pages.flatMap((page) => page.lines).reduce((sum, line) => sum + countLetters(line.text), 0)
  if (letters > pages.length) return
  log.add(
    'warning',
    'pdf-no-text',
    'there is no usable text in this PDF: its pages are pictures, or its fonts have no names for their letters',
    {
      hint: 'export it with text, or run it through OCR (for instance with ocrmypdf)',
    },
  )
}

function countLetters(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
}
