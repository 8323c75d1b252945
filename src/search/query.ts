import type { Token } from './analyzer.js'
import { FACETS, type Facet } from './answer.js'
import { phraseOf } from './tokenStream.js'
import { assetNamed, kindsNamed } from './vocabulary.js'

export { parseSearchRequest } from './request.js'

/** Longer queries are cut here, in characters and in words. */
export const LONGEST_QUERY = 1000
export const MOST_TERMS = 24

/** One word to look for. Several positions when it is written of parts (`near-memory`), which must then stand together. */
export interface QueryWord {
  /** Their offsets are in the query, their positions count from the word's own first. */
  readonly tokens: readonly Token[]
  /** Also words that begin with it: the last word, which may not be finished. */
  readonly prefix: boolean
  /** Its place among the words of the query; one with parts takes several. */
  readonly place: number
}

/** Words that must stand together, in order. */
export interface QueryPhrase {
  /** Their offsets are in the query, their positions count from the phrase's own first. */
  readonly tokens: readonly Token[]
  /** Where it stands in the query, quotation marks included. */
  readonly start: number
  readonly end: number
}

/** A query, read. Filter values are as written, except `in` and `has`, which are in our vocabulary. */
export interface ParsedQuery {
  readonly text: string
  readonly words: readonly QueryWord[]
  /** Each must occur. */
  readonly phrases: readonly QueryPhrase[]
  /** None may occur. */
  readonly without: readonly QueryPhrase[]
  readonly filters: Readonly<Partial<Record<Facet, readonly string[]>>>
  /** Values that are kept out: `-speaker:gupta`. */
  readonly unwanted: Readonly<Partial<Record<Facet, readonly string[]>>>
  /** More was asked than is searched. */
  readonly cut: boolean
}

const QUOTES = '"“”„‟«»'
const HANGUL = /^\p{Script=Hangul}+$/u

/**
 * Reads the query language: words, `"exact phrases"`, `-without`, and `speaker: event: topic: year: lang: in: has:`
 * with a word or a quoted value. There are no errors: what is not understood is searched as words.
 */
export function parseQuery(q: string): ParsedQuery {
  const text = q.slice(0, LONGEST_QUERY)
  const words: QueryWord[] = []
  const phrases: QueryPhrase[] = []
  const without: QueryPhrase[] = []
  const filters: Partial<Record<Facet, string[]>> = {}
  const unwanted: Partial<Record<Facet, string[]>> = {}
  let cut = q.length > LONGEST_QUERY
  let left = MOST_TERMS
  let place = 0

  const take = (tokens: readonly Token[]): Token[] => {
    const kept = tokens.filter((token) => token.position + token.span <= left)
    if (kept.length < tokens.length) cut = true
    left -= kept.reduce((most, token) => Math.max(most, token.position + token.span), 0)
    return kept
  }
  const items = [...readItems(text)]
  const hasBareWords = items.some(({ quoted, negative, operator }) => !quoted && !negative && !operator)
  /** In a title that was pasted, one word in typographic marks is a manner of speaking. */
  const isMannerOfSpeaking = (start: number, tokens: readonly Token[]): boolean =>
    hasBareWords && text[start] !== '"' && splitWords(tokens).length === 1
  for (const item of items) {
    if (item.operator !== undefined) {
      const values = filterValues(item.operator, item.body)
      if (values.length > 0) {
        const chosen = item.negative ? unwanted : filters
        chosen[item.operator] = [...(chosen[item.operator] ?? []), ...values]
        continue
      }
    }
    const asked = phraseOf(text.slice(item.wordStart, item.end))
    const tokens = take(asked).map((token) => moved(token, item.wordStart))
    if (tokens.length === 0) continue
    const phrase = { tokens, start: item.wordStart, end: item.end }
    if (item.negative) without.push(phrase)
    else if (item.quoted && !isMannerOfSpeaking(item.wordStart, tokens)) phrases.push(phrase)
    else {
      for (const word of splitWords(tokens)) words.push({ ...word, place: place + word.place })
      place += Math.max(...tokens.map((token) => token.position + token.span))
    }
  }
  return { text, words: withPrefixes(words, text), phrases, without, filters, unwanted, cut }
}

