import type { ProblemLog } from '../problemLog.js'
import type { ReadTranscript } from '../readTranscript.js'
import { readDocument } from './documents.js'
import { salvageJson } from './salvageJson.js'

/** Whether a text is meant as JSON. */
export function looksLikeJson(text: string): boolean {
  return /^\s{0,1000}[[{]\s{0,1000}["{[\]}]/.test(text)
}

/** Reads a transcript in JSON, whichever tool's it is; of a text that is broken somewhere, the pieces that are whole. */
export function readJson(text: string, log: ProblemLog, path: string): ReadTranscript | null {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch (error) {
    document = salvageJson(text)
    reportSyntax(text, String(error), document !== null, log)
    if (document === null) return null
  }
  return readDocument(document, 'JSON', log, path)
}

function reportSyntax(text: string, error: string, isSalvaged: boolean, log: ProblemLog): void {
  const at = /position (\d+)/.exec(error)?.[1]
  const before = at === undefined ? null : text.slice(0, Number(at)).split('\n')
  const outcome = isSalvaged ? 'only its whole pieces were read' : 'it was not read'
  log.add('error', 'json-syntax', `this is not valid JSON: ${outcome}`, {
    line: before?.length,
    column: before ? (before.at(-1)?.length ?? 0) + 1 : undefined,
    hint: 'was the file copied completely?',
  })
}
