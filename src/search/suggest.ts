import MiniSearch from 'minisearch'
import type { Addresses } from '../archive/addresses.js'
import type { Catalogue } from '../archive/catalogue.js'
import { analyze } from './analyzer.js'
import { exactWord, type SearchEngine } from './engine.js'
import { fold } from './fold.js'
import { parseQuery, type QueryWord } from './query.js'

/** What somebody has typed so far. */
export interface SuggestRequest {
  readonly q: string
  /** Suggestions wanted, 1 to 20. */
  readonly limit: number
}

/** Something to look at, or to search for: a `word` leads to the search for `text`, the others to their own page. */
export interface Suggestion {
  readonly kind: 'talk' | 'speaker' | 'topic' | 'event' | 'word'
  readonly text: string
  readonly url: string
}

/** The shape of `GET /api/v1/suggest`, which only ever gains fields. */
export interface SuggestAnswer {
  readonly query: string
  readonly suggestions: readonly Suggestion[]
}

/** What suggestions are made from. */
export interface SuggestSources {
  readonly catalogue: Catalogue
  readonly engine: Pick<SearchEngine, 'complete' | 'find'>
  readonly addresses: Addresses
  /** Words that are not worth suggesting. */
  readonly stopWords: ReadonlySet<string>
}

/** Something with a name and perhaps others. */
interface Named {
  readonly suggestion: Suggestion
  readonly others: readonly string[]
}

/** Of a long query the last words are compared with names, and the first characters are read. */
const MOST_WORDS = 6
const LONGEST = 200
/** The shortest and the longest word that is forgiven a typo, characters. */
const SHORTEST_FUZZY = 3
const LONGEST_FUZZY = 20
/** Weights of a name beside its other names, and of kinds that are few and lead far. */
const FIELD_BOOSTS = { name: 2, others: 1 }
const KIND_BOOSTS = { talk: 1, event: 1.2, topic: 1.5, speaker: 1.5, word: 1 } as const
/** Places kept for words of the archive under the names. */
const WORD_PLACES = 3
/** Words that may go on from the last one are looked for beside the one before it: so many, and so many milliseconds. */
const MOST_TRIED = 24
const TRYING = 20

/**
 * What somebody may be about to type: names of talks, speakers, topics and events, and words of the archive. First
 * names that begin so, then other names that have the words, then words, then names a typo away. The names are
 * indexed at the first question.
 */
export function createSuggest(sources: SuggestSources): (request: SuggestRequest) => SuggestAnswer {
  let find: ReturnType<typeof createNameSearch> | undefined
  return ({ q, limit }) => {
    const { text, words } = parseQuery(q.slice(0, LONGEST))
    const terms = words.flatMap(({ tokens }) => tokens.flatMap(({ term, span }) => (span === 1 ? term : [])))
    if (terms.length === 0) return { query: q, suggestions: [] }
    find ??= createNameSearch(namesOf(sources))
    const names = find(terms.slice(-MOST_WORDS))
    const completed = completionsOf(text, words.at(-1)?.tokens.at(-1), words.at(-2), sources)
    const room = Math.max(limit - Math.min(WORD_PLACES, completed.length), Math.ceil(limit / 2))
    const shown = [...mixed(names.close, room), ...completed, ...names.near]
    return { query: q, suggestions: shown.slice(0, limit) }
  }
}

function namesOf({ catalogue, addresses }: SuggestSources): readonly Named[] {
  const named = (
    kind: Suggestion['kind'],
    text: string,
    url: string,
    others: readonly string[] = [],
  ): Named => ({ suggestion: { kind, text, url }, others })
  return [
    ...catalogue.speakers.map((person) =>
      named('speaker', person.name, addresses.speaker(person.id), person.alternateName),
    ),
    ...catalogue.topics.map((topic) => named('topic', topic.name, addresses.topic(topic.id), topic.aliases)),
    ...catalogue.events.map((event) =>
      named('event', event.name, addresses.event(event.id), event.alternateName),
    ),
    ...catalogue.talks.map((talk) =>
      named('talk', talk.name, addresses.talk(talk.id), talk.subtitle === undefined ? [] : [talk.subtitle]),
    ),
  ]
}

