import type { KnownWord } from './dictionary.js'
import type { EngineHits, SearchEngine } from './engine.js'
import { answeredWords, byPlace, countHits, find, type Findings, tellingWords } from './findings.js'
import { inScriptOfArchive } from './hanScript.js'
import { parseQuery, type ParsedQuery, type QueryWord } from './query.js'
import { spellingOf } from './spelling.js'

/** Fewer passages than this, and a word that is in the archive may still be a typo … */
const FEW = 3
/** … of a word that is there so many times as often, if it is not short: of short words, every second is near. */
const MUCH_MORE = 25
const SHORT = 6

/** Findings, and the query as it was searched where typos were forgiven. */
export interface Forgiven {
  readonly findings: Findings
  readonly correctedQuery?: string
}

/**
 * Finds passages, forgiving typos in words with few or no hits of their own, and nowhere else; the other script of
 * Chinese where the archive has only one; and the quotation marks of a phrase that nothing has, where there are words
 * beside it.
 * @param isExact nothing is forgiven
 */
export function findForgiving(
  engine: SearchEngine,
  parsed: ParsedQuery,
  stopWords: ReadonlySet<string>,
  deadline: number,
  isExact = false,
): Forgiven {
  const ask = (words: readonly QueryWord[], loose?: ReadonlySet<QueryWord>): Findings =>
    find(engine, parsed, tellingWords(words, parsed, stopWords), deadline, loose)
  const query = isExact ? parsed.text : inScriptOfArchive(parsed.text, (term) => engine.passagesWith(term))
  if (query !== parsed.text)
    return { correctedQuery: query, ...findForgiving(engine, parseQuery(query), stopWords, deadline) }
  const plain = ask(parsed.words)
  if (!isExact && plain.hits.units.length === 0 && parsed.words.length > 0) {
    const unquoted = withoutQuotes(parsed)
    if (unquoted !== null) {
      const forgiven = findForgiving(engine, parseQuery(unquoted), stopWords, deadline)
      if (forgiven.findings.hits.units.length > 0) return { correctedQuery: unquoted, ...forgiven }
    }
  }
  const taken = takeApart(plain)
  const exact = taken === plain.words ? plain : ask([...taken, ...plain.minor].sort(byPlace))
  if (isExact) return { findings: exact }
  const corrections = exact.words.flatMap((word, number): Correction[] => {
    const term = word.tokens.length === 1 ? word.tokens[0]?.term : undefined
    if (term === undefined || (exact.hits.asWritten[number] ?? 0) >= FEW) return []
    const better = betterWord(engine, term)
    return better === null ? [] : [{ word, number, better }]
  })
  if (corrections.length === 0) return { findings: exact }
  const forgive = (believed: readonly Correction[]): Required<Forgiven> => {
    const correctedQuery = rewrite(
      parsed.text,
      believed.map(({ word, better }) => [word, spellingOf(better.word, engine)]),
    )
    const split = { telling: exact.words, minor: exact.minor }
    const loose = new Set(believed.map(({ word }) => word))
    return {
      findings: find(engine, parsed, split, deadline, loose, parseQuery(correctedQuery)),
      correctedQuery,
    }
  }
  const all = forgive(corrections)
  const believed = corrections.filter(
    ({ number, better }) =>
      countHits(all.findings.hits, number) >= Math.max(1, countHits(exact.hits, number)) &&
      (better.distance === 1 || exact.hits.units.length === 0 || isBesideOthers(all.findings.hits, number)),
  )
  if (believed.length === 0) return { findings: exact }
  return believed.length === corrections.length ? all : forgive(believed)
}

/** A word of the query, by its number, and the one that was probably meant. */
interface Correction {
  readonly word: QueryWord
  readonly number: number
  readonly better: KnownWord
}

/** Whether a word is found where another one of the query is: two edits away, most words are others. */
function isBesideOthers({ words }: EngineHits, number: number): boolean {
  const own = (1 << number) >>> 0
  return words.some((bits) => (bits & own) !== 0 && (bits & ~own) !== 0)
}

/** A query that would find something, when this one does not; null when none comes to mind. */
export function suggestQuery(engine: SearchEngine, parsed: ParsedQuery): string | null {
  const replaced: [Pick<QueryWord, 'tokens'>, string][] = []
  for (const { tokens } of [...parsed.words, ...parsed.phrases]) {
    for (const token of tokens) {
      if (token.span > 1 || engine.passagesWith(token.term) > 0) continue
      const [best] = engine.near(token.term)
      if (best) replaced.push([{ tokens: [token] }, spellingOf(best.word, engine)])
    }
  }
  if (replaced.length > 0) return rewrite(parsed.text, replaced)
  return withoutQuotes(parsed)
}

/** The query with its phrases as words; null when it has none. */
function withoutQuotes({ text, phrases }: ParsedQuery): string | null {
  const unquoted = phrases.filter(({ tokens }) => tokens.length > 1)
  if (unquoted.length === 0) return null
  return unquoted.reduceRight(
    (query, { start, end }) => query.slice(0, start) + query.slice(start + 1, end - 1) + query.slice(end),
    text,
  )
}

/** Words written of parts that nowhere stand together become words of their own; the same list when there are none. */
function takeApart({ words, hits }: Findings): readonly QueryWord[] {
  if (words.every(({ tokens }) => tokens.length === 1)) return words
  const answered = answeredWords(hits)
  const apart = words.flatMap((word, number) => {
    const parts = word.tokens.filter((token) => token.span === 1)
    const joined = parts.every((token, index) => index === 0 || token.start === parts[index - 1]?.end)
    if (joined || ((answered >>> number) & 1) === 1) return [word]
    return parts.map((token, index) => ({
      tokens: [{ ...token, position: 0 }],
      prefix: word.prefix && index === parts.length - 1,
      place: word.place + index,
    }))
  })
  return apart.length === words.length ? words : apart
}

/** The word that was probably meant; null when the word stands on its own, or is only another form of known ones. */
function betterWord(engine: SearchEngine, term: string): KnownWord | null {
  const own = engine.passagesWith(term)
  if (own >= FEW || (own > 0 && term.length < SHORT)) return null
  const forms = new Set(engine.forms(term))
  for (const near of engine.near(term)) {
    const { word, passages, distance } = near
    const isSlip = undoubled(word) === undoubled(term)
    if (!isSlip && (forms.has(word) || (forms.size > 0 && distance > 1))) return null
    if (own === 0 || (word.startsWith(term.slice(0, 1)) && passages >= MUCH_MORE * own)) return near
  }
  return null
}

/** `embeding` and `embedding` have one stem, and yet one of them is no word. */
function undoubled(word: string): string {
  return word.replace(/(.)\1/gu, '$1')
}

/** The query with words replaced, and everything else as it was typed. */
function rewrite(text: string, replaced: readonly (readonly [Pick<QueryWord, 'tokens'>, string])[]): string {
  const edits = replaced
    .map(([{ tokens }, word]) => ({
      start: Math.min(...tokens.map((token) => token.start)),
      end: Math.max(...tokens.map((token) => token.end)),
      word,
    }))
    .sort((a, b) => b.start - a.start)
  return edits.reduce((query, { start, end, word }) => query.slice(0, start) + word + query.slice(end), text)
}
