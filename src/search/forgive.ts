import type { SearchEngine } from './engine.js'
import { type Findings, findPassages, type Scope } from './find.js'
import type { ParsedQuery, QueryWord } from './query.js'
import { stemOf } from './stem.js'

/** Fewer passages than this, and a word may be a typo. */
const FEW = 3
/** A word that is in the archive is a typo of one that is there this many times as often. */
const MUCH_MORE = 10

/** Findings, and the query as it was searched where typos were forgiven. */
export interface Forgiven {
  readonly findings: Findings
  readonly correctedQuery?: string
}

/** Finds passages, forgiving typos in words with few or no hits of their own, and nowhere else. */
export async function findForgiving(
  scope: Scope,
  parsed: ParsedQuery,
  words: readonly QueryWord[],
): Promise<Forgiven> {
  const plain = await findPassages(scope, parsed, words)
  const taken = takeApart(plain)
  const exact = taken === words ? plain : await findPassages(scope, parsed, taken)
  const corrections = new Map<QueryWord, string>()
  for (const word of exact.words) {
    const term = word.tokens.length === 1 ? word.tokens[0]?.term : undefined
    if (term === undefined || exact.asWritten(word) >= FEW) continue
    const better = await betterWord(scope.engine, term, word.prefix)
    if (better !== null) corrections.set(word, better)
  }
  if (corrections.size === 0) return { findings: exact }
  const loose = await findPassages(scope, parsed, exact.words, new Set(corrections.keys()))
  const helped = [...corrections].filter(
    ([word]) => countOf(loose, word) >= Math.max(1, countOf(exact, word)),
  )
  if (helped.length === 0) return { findings: exact }
  return { findings: loose, correctedQuery: rewrite(parsed.text, helped) }
}

/** A query that would find something, when this one does not; null when none comes to mind. */
export async function suggestQuery(engine: SearchEngine, parsed: ParsedQuery): Promise<string | null> {
  const replaced: [QueryWord, string][] = []
  for (const { tokens } of [...parsed.words, ...parsed.phrases]) {
    for (const token of tokens) {
      if (token.span > 1 || (await countPassages(engine, token.term, false)) > 0) continue
      const [best] = await engine.suggest(token.term)
      if (best !== undefined) replaced.push([{ tokens: [token], prefix: false }, best])
    }
  }
  if (replaced.length > 0) return rewrite(parsed.text, replaced)
  const unquoted = parsed.phrases.filter(({ tokens }) => tokens.length > 1)
  if (unquoted.length === 0) return null
  return unquoted.reduceRight(
    (text, { start, end }) => text.slice(0, start) + text.slice(start + 1, end - 1) + text.slice(end),
    parsed.text,
  )
}

/** Words written of parts that nowhere stand together become words of their own; the same list when there are none. */
function takeApart(findings: Findings): readonly QueryWord[] {
  const apart = findings.words.flatMap((word) => {
    const parts = word.tokens.filter((token) => token.span === 1)
    const joined = parts.every((token, index) => index === 0 || token.start === parts[index - 1]?.end)
    if (joined || countOf(findings, word) > 0) return [word]
    return parts.map((token, index) => ({
      tokens: [{ ...token, position: 0 }],
      prefix: word.prefix && index === parts.length - 1,
    }))
  })
  return apart.length === findings.words.length ? findings.words : apart
}

function countOf(findings: Findings, word: QueryWord): number {
  return findings.found.reduce((count, { words }) => count + (words.includes(word) ? 1 : 0), 0)
}

/** The word that was probably meant; null when the word stands on its own, or is only another form of a known one. */
async function betterWord(engine: SearchEngine, term: string, prefix: boolean): Promise<string | null> {
  const own = await countPassages(engine, term, prefix)
  if (own >= FEW) return null
  for (const near of await engine.suggest(term)) {
    if (stemOf(near) === stemOf(term) && (near.startsWith(term) || term.startsWith(near))) return null
    if (own === 0 || (await countPassages(engine, near, false)) >= MUCH_MORE * own) return near
  }
  return null
}

async function countPassages(engine: SearchEngine, text: string, prefix: boolean): Promise<number> {
  const hits = await engine.search({
    terms: [{ text, prefix, inflected: false, fuzzy: false }],
    accept: () => true,
  })
  return hits.length
}

/** The query with words replaced, and everything else as it was typed. */
function rewrite(text: string, replaced: readonly (readonly [QueryWord, string])[]): string {
  const edits = replaced
    .map(([{ tokens }, word]) => ({
      start: Math.min(...tokens.map((token) => token.start)),
      end: Math.max(...tokens.map((token) => token.end)),
      word,
    }))
    .sort((a, b) => b.start - a.start)
  return edits.reduce((query, { start, end, word }) => query.slice(0, start) + word + query.slice(end), text)
}
