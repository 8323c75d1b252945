import type MiniSearch from 'minisearch'
import type { Passage } from '../../archive/moment.js'
import type { Dictionary } from '../dictionary.js'
import type { EngineHits, EngineQuery, PassageTable, Wanted } from '../engine.js'
import { countAsWritten, expandTerms, lengthOf } from '../expand.js'
import { findPhrase, textStream } from '../tokenStream.js'
import type { Indexed } from './minisearch.js'
import { FOLLOWS } from '../traits.js'

/** An opened index. */
export interface Index {
  readonly passages: readonly Passage[]
  readonly table: PassageTable
  readonly search: MiniSearch<Indexed>
  readonly dictionary: Dictionary
}

/** A place of a word or phrase: where it begins, and the last unit it touches. */
interface Match {
  readonly unit: number
  readonly lastUnit: number
  readonly position: number
  readonly end: number
  /** The words that begin there. */
  readonly spelled: readonly string[]
}

/** By term of the query, the indexed words that stand for it and what each is worth. */
type Spellings = ReadonlyMap<string, ReadonlyMap<string, number>>

/** Finds what answers a query: words through MiniSearch, everything that has an order by reading the texts. */
export function findUnits(index: Index, { words, phrases, without, minor }: EngineQuery): EngineHits {
  const { table, dictionary } = index
  const expansions = expandTerms(words, phrases, dictionary)
  const spellings: Spellings = new Map(expansions.map(({ text, words: known }) => [text, known]))
  const { scores, units: unitsOf } = scoreUnits(index, spellings)
  const exactly = (wanted: Wanted): Match[] => findMatches(index, wanted, (term) => [term])
  const loosely = (word: Wanted): Match[] =>
    findMatches(index, word, (term) => [...(spellings.get(term)?.keys() ?? [])])

  const begins = phrases.map((phrase) => new Set(exactly(phrase).map(({ unit }) => unit)))
  const excluded = new Set(
    without.flatMap((wanted) =>
      exactly(wanted).flatMap(({ unit, lastUnit }) =>
        Array.from({ length: lastUnit - unit + 1 }, (_, further) => unit + further),
      ),
    ),
  )
  const bits = new Map<number, number>()
  words.forEach((word, number) => {
    const length = lengthOf(word.tokens)
    const whole = word.tokens.filter(({ span }) => span === length).flatMap(({ term }) => unitsOf(term))
    const inParts = length > 1 ? loosely(word).map(({ unit }) => unit) : []
    for (const unit of [...whole, ...inParts]) bits.set(unit, ((bits.get(unit) ?? 0) | (1 << number)) >>> 0)
  })
  const [first, ...rest] = begins
  const everything = words.length === 0 && phrases.length === 0
  const candidates = everything
    ? Array.from({ length: table.units }, (_, unit) => unit)
    : (first ?? bits.keys())
  const units = [...candidates]
    .filter((unit) => !excluded.has(unit) && rest.every((own) => own.has(unit)))
    .sort((a, b) => a - b)
  return {
    units: Uint32Array.from(units),
    scores: Float32Array.from(units, (unit) => scores.get(unit) ?? 0),
    words: Uint32Array.from(units, (unit) => bits.get(unit) ?? 0),
    verbatim: new Uint32Array(),
    truncated: false,
    spellings: new Map([...spellings].map(([text, known]) => [text, [...known.keys()]])),
    asWritten: words.map((word) => countAsWritten(word, expansions, (term) => dictionary.passagesWith(term))),
    visitPlaces: (asked, numbers, visit) => {
      for (const number of numbers) {
        const word = words[number] ?? minor[number - words.length]
        const isMinor = number >= words.length
        if (!word) continue
        const accepts = (wanted: string, found: string): boolean =>
          isMinor ? wanted === found : spellings.get(wanted)?.has(found) === true
        asked.forEach((unit, at) => {
          for (const { position, end, spelled } of matchesFrom(index, unit, word, accepts))
            visit(at, number, position, end, isMinor ? 1 : weightOf(word, spelled, spellings))
        })
      }
    },
  }
}

