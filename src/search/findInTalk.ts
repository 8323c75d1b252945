import type { TalkContent } from '../archive/event.js'
import { inScriptOfArchive } from './hanScript.js'
import { findHits } from './hits.js'
import { parseQuery, type ParsedQuery, type QueryWord } from './query.js'
import type { Range } from './snippet.js'
import type { Stemmer } from './stems/endings.js'
import { stemmersFor } from './stems/stemmers.js'
import { stopWordsOf } from './stopWords.js'
import { textsOf, type TalkPlace, type TalkText } from './talkTexts.js'
import { findPhrase } from './tokenStream.js'

/** What to find in one talk. */
export interface FindRequest {
  /** The full talk id. */
  readonly talk: string
  readonly q: string
  /** The only transcript to look in; all of them when absent. */
  readonly transcript?: string
}

/** The shape of `GET /api/v1/talks/{event}/{talk}/find`, which only ever gains fields. */
export interface FindAnswer {
  readonly query: string
  readonly talk: string
  readonly total: number
  /** In order of time; those without a time last, in order of reading. At most `MOST_PLACES`. */
  readonly places: readonly TalkPlace[]
}

export const MOST_PLACES = 2000
/** Talks kept ready: who finds while typing asks about the same one again. */
const KEPT = 3

/**
 * Finds words in what was said and shown in one talk, as search reads them: the same analyzer, phrases, endings, and
 * the last word as a beginning; no typos. Words that stand together somewhere as they were typed are found there only.
 * @param contentOf the words of a talk; null when it has none
 */
export function createFindInTalk(
  contentOf: (talk: string) => Promise<TalkContent | null>,
): (request: FindRequest) => Promise<FindAnswer> {
  const kept = new Map<string, Promise<readonly TalkText[]>>()
  const sourcesOf = (talk: string): Promise<readonly TalkText[]> => {
    const sources = kept.get(talk) ?? contentOf(talk).then((content) => (content ? textsOf(content) : []))
    kept.delete(talk)
    kept.set(talk, sources)
    sources.catch(() => kept.delete(talk))
    const [oldest] = kept.keys()
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
    return sources
  }
  return async ({ talk, q, transcript }) => {
    const parsed = parseQuery(q)
    const kinds = parsed.filters.in
    const sources = (await sourcesOf(talk)).filter(
      (source) =>
        (transcript === undefined || source.transcript === undefined || source.transcript === transcript) &&
        (kinds === undefined || kinds.includes(source.kind)),
    )
    const inScript = inScriptOfArchive(q, (character) =>
      Number(sources.some(({ terms }) => terms.has(character))),
    )
    const places = findIn(sources, inScript === q ? parsed : parseQuery(inScript)).sort(byTime)
    return { query: q, talk, total: places.length, places: places.slice(0, MOST_PLACES) }
  }
}

function findIn(sources: readonly TalkText[], { words, phrases }: ParsedQuery): TalkPlace[] {
  const languages = sources.flatMap(({ lang }) => lang ?? [])
  const stopWords = stopWordsOf(languages)
  const accepts = accepting(words, sources, stemmersFor(languages))
  const together = words.length > 1 ? joined(words) : []
  const whole = sources.map(({ stream }) => findPhrase(stream, together, accepts))
  const isTogether = whole.some((matches) => matches.length > 0)
  const telling = words.filter(({ tokens }) => !tokens.every(({ term }) => stopWords.has(term)))
  const apart = isTogether ? [] : telling.length > 0 || phrases.length > 0 ? telling : words
  return sources.flatMap(({ stream, placeOf }, number) =>
    withoutOverlaps([...(whole[number] ?? []), ...findHits(stream, { words: apart, phrases, accepts })]).map(
      placeOf,
    ),
  )
}

/** The words of a query as one phrase. */
function joined(words: readonly QueryWord[]): QueryWord['tokens'] {
  let position = 0
  return words.flatMap(({ tokens }) => {
    const first = position
    position += Math.max(...tokens.map((token) => token.position + token.span))
    return tokens.map((token) => ({ ...token, position: token.position + first }))
  })
}

/** Which words of the talk stand for a word of the query: itself, its other forms, longer ones where it may go on. */
function accepting(
  words: readonly QueryWord[],
  sources: readonly TalkText[],
  stemmers: readonly Stemmer[],
): (wanted: string, found: string) => boolean {
  const standing = new Map<string, Set<string>>()
  for (const { tokens, prefix } of words) {
    for (const { term } of tokens) {
      const stems = stemmers.map((stemmer) => stemmer.stem(term))
      const isForm = (known: string): boolean =>
        stems.some((stem, number) => stem !== undefined && stemmers[number]?.stem(known) === stem)
      const same = standing.get(term) ?? new Set([term])
      for (const { terms } of sources)
        for (const known of terms) if (isForm(known) || (prefix && known.startsWith(term))) same.add(known)
      standing.set(term, same)
    }
  }
  return (wanted, found) => standing.get(wanted)?.has(found) ?? wanted === found
}

/** In order of reading, and none inside another. */
function withoutOverlaps(ranges: readonly Range[]): readonly Range[] {
  let end = -1
  return [...ranges]
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .filter((range) => {
      if (range.start < end) return false
      end = range.end
      return true
    })
}

function byTime(a: TalkPlace, b: TalkPlace): number {
  return (a.start ?? Infinity) === (b.start ?? Infinity) ? 0 : (a.start ?? Infinity) - (b.start ?? Infinity)
}
