import type { Findings } from './findings.js'
import type { Range } from './snippet.js'
import { findPhrase, type TokenStream } from './tokenStream.js'

/** A place in a text that was searched for. */
export interface Hit extends Range {
  /** Which word or phrase of the query. */
  readonly item: number
  readonly isPhrase: boolean
}

/** Characters: hits this near belong to one snippet. */
const CLUSTER = 160

/** Every place in a text where a word or phrase of the query stands, in order. */
export function findHits(
  stream: TokenStream,
  { words, phrases, accepts }: Pick<Findings, 'words' | 'phrases' | 'accepts'>,
): Hit[] {
  const ofWords = words.flatMap((word, item) =>
    findPhrase(stream, word.tokens, accepts).map(({ start, end }) => ({ start, end, item, isPhrase: false })),
  )
  const ofPhrases = phrases.flatMap(({ tokens }, index) =>
    findPhrase(stream, tokens).map(({ start, end }) => ({
      start,
      end,
      item: words.length + index,
      isPhrase: true,
    })),
  )
  return [...ofPhrases, ...ofWords].sort((a, b) => a.start - b.start || b.end - a.end)
}

/**
 * The stretch that says most of the query: most different words within the length of a snippet, then the closest
 * together, then the first. Without hits it is the text's beginning.
 */
export function bestCluster(hits: readonly Hit[]): Range {
  let best: { range: Range; items: number; length: number } | null = null
  hits.forEach((first, from) => {
    const items = new Set<number>()
    let end = first.end
    for (let index = from; index < hits.length; index += 1) {
      const hit = hits[index]
      if (!hit || hit.end - first.start > CLUSTER) break
      if (items.has(hit.item)) continue
      items.add(hit.item)
      end = Math.max(end, hit.end)
    }
    const length = end - first.start
    if (
      !best ||
      items.size > best.items ||
      (items.size === best.items && length < best.length && items.size > 1)
    )
      best = { range: { start: first.start, end }, items: items.size, length }
  })
  return (best as { range: Range } | null)?.range ?? { start: 0, end: 0 }
}