/** What the spelling is worth that was found for a word; words with parts are worth what they are. */
function weightOf({ tokens }: Wanted, spelled: readonly string[], spellings: Spellings): number {
  if (lengthOf(tokens) > 1) return 1
  const weights = tokens.flatMap(({ term }) =>
    spelled.flatMap((word) => spellings.get(term)?.get(word) ?? []),
  )
  return Math.max(0, ...weights)
}

/** MiniSearch's scores, without its multiplier: that counts spellings, where words count. */
function scoreUnits(
  { search }: Index,
  spellings: Spellings,
): { scores: ReadonlyMap<number, number>; units: (term: string) => number[] } {
  const words = [...spellings.values()].flatMap((known) => [...known.keys()])
  const weights = [...spellings.values()].flatMap((known) => [...known.values()])
  const results = search.search('', {
    tokenize: () => words,
    boostTerm: (_term, position) => weights[position] ?? 0,
  })
  const scores = new Map<number, number>()
  const byWord = new Map<string, number[]>()
  for (const { id, score, queryTerms, terms } of results) {
    scores.set(id as number, score / Math.max(1, queryTerms.length))
    for (const word of terms) {
      const units = byWord.get(word)
      if (units) units.push(id as number)
      else byWord.set(word, [id as number])
    }
  }
  return {
    scores,
    units: (term) => [...(spellings.get(term)?.keys() ?? [])].flatMap((word) => byWord.get(word) ?? []),
  }
}

/** Every place of a phrase: its first words choose the passages, and the texts decide. */
function findMatches(index: Index, wanted: Wanted, spelled: (term: string) => readonly string[]): Match[] {
  const unitsWith = (terms: readonly string[]): Set<number> =>
    new Set(index.search.search('', { tokenize: () => [...terms] }).map(({ id }) => id as number))
  const known = new Map(
    wanted.tokens.map(({ term }) => [
      term,
      { words: new Set(spelled(term)), units: unitsWith(spelled(term)) },
    ]),
  )
  const firsts = wanted.tokens.filter(({ position }) => position === 0)
  const candidates = new Set(firsts.flatMap(({ term }) => [...(known.get(term)?.units ?? [])]))
  return [...candidates]
    .sort((a, b) => a - b)
    .filter((unit) => covers(wanted, windowFrom(index, unit, wanted), (term) => known.get(term)?.units))
    .flatMap((unit) =>
      matchesFrom(index, unit, wanted, (asked, found) => known.get(asked)?.words.has(found) === true),
    )
}

/** A unit and those after it into which the phrase could reach. */
function windowFrom({ table }: Index, unit: number, { tokens }: Wanted): number[] {
  const window = [unit]
  const length = lengthOf(tokens)
  while (length > 1 && window.length <= length && unit + window.length < table.units) {
    if (((table.traits[unit + window.length] ?? 0) & FOLLOWS) === 0) break
    window.push(unit + window.length)
  }
  return window
}

/** Whether there is a spelling of the phrase of which a window holds every word. */
function covers(
  { tokens }: Wanted,
  window: readonly number[],
  unitsOf: (term: string) => ReadonlySet<number> | undefined,
): boolean {
  const reachable = new Set([0])
  for (const { term, position, span } of tokens)
    if (reachable.has(position) && window.some((unit) => unitsOf(term)?.has(unit)))
      reachable.add(position + span)
  return reachable.has(lengthOf(tokens))
}

/** The places that begin in a unit, by reading it and what follows. */
function matchesFrom(
  index: Index,
  unit: number,
  wanted: Wanted,
  accepts: (asked: string, found: string) => boolean,
): Match[] {
  const texts = windowFrom(index, unit, wanted).map((each) => index.passages[each]?.text ?? '')
  const ends: number[] = []
  texts.reduce((length, text) => {
    ends.push(length + text.length)
    return length + text.length + 1
  }, 0)
  const stream = textStream(texts.join(' '))
  return findPhrase(stream, wanted.tokens, accepts)
    .filter(({ start }) => start < (texts[0]?.length ?? 0))
    .map(({ end, position, endPosition }) => ({
      unit,
      lastUnit: unit + ends.findIndex((last) => end <= last),
      position,
      end: endPosition,
      spelled: stream.at(position).map(({ term }) => term),
    }))
}