/** Names that have every word, the last one as a beginning: as typed, and, where those are few, with typos forgiven. */
interface FoundNames {
  readonly close: readonly Suggestion[]
  readonly near: readonly Suggestion[]
}

function createNameSearch(names: readonly Named[]): (terms: readonly string[]) => FoundNames {
  const index = new MiniSearch<{ id: number; name: string; others: string }>({
    fields: ['name', 'others'],
    tokenize: (text) => analyze(text).map(({ term }) => term),
    // The analyzer has folded them already.
    processTerm: (term) => term,
  })
  index.addAll(
    names.map(({ suggestion, others }, id) => ({ id, name: suggestion.text, others: others.join('\n') })),
  )
  const search = (terms: readonly string[], forgive: boolean): Suggestion[] =>
    index
      .search(terms.join('\n'), {
        tokenize: (text) => text.split('\n'),
        combineWith: 'AND',
        boost: FIELD_BOOSTS,
        boostDocument: (id: number) => KIND_BOOSTS[names[id]?.suggestion.kind ?? 'word'],
        prefix: (_term, number) => number === terms.length - 1,
        fuzzy: ({ length }) =>
          forgive && length >= SHORTEST_FUZZY && length <= LONGEST_FUZZY ? (length < 6 ? 1 : 2) : false,
      })
      .flatMap(({ id }: { id: number }) => names[id]?.suggestion ?? [])
  return (terms) => {
    const typed = terms.join('')
    const begins = ({ text }: Suggestion): boolean => fold(text).replace(/\s/gu, '').startsWith(typed)
    const found = search(terms, false)
    const close = [...found.filter(begins), ...found.filter((one) => !begins(one))]
    if (close.length > 0) return { close, near: [] }
    return { close, near: search(terms, true) }
  }
}

/** As many as there is room for, in their order; talks, of which there are most, leave half of it to other names. */
function mixed(names: readonly Suggestion[], room: number): readonly Suggestion[] {
  const others = names.filter(({ kind }) => kind !== 'talk')
  let talks = Math.max(room - others.length, Math.ceil(room / 2))
  const kept = names.filter(({ kind }) => kind !== 'talk' || (talks -= 1) >= 0)
  return kept.slice(0, room)
}

/**
 * The query with its last word as words of the archive go on from it, where those are beside the word before it; none
 * when the last word is finished.
 */
function completionsOf(
  text: string,
  last: { readonly term: string; readonly start: number; readonly end: number } | undefined,
  previous: QueryWord | undefined,
  { engine, addresses, stopWords }: SuggestSources,
): readonly Suggestion[] {
  if (last?.end !== text.length) return []
  const before = text.slice(0, last.start).trimStart()
  return engine
    .complete(last.term)
    .filter((word) => word !== last.term && !stopWords.has(word))
    .slice(0, MOST_TRIED)
    .filter(besides(previous, engine, stopWords))
    .map((word) => ({
      kind: 'word',
      text: before + word,
      url: addresses.searchFor({ q: before + word }),
    }))
}

/** Tells words that some passage has beside another one; of a stop word nobody expects that. */
function besides(
  previous: QueryWord | undefined,
  engine: Pick<SearchEngine, 'find'>,
  stopWords: ReadonlySet<string>,
): (word: string) => boolean {
  if (!previous || previous.tokens.every(({ term }) => stopWords.has(term))) return () => true
  const deadline = performance.now() + TRYING
  const first = { ...previous, prefix: false, inflected: true, fuzzy: false }
  return (word) => {
    const { words } = engine.find({
      words: [first, exactWord(word)],
      phrases: [],
      without: [],
      minor: [],
      deadline,
    })
    return words.includes(3)
  }
}
