import type { Token } from './analyzer.js'
import type { SearchEngine } from './engine.js'
import type { QueryWord } from './query.js'

const LETTERS = /^\p{L}{2,}$/u
/** Letters of each part of a word that may be written as two. */
const SHORTEST_PART = 3

/**
 * Words with the spellings under which the archive may have them: two words of the query as one (`cross chain`,
 * `crosschain`), or one as two that stand side by side (`postalveolar`, `post alveolar`).
 */
export function withCompounds(words: readonly QueryWord[], engine: SearchEngine): readonly QueryWord[] {
  return words.map((word, index) => {
    const own = loneToken(word)
    if (!own) return word
    const before = words[index - 1]
    const after = words[index + 1]
    const joined = [
      ...(before?.place === word.place - 1 ? joinOf(before, word) : []),
      ...(after?.place === word.place + 1 ? joinOf(word, after) : []),
    ].filter((term) => engine.passagesWith(term) > 0)
    if (joined.length > 0)
      return { ...word, tokens: [...word.tokens, ...joined.map((term) => ({ ...own, term }))] }
    return engine.passagesWith(own.term) === 0 ? splitInTwo(word, own, engine) : word
  })
}

/** The token of a word that has only one, of letters. */
function loneToken({ tokens }: QueryWord): Token | undefined {
  const [token] = tokens
  return tokens.length === 1 && token?.span === 1 && LETTERS.test(token.term) ? token : undefined
}

function joinOf(first: QueryWord, second: QueryWord): string[] {
  const [a, b] = [loneToken(first), loneToken(second)]
  return a && b ? [a.term + b.term] : []
}

/** A word as itself or as two words that stand together somewhere; the most frequent such two. */
function splitInTwo(word: QueryWord, own: Token, engine: SearchEngine): QueryWord {
  let best: { parts: readonly [Token, Token]; passages: number } | null = null
  for (let at = SHORTEST_PART; at <= own.term.length - SHORTEST_PART; at += 1) {
    const parts = [
      { ...own, term: own.term.slice(0, at) },
      { ...own, term: own.term.slice(at), position: own.position + 1 },
    ] as const
    const passages = Math.min(...parts.map(({ term }) => engine.passagesWith(term)))
    if (passages > (best?.passages ?? 0) && standTogether(parts, engine)) best = { parts, passages }
  }
  return best ? { ...word, tokens: [{ ...own, span: 2 }, ...best.parts] } : word
}

function standTogether(tokens: readonly Token[], engine: SearchEngine): boolean {
  const phrase = { tokens, prefix: false, inflected: false, fuzzy: false }
  const { units } = engine.find({ words: [], phrases: [phrase], without: [], minor: [], deadline: Infinity })
  return units.length > 0
}
