import type { ProblemLog } from '../problemLog.js'
import type { ReadTranscript } from '../readTranscript.js'
import { readDocument } from './documents.js'

/** Whether a text is meant as JSON. */
export function looksLikeJson(text: string): boolean {
  return /^\s{0,1000}[[{]\s{0,1000}["{[\]}]/.test(text)
}

/** Reads a transcript in JSON, whichever tool's it is. */
export function readJson(text: string, log: ProblemLog, path: string): ReadTranscript | null {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch (error) {
    const at = /position (\d+)/.exec(String(error))?.[1]
    const before = at === undefined ? null : text.slice(0, Number(at)).split('\n')
    log.add('error', 'json-syntax', 'this is not valid JSON, so it was not read', {
      line: before?.length,
      column: before ? (before.at(-1)?.length ?? 0) + 1 : undefined,
      hint: 'was the file copied completely?',
    })
    return null
  }
  return readDocument(document, 'JSON', log, path)
}
