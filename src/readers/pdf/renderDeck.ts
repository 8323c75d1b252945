import type { Reading } from '../../archive/problem.js'
import { createProblemLog } from '../problemLog.js'
import { readPdf, type PdfOptions } from './readPdf.js'

/** A page as a picture. */
export interface RenderedPage {
  /** 1-based. */
  readonly page: number
  /** Absolute; WebP. */
  readonly file: string
  /** Pixels. */
  readonly width: number
  readonly height: number
}

export interface RenderOptions extends PdfOptions {
  /** Pixels; default 1280. */
  readonly width?: number
}

/** Raised when the same page gives another picture, so that cached ones are not used. */
export const RENDER_VERSION = 1

/** Drawing takes about 100 ms a page. */
const PER_PAGE_MS = 2000

/**
 * Draws the pages of a PDF into a folder, in a child process bounded in time and memory. Pages that cannot be drawn
 * are missing, each with a problem.
 * @param file absolute
 * @param outDir absolute; must exist; the caller's to empty
 */
export async function renderDeck(
  file: string,
  outDir: string,
  options: RenderOptions,
): Promise<Reading<readonly RenderedPage[]>> {
  const log = createProblemLog(options.path)
  const request = { file, task: 'draw', outDir, width: options.width ?? 1280 } as const
  const read = await readPdf(request, options, PER_PAGE_MS, log)
  const drawn = read?.messages.flatMap((message): RenderedPage[] => {
    if (message.type !== 'drawn') return []
    const { page, file: picture, width, height } = message
    return [{ page, file: picture, width, height }]
  })
  return { value: drawn ?? null, problems: log.list() }
}
