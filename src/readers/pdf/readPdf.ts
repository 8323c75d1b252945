import { childScript } from '../isolated/childScript.js'
import { reportEnding } from '../isolated/endings.js'
import { runChild, type Bounds } from '../isolated/runChild.js'
import type { ProblemLog } from '../problemLog.js'
import { inspectPdf, type PdfFile } from './inspectPdf.js'
import { MAX_PAGES, messageSchema, type ChildMessage, type ChildRequest } from './messages.js'

/** How far a PDF may go, and where its problems are shown. */
export interface PdfOptions {
  /** The file, relative to the media root, for its problems. */
  readonly path: string
  /** Killed when silent for so long, milliseconds; default 30,000. */
  readonly timeoutMs?: number
  /** Killed above this resident memory; default 512. */
  readonly memoryMb?: number
  readonly signal?: AbortSignal
}

/** What a child told before it ended. */
export interface PdfPages {
  /** Pages the file says it has. */
  readonly pages: number
  readonly messages: readonly ChildMessage[]
}

/**
 * Has a PDF read or drawn by a child, and names what went wrong; null when not even its pages could be counted.
 * @param perPageMs time in all, for each page, on top of the time without a word
 */
export async function readPdf(
  request: ChildRequest,
  options: PdfOptions,
  perPageMs: number,
  log: ProblemLog,
): Promise<PdfPages | null> {
  const file = await inspectPdf(request.file, log)
  if (!file) return null
  const idleMs = options.timeoutMs ?? 30_000
  const bounds: Bounds<ChildMessage> = {
    idleMs,
    memoryMb: options.memoryMb ?? 512,
    signal: options.signal,
    restMs: (message) =>
      message.type === 'open' ? idleMs + Math.min(message.pages, MAX_PAGES) * perPageMs : undefined,
  }
  const program = {
    script: childScript('pdf/child.js'),
    request,
    schema: messageSchema,
    outDir: request.outDir,
    isNative: true,
  }
  const messages: ChildMessage[] = []
  const ending = await runChild(program, bounds, (message) => messages.push(message))
  const kept = messages.filter((message) => message.type === 'text' || message.type === 'drawn').length
  const opened = messages.find((message) => message.type === 'open')
  reportFailure(messages, file, log)
  reportPages(messages, log)
  reportEnding(log, ending, bounds, {
    prefix: 'pdf',
    name: 'PDF',
    hint: 'export it anew, or print it to a new PDF',
    ...(kept > 0 && { kept: `the first ${kept} page(s) were kept` }),
  })
  if (!opened) return null
  if (opened.pages < 1) {
    log.add('error', 'pdf-no-pages', 'this PDF has no pages', { hint: 'export it anew' })
    return null
  }
  if (opened.pages > MAX_PAGES)
    log.add(
      'warning',
      'pdf-many-pages',
      `this PDF has ${opened.pages} pages; the first ${MAX_PAGES} were read`,
      {
        hint: 'put the pages of each talk into a file of its own',
      },
    )
  if (!file.isWhole && ending === 'done')
    log.add('warning', 'pdf-truncated', 'the end of this PDF is missing; what is there was read', {
      hint: 'copy or export it again',
    })
  return { pages: opened.pages, messages }
}

function reportFailure(messages: readonly ChildMessage[], file: PdfFile, log: ProblemLog): void {
  const failure = messages.find((message) => message.type === 'failed')
  if (!failure) return
  if (failure.reason === 'password')
    log.add('error', 'pdf-encrypted', 'this PDF needs a password', { hint: 'save a copy without a password' })
  else if (!file.hasHeader)
    log.add('error', 'file-is-something-else', 'this should be a PDF, but it is something else', {
      hint: 'open it by hand to see what it is',
    })
  else if (!file.isWhole)
    log.add(
      'error',
      'pdf-truncated',
      'the end of this PDF is missing, and nothing could be read without it',
      {
        hint: 'copy or export it again',
      },
    )
  else
    log.add('error', 'pdf-corrupt', `this PDF is damaged: ${failure.detail}`, {
      hint: 'copy it again, or export it anew; other viewers may still open it and save a sound copy',
    })
}

function reportPages(messages: readonly ChildMessage[], log: ProblemLog): void {
  for (const message of messages) {
    if (message.type !== 'page-failed') continue
    log.add('warning', 'pdf-page-failed', `page ${message.page} could not be read: ${message.reason}`, {
      hint: 'export the PDF anew if the page matters',
    })
  }
}
