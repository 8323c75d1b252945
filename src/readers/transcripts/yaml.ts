import { parseDocument } from 'yaml'

import { linesOf } from '../plainWords.js'
import type { ProblemLog } from '../problemLog.js'
import type { ReadTranscript } from '../readTranscript.js'
import { readDocument } from './documents.js'
import type { Fields } from './jsonValues.js'
import { documentOf, isPiece } from './pieces.js'

/** An item of a list that begins with what transcripts are made of. */
const ITEM = /^(\s{0,40})-\s{1,4}["']?(?:start_time|end_time|start|end|start_ms|text|body)\b/

/** Reads a transcript in YAML (1.2); of a text that is broken somewhere, the items of its list that are whole. */
export function readYaml(text: string, log: ProblemLog, path: string): ReadTranscript | null {
  const { value, error } = parsed(text)
  if (error === null) return readDocument(value, 'YAML', log, path)
  const document = salvageYaml(text)
  const outcome = document === null ? 'it was not read' : 'only what is whole was read'
  log.add('error', 'yaml-syntax', `this is not valid YAML: ${outcome}`, {
    ...error,
    hint: 'put text in quotes, and check the indentation',
  })
  return document === null ? null : readDocument(document, 'YAML', log, path)
}

interface Parsed {
  readonly value: unknown
  /** The place of the first error, null when there is none. */
  readonly error: { readonly line?: number | undefined; readonly column?: number | undefined } | null
}

function parsed(text: string): Parsed {
  try {
    const document = parseDocument(text, { logLevel: 'silent', uniqueKeys: false })
    const [error] = document.errors
    const place = error?.linePos?.[0]
    return {
      value: document.toJS({ maxAliasCount: 100 }),
      error: error ? { line: place?.line, column: place?.col } : null,
    }
  } catch {
    // Raised for aliases without end and for nesting that is too deep.
    return { value: null, error: {} }
  }
}

/** The items that can be read each by itself, as a document; null when there is none. */
function salvageYaml(text: string): unknown {
  const lines = linesOf(text)
  const indents = lines.map((line) => ITEM.exec(line)?.[1]?.length ?? null)
  const outermost = indents.reduce<number>((least, indent) => Math.min(least, indent ?? least), Infinity)
  const starts = indents.flatMap((indent, i) => (indent === outermost ? [i] : []))
  const pieces = starts.flatMap((start, i): Fields[] => {
    const { value, error } = parsed(lines.slice(start, starts[i + 1]).join('\n'))
    return error === null && Array.isArray(value) ? (value as unknown[]).filter(isPiece) : []
  })
  return documentOf(pieces)
}
