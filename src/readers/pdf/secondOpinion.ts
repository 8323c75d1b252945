import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { runTool } from '../isolated/runTool.js'
import { linesOf, plainWords } from '../plainWords.js'

/**
 * What poppler's pdftotext reads on each page, line by line; null when it fails or takes too much.
 * @param pdftotext absolute
 * @param file absolute
 */
export async function secondOpinion(
  pdftotext: string,
  file: string,
  signal?: AbortSignal,
): Promise<readonly (readonly string[])[] | null> {
  const folder = await mkdtemp(path.join(tmpdir(), 'lectern-pdf-'))
  try {
    const { ending, stdout } = await runTool(pdftotext, ['-q', '-enc', 'UTF-8', '--', file, '-'], {
      timeoutMs: 30_000,
      memoryMb: 512,
      outputBytes: 32 * 1024 * 1024,
      env: {},
      folder,
      signal,
    })
    if (ending !== 'done') return null
    const pages = stdout.toString('utf8').split('\f')
    return pages.map((page) =>
      linesOf(page)
        .map(plainWords)
        .filter((line) => line !== ''),
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
