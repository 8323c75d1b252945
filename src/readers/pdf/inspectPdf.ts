import { open } from 'node:fs/promises'

import type { ProblemLog } from '../problemLog.js'
import { isWrongFile } from '../wrongFile.js'

/** The largest PDF that is opened, in bytes: its reader holds it in memory whole. */
const MAX_BYTES = 256 * 1024 * 1024

/** What can be seen from outside. */
export interface PdfFile {
  /** A `%PDF-` where readers look for it (ISO 32000-1, annex H.3.4.1). */
  readonly hasHeader: boolean
  /** An end-of-file mark near the end. */
  readonly isWhole: boolean
}

/** Looks at a PDF's ends; null, and a problem, when it is no PDF that could be read. */
export async function inspectPdf(file: string, log: ProblemLog): Promise<PdfFile | null> {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    const head = (await handle.read(Buffer.alloc(1024), 0, 1024, 0)).buffer
      .subarray(0, Math.min(size, 1024))
      .toString('latin1')
    const tail = Buffer.alloc(Math.min(size, 2048))
    await handle.read(tail, 0, tail.length, size - tail.length)
    if (isWrongFile(head, 'a PDF', log)) return null
    if (head.startsWith('PK')) {
      log.add('error', 'file-is-something-else', 'this should be a PDF, but it is a ZIP or Office file', {
        hint: 'rename it to what it is, or export it as PDF',
      })
      return null
    }
    if (size > MAX_BYTES) {
      log.add(
        'error',
        'pdf-too-large',
        `the file is ${Math.round(size / 1024 / 1024)} MB; PDFs are read up to 256 MB`,
        {
          hint: 'export it again with smaller pictures',
        },
      )
      return null
    }
    return { hasHeader: head.includes('%PDF-'), isWhole: tail.toString('latin1').includes('%%EOF') }
  } finally {
    await handle.close()
  }
}
