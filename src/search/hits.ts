import type { Findings } from './findings.js'
import { lengthOf } from './expand.js'
import type { Range } from './snippet.js'
import { findPhrase, sparseStream, type TokenStream } from './tokenStream.js'

/** A place in a text that was searched for. */
export interface Hit extends Range {
  /** The number of its first word in the text. */
  readonly position: number
  /** Which word or phrase of the query. */
  readonly item: number
  readonly isPhrase: boolean
  /** Another form of the word: of two places, the word itself is the better. */
  readonly isForm?: boolean
}

/** Words that belong together, and what a word counts that is said again among them. */
const STRETCH = 20
const AGAIN = 0.1
/** What another form of a word counts beside the word itself. */
const FORM = 0.9

/** Every place in a text where a word or phrase of the query stands, in order. */
export function hitsIn(text: string, findings: Findings): Hit[] {
  return findHits(sparseStream(text, findings.terms), findings)
}

/** The same in a text that was read already. */
export function findHits(
  stream: TokenStream,
  {
    words,
    phrases,
    accepts,
    loneWords,
  }: Pick<Findings, 'words' | 'phrases' | 'accepts'> & Partial<Pick<Findings, 'loneWords'>>,
): Hit[] {
  const ofWords = words.flatMap((word, item): Hit[] =>
    loneWords && lengthOf(word.tokens) === 1
      ? []
      : findPhrase(stream, word.tokens, accepts).map(({ start, end, position }) => ({
          ...{ start, end, position, item, isPhrase: false },
        })),
  )
  const last = new Map<number, number>()
  for (const { term, start, end, position } of loneWords ? stream.tokens : []) {
    for (const item of loneWords?.get(term) ?? []) {
      // Several forms of a word may stand at one place.
      if (last.get(item) === position) continue
      last.set(item, position)
      const isForm = words[item]?.tokens.every((token) => token.term !== term) === true
      ofWords.push({ start, end, position, item, isPhrase: false, isForm })
    }
  }
  const ofPhrases = phrases.flatMap(({ tokens }, index) =>
    findPhrase(stream, tokens).map(({ start, end, position }) => ({
      start,
      end,
      position,
      item: words.length + index,
      isPhrase: true,
    })),
  )
  return [...ofPhrases, ...ofWords].sort((a, b) => a.start - b.start || b.end - a.end)
}

/**
 * The stretch that says most of the query: of all stretches of twenty words the first with the most telling words in
 * it, from its first hit to its last. Without hits it is the text's beginning.
 * @param idf by word of the query, how much it tells
 */
export function bestStretch(
  hits: readonly Pick<Hit, 'start' | 'end' | 'position' | 'item' | 'isForm'>[],
  idf: readonly number[],
): Range {
  const ordered = [...hits].sort((a, b) => a.position - b.position)
  let best: { range: Range; value: number } | null = null
  ordered.forEach((first, from) => {
    const seen = new Set<number>()
    let value = 0
    let end = first.end
    for (const hit of ordered.slice(from)) {
      if (hit.position - first.position >= STRETCH) break
      const worth = (idf[hit.item] ?? 1) * (hit.isForm === true ? FORM : 1)
      value += seen.has(hit.item) ? AGAIN * worth : (1 + AGAIN) * worth
      seen.add(hit.item)
      end = Math.max(end, hit.end)
    }
    if (!best || value > best.value + 1e-9) best = { range: { start: first.start, end }, value }
  })
  return (best as { range: Range } | null)?.range ?? { start: 0, end: 0 }
}
