import { withCompounds } from './compounds.js'
import { lengthOf } from './expand.js'
import type { EngineHits, SearchEngine, Wanted } from './engine.js'
import type { ParsedQuery, QueryPhrase, QueryWord } from './query.js'

/** Fewer words in a row are common: those that stand beside each other are worth more anyway. */
const FEWEST_VERBATIM = 3

/** What answers a query, and what was looked for after stop words were dropped and parts taken apart. */
export interface Findings {
  readonly hits: EngineHits
  readonly words: readonly QueryWord[]
  /** Stop words that were left out, and only rank. */
  readonly minor: readonly QueryWord[]
  readonly phrases: readonly QueryPhrase[]
  /** What no passage that answers may say. */
  readonly without: readonly QueryPhrase[]
  /** Whether an indexed word stands for a word of the query: itself, a longer word, a typo away. */
  readonly accepts: (wanted: string, indexed: string) => boolean
  /** By indexed word, the numbers of the words of the query that it stands for by itself. */
  readonly loneWords: ReadonlyMap<string, readonly number[]>
  /** Every indexed word that stands for one of the query or of its phrases. */
  readonly terms: ReadonlySet<string>
}

/** The words of a query that tell something, and those that only tell how it was meant. */
export interface SplitWords {
  readonly telling: readonly QueryWord[]
  readonly minor: readonly QueryWord[]
}

/**
 * Asks the engine for some words, with the query's phrases and what it excludes.
 * @param loose words that are forgiven a typo
 * @param typed the query as it was meant
 * @param deadline on the clock of `performance.now()`
 */
export function find(
  engine: SearchEngine,
  parsed: ParsedQuery,
  { telling, minor }: SplitWords,
  deadline: number,
  loose: ReadonlySet<QueryWord> = new Set(),
  typed = parsed,
): Findings {
  const { phrases, without } = parsed
  const words = withCompounds(telling, engine)
  const hits = engine.find({
    words: words.map((word, number) => ({
      ...word,
      inflected: true,
      fuzzy: loose.has(telling[number] ?? word) || loose.has(word),
    })),
    phrases: phrases.map(exactly),
    without: without.map(exactly),
    minor: minor.map(exactly),
    verbatim: asTyped(typed),
    deadline,
  })
  const spellings = new Map([...hits.spellings].map(([term, known]) => [term, new Set(known)]))
  return {
    hits,
    words,
    minor,
    phrases,
    without,
    accepts: (wanted, indexed) => wanted === indexed || spellings.get(wanted)?.has(indexed) === true,
    loneWords: loneWords(words, spellings),
    terms: termsOf([...words, ...phrases], spellings),
  }
}

/** Which words of one position each indexed word stands for. */
export function loneWords(
  words: readonly QueryWord[],
  spellings: ReadonlyMap<string, Iterable<string>>,
): Map<string, number[]> {
  const numbers = new Map<string, number[]>()
  words.forEach(({ tokens }, number) => {
    if (lengthOf(tokens) > 1) return
    for (const indexed of new Set(tokens.flatMap(({ term }) => [term, ...(spellings.get(term) ?? [])]))) {
      const known = numbers.get(indexed)
      if (known) known.push(number)
      else numbers.set(indexed, [number])
    }
  })
  return numbers
}

function termsOf(
  wanted: readonly (QueryWord | QueryPhrase)[],
  spellings: ReadonlyMap<string, Iterable<string>>,
): Set<string> {
  const terms = wanted.flatMap(({ tokens }) => tokens.map(({ term }) => term))
  return new Set(terms.flatMap((term) => [term, ...(spellings.get(term) ?? [])]))
}

/** The words of a query in a row, if there are enough of them to say something together, and no phrases among them. */
function asTyped({ words, phrases }: ParsedQuery): Wanted | undefined {
  if (words.length < FEWEST_VERBATIM || phrases.length > 0) return undefined
  let position = 0
  const tokens = words.flatMap((word) => {
    const from = position
    position += lengthOf(word.tokens)
    return word.tokens.map((token) => ({ ...token, position: from + token.position }))
  })
  return exactly({ tokens })
}

function exactly({ tokens }: Pick<QueryPhrase, 'tokens'>): Wanted {
  return { tokens, prefix: false, inflected: false, fuzzy: false }
}

/** Takes stop words out of words that have others beside them, or a phrase. */
export function tellingWords(
  words: readonly QueryWord[],
  { phrases }: ParsedQuery,
  stopWords: ReadonlySet<string>,
): SplitWords {
  const isMinor = ({ tokens }: QueryWord): boolean => tokens.every((token) => stopWords.has(token.term))
  const telling = once(words.filter((word) => !isMinor(word)))
  if (telling.length === 0 && phrases.length === 0) return { telling: once(words), minor: [] }
  return { telling, minor: once(words.filter((word) => isMinor(word) && word.tokens.length === 1)) }
}

/** Words as they come, without those that were there before: to say a word twice does not ask for it twice. */
function once(words: readonly QueryWord[]): QueryWord[] {
  const seen = new Set<string>()
  return words.filter(({ tokens, prefix }) => {
    const key = `${tokens.map(({ term }) => term).join(' ')}${prefix ? '*' : ''}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** The order in which words were typed. */
export function byPlace(a: QueryWord, b: QueryWord): number {
  return a.place - b.place
}

/** The words of a query that any hit answers, a bit each. */
export function answeredWords({ words }: EngineHits): number {
  let answered = 0
  for (const bits of words) answered |= bits
  return answered >>> 0
}

/** How many hits answer a word, by its number. */
export function countHits({ words }: EngineHits, number: number): number {
  let count = 0
  for (const bits of words) count += (bits >>> number) & 1
  return count
}
