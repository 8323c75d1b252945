import type { Reading } from '../../archive/problem.js'
import type { ReadDeck } from '../deckReader.js'
import { createProblemLog, type ProblemLog } from '../problemLog.js'
import { safeLinks } from '../safeLinks.js'
import { mendText, visibleText, type MendedPage } from './mendText.js'
import { readPdf, type PdfOptions } from './readPdf.js'
import { runningLines } from './runningLines.js'
import { secondOpinion } from './secondOpinion.js'
import { slideTitles } from './slideTitles.js'
import { textFlaws, type TextFlaw } from './textFlaws.js'

export interface DeckOptions extends PdfOptions {
  /** Poppler's program, absolute: a second opinion on pages whose text came out wrong; null where there is none. */
  readonly pdftotext?: string | null
}

/** Reading takes about 10 ms a page; slow pages and a busy machine have room. */
const PER_PAGE_MS = 200

/**
 * Reads the text of a PDF in a child process bounded in time and memory.
 * @param file absolute
 */
export async function readDeck(file: string, options: DeckOptions): Promise<Reading<ReadDeck>> {
  const log = createProblemLog(options.path)
  const read = await readPdf({ file, task: 'text' }, options, PER_PAGE_MS, log)
  if (!read) return { value: null, problems: log.list() }
  const texts = read.messages.flatMap((message) => (message.type === 'text' ? [message] : []))

  const ours = texts.map(({ lines }) => visibleText(lines))
  const flaws = textFlaws(ours)
  const second =
    options.pdftotext && flaws.some((flaw) => flaw !== null)
      ? await secondOpinion(options.pdftotext, file, options.signal)
      : null
  const pages = mendText(
    texts.map(({ lines }) => lines),
    flaws,
    second && texts.map(({ page }) => second[page - 1] ?? []),
  )
  reportFlaws(pages, texts, Boolean(options.pdftotext), log)

  const lines = pages.map((page) => page.lines)
  const running = runningLines(lines)
  const titles = slideTitles(lines, running)
  const slides = texts.map(({ page, links: addresses }, i) => {
    const [title, aside, links] = [titles[i], [...(running[i] ?? [])], safeLinks(addresses)]
    return {
      page,
      ...(title && { title }),
      text: (lines[i] ?? []).map((line) => line.text).join('\n'),
      ...(aside.length > 0 && { aside }),
      ...(links.length > 0 && { links }),
    }
  })
  return { value: { slides, pages: read.pages }, problems: log.list() }
}

function reportFlaws(
  pages: readonly MendedPage[],
  texts: readonly { readonly page: number }[],
  hasSecond: boolean,
  log: ProblemLog,
): void {
  const pagesWith = (...flaws: readonly TextFlaw[]): number[] =>
    texts.flatMap(({ page }, i) => (flaws.some((flaw) => pages[i]?.flaw === flaw) ? [page] : []))
  const [unusable, incomplete] = [pagesWith('no-text', 'garbled'), pagesWith('letters-missing')]
  if (unusable.length > 0) {
    const where = unusable.length === pages.length ? 'in this PDF' : `on ${pageList(unusable)}`
    const message = `there is no usable text ${where}: its pages are pictures, or its fonts have no names for their letters`
    log.add('warning', 'pdf-no-text', message, {
      hint: 'export it with text, or run it through OCR (for instance with ocrmypdf)',
    })
  }
  if (incomplete.length > 0)
    log.add(
      'warning',
      'pdf-letters-missing',
      `letters such as fi and ff are missing on ${pageList(incomplete)}`,
      {
        hint: hasSecond
          ? 'export the PDF with another program'
          : 'install poppler, whose pdftotext may find them (Debian: apt install poppler-utils), or export the PDF anew',
      },
    )
}

/** `page 3`, `pages 3, 4, 9`, `17 pages, from page 3 on`. */
function pageList(pages: readonly number[]): string {
  if (pages.length === 1) return `page ${pages[0] ?? ''}`
  if (pages.length <= 5) return `pages ${pages.join(', ')}`
  return `${pages.length} pages, from page ${pages[0] ?? ''} on`
}