interface Item {
  readonly negative: boolean
  readonly quoted: boolean
  readonly operator?: Facet
  /** The operator's value. */
  readonly body: string
  /** Where the item begins when read as words, and ends. */
  readonly wordStart: number
  readonly end: number
}

const OPERATORS: ReadonlyMap<string, Facet> = new Map(FACETS.map((facet) => [facet, facet]))

/** Cuts the query at white space, keeping quoted text together; one pass, no backtracking. */
function* readItems(text: string): Generator<Item> {
  let at = 0
  while (at < text.length) {
    if (isSpace(text[at])) {
      at += 1
      continue
    }
    const negative =
      text[at] === '-' && at + 1 < text.length && !isSpace(text[at + 1]) && text[at + 1] !== '-'
    const wordStart = negative ? at + 1 : at
    const quote = readQuoted(text, wordStart)
    if (quote) {
      yield { negative, quoted: true, body: quote.body, wordStart, end: quote.end }
      at = quote.end
      continue
    }
    let end = wordStart
    while (end < text.length && !isSpace(text[end])) end += 1
    const colon = text.indexOf(':', wordStart)
    const name = colon > 0 && colon < end ? text.slice(wordStart, colon).toLowerCase() : ''
    const operator = OPERATORS.get(name)
    if (operator) {
      const value = readQuoted(text, colon + 1)
      if (value) end = value.end
      yield {
        negative,
        quoted: false,
        operator,
        body: value?.body ?? text.slice(colon + 1, end),
        wordStart,
        end,
      }
    } else yield { negative, quoted: false, body: '', wordStart, end }
    at = end
  }
}

/** Text between quotation marks of any style, if one opens here and closes somewhere. */
function readQuoted(text: string, start: number): { body: string; end: number } | null {
  if (!isQuote(text[start])) return null
  for (let end = start + 1; end < text.length; end += 1)
    if (isQuote(text[end])) return { body: text.slice(start + 1, end), end: end + 1 }
  return null
}

function filterValues(operator: Facet, body: string): readonly string[] {
  const value = body.trim()
  if (operator === 'in') return kindsNamed(value)
  if (operator === 'has') return [assetNamed(value)].filter((asset) => asset !== null)
  if (operator === 'year') return /^\d{4}$/.test(value) ? [value] : []
  if (operator === 'lang') return /^[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,3}$/i.test(value) ? [value] : []
  return value ? [value] : []
}

/** Groups tokens into words: a token that overlaps the one before belongs to the same word. */
function splitWords(tokens: readonly Token[]): QueryWord[] {
  const groups: Token[][] = []
  let until = -1
  for (const token of tokens) {
    const group = groups.at(-1)
    if (group && token.position < until) group.push(token)
    else groups.push([token])
    until = Math.max(until, token.position + token.span)
  }
  return groups.map((group) => {
    const first = group[0]?.position ?? 0
    return {
      tokens: group.map((token) => ({ ...token, position: token.position - first })),
      prefix: false,
      place: first,
    }
  })
}

function moved(token: Token, by: number): Token {
  return { ...token, start: token.start + by, end: token.end + by }
}

/**
 * The last word may be unfinished, but a single letter after other words would stand for half the dictionary. Korean
 * words carry their particles at the end.
 */
function withPrefixes(words: readonly QueryWord[], text: string): QueryWord[] {
  return words.map((word) => {
    const ends = word.tokens.some((token) => token.end === text.length)
    const unfinished = ends && (words.length === 1 || !word.tokens.every(({ term }) => /^[a-z]$/.test(term)))
    const particles = word.tokens.every((token) => HANGUL.test(token.term))
    return unfinished || particles ? { ...word, prefix: true } : word
  })
}

function isSpace(character: string | undefined): boolean {
  return character !== undefined && /\s/u.test(character)
}

function isQuote(character: string | undefined): boolean {
  return character !== undefined && QUOTES.includes(character)
}
