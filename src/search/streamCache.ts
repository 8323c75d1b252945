import type { Passage } from '../archive/moment.js'
import type { StreamOf } from './phrases.js'
import { textStream, type TokenStream } from './tokenStream.js'

const MOST_PASSAGES = 4000

/** Streams of passages' texts, the lately used ones kept: a query typed letter by letter asks for the same again. */
export function createStreamCache(): StreamOf {
  const kept = new Map<Passage, TokenStream>()
  return (passage) => {
    const known = kept.get(passage)
    if (known) {
      // To the end of the Map's order: the first is always the one unused longest.
      kept.delete(passage)
      kept.set(passage, known)
      return known
    }
    const stream = textStream(passage.text)
    kept.set(passage, stream)
    if (kept.size > MOST_PASSAGES) for (const oldest of kept.keys()) if (kept.delete(oldest)) break
    return stream
  }
}
