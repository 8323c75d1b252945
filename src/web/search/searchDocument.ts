import { createHash } from 'node:crypto'
import type { SearchAnswer } from '../../search/answer.js'
import type { SearchDocument } from './messages.js'

/** An answer as the API sends it. */
export function searchDocument({ tookMs, ...answer }: SearchAnswer): SearchDocument {
  const text = JSON.stringify(answer)
  return {
    // The time it took comes last, outside what the tag is made from.
    json: new TextEncoder().encode(`${text.slice(0, -1)},"tookMs":${tookMs}}`),
    tag: `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`,
    tookMs,
  }
}

/** The answer that a document holds. */
export function readDocument({ json }: SearchDocument): SearchAnswer {
  return JSON.parse(new TextDecoder().decode(json)) as SearchAnswer
}
