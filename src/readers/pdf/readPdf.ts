import type { ProblemLog } from '../problemLog.js'
import { inspectPdf } from './inspectPdf.js'
import type { ChildMessage, ChildRequest } from './messages.js'
import { runChild, type Bounds, type Ending } from './runChild.js'

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
  const bounds: Bounds = {
    idleMs: options.timeoutMs ?? 30_000,
    perPageMs,
    memoryMb: options.memoryMb ?? 512,
    signal: options.signal,
  }
  const messages: ChildMessage[] = []
  const ending = await runChild(request, bounds, (message) => messages.push(message))
  const opened = messages.find((message) => message.type === 'open')
  reportFailure(messages, file.hasHeader, log)
  reportPages(messages, log)
  reportEnding(ending, bounds, messages, log)
  if (!opened) return null
  if (!file.isWhole && ending === 'done')
    log.add('warning', 'pdf-truncated', 'the end of this PDF is missing; what is there was read', {
      hint: 'copy or export it again',
    })
  return { pages: opened.pages, messages }
}

function reportFailure(messages: readonly ChildMessage[], hasHeader: boolean, log: ProblemLog): void {
  const failure = messages.find((message) => message.type === 'failed')
  if (!failure) return
  if (failure.reason === 'password')
    log.add('error', 'pdf-encrypted', 'this PDF needs a password', { hint: 'save a copy without a password' })
  else if (!hasHeader)
    log.add('error', 'file-is-something-else', 'this should be a PDF, but it is something else', {
      hint: 'open it by hand to see what it is',
    })
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

const ENDINGS: Readonly<Record<Exclude<Ending, 'done'>, { code: string; text: (bounds: Bounds) => string }>> =
  {
    time: {
      code: 'pdf-too-slow',
      text: ({ idleMs }) => `it took more than ${Math.round(idleMs / 1000)} s and was stopped`,
    },
    memory: {
      code: 'pdf-too-much-memory',
      text: ({ memoryMb }) => `it needed more than ${memoryMb} MB of memory and was stopped`,
    },
    output: { code: 'pdf-too-much-text', text: () => 'it holds more text than any deck and was stopped' },
    crashed: { code: 'pdf-reader-crashed', text: () => 'its reader broke down' },
  }

function reportEnding(
  ending: Ending,
  bounds: Bounds,
  messages: readonly ChildMessage[],
  log: ProblemLog,
): void {
  if (ending === 'done') return
  const { code, text } = ENDINGS[ending]
  const kept = messages.filter((message) => message.type === 'text' || message.type === 'drawn').length
  const rest = kept > 0 ? `; the first ${kept} page(s) were kept` : ''
  log.add('error', code, `this PDF could not be read to its end: ${text(bounds)}${rest}`, {
    hint: 'export it anew, or print it to a new PDF',
  })
}
