import { readFile } from 'node:fs/promises'

import type { Reading } from '../../archive/problem.js'
import type { ReadDeck } from '../deckReader.js'
import { readDeck, type DeckOptions } from '../pdf/readDeck.js'
import { renderDeck, type RenderedPage } from '../pdf/renderDeck.js'
import { createProblemLog } from '../problemLog.js'
import type { PdfOptions } from '../pdf/readPdf.js'
import { isPpt } from './officeFile.js'
import { withPdf, type OfficeOptions } from './libreOffice.js'

/**
 * Reads an Office deck by way of a PDF: for old `.ppt` files, which nothing else here reads.
 * @param file absolute
 */
export async function readConverted(
  file: string,
  options: OfficeOptions & Pick<DeckOptions, 'pdftotext'>,
): Promise<Reading<ReadDeck>> {
  if (options.format === 'ppt') {
    const log = createProblemLog(options.path)
    if (!isPpt(await readFile(file), log)) return { value: null, problems: log.list() }
  }
  const { pdftotext = null } = options
  return withPdf(file, options, (pdf) => readDeck(pdf, { ...pdfOptions(options), pdftotext }))
}

/**
 * Draws the slides of an Office deck into a folder by way of a PDF. Pages have the numbers of the slides, hidden ones
 * included.
 * @param file absolute
 * @param outDir absolute; must exist; the caller's to empty
 * @param width pixels
 */
export function drawConverted(
  file: string,
  outDir: string,
  options: OfficeOptions & { readonly width?: number },
): Promise<Reading<readonly RenderedPage[]>> {
  const { width } = options
  return withPdf(file, options, (pdf) =>
    renderDeck(pdf, outDir, { ...pdfOptions(options), ...(width !== undefined && { width }) }),
  )
}

/** The time given is for the conversion; the PDF has its own. */
function pdfOptions({ path, signal }: OfficeOptions): PdfOptions {
  return { path, ...(signal && { signal }) }
}
