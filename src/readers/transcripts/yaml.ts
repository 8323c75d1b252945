import { parseDocument } from 'yaml'

import type { ProblemLog } from '../problemLog.js'
import type { ReadTranscript } from '../readTranscript.js'
import { readDocument } from './documents.js'

/** Reads a transcript in YAML; where a place of it is no YAML, what is left around it. */
export function readYaml(text: string, log: ProblemLog, path: string): ReadTranscript | null {
  let document: unknown
  try {
    const parsed = parseDocument(text, { prettyErrors: true, logLevel: 'silent', uniqueKeys: false })
    for (const error of parsed.errors)
      log.add('error', 'yaml-syntax', 'this is not valid YAML; what could not be read was left out', {
        line: error.linePos?.[0].line,
        column: error.linePos?.[0].col,
        hint: 'put text in quotes, and check the indentation',
      })
    document = parsed.toJS({ maxAliasCount: 100 })
  } catch {
    log.add('error', 'yaml-syntax', 'this YAML cannot be read', {
      hint: 'does it refer to itself, or nest deeply?',
    })
    return null
  }
  return readDocument(document, 'YAML', log, path)
}
