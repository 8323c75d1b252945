import {
  NO_GROUP,
  type EngineHits,
  type EngineQuery,
  type PassageTable,
  type PlaceVisitor,
  type Wanted,
} from '../engine.js'
import { countAsWritten, expandTerms, lengthOf, type Expansion } from '../expand.js'
import type { Dictionary } from '../dictionary.js'
import { inverseFrequency, type Statistics } from './bm25.js'
import { lowerBound } from '../open.js'
import { createPlaces, PostingsCursor } from './postingsCursor.js'
import { findTerm } from './postings.js'
import { scoreSome, scoreUnits, type Columns } from './score.js'
import type { ScoredTerm } from './scoreBlock.js'
import type { Segment } from './segment.js'
import { findBeginnings, findSequence, type SequenceMatches } from './sequence.js'
import type { Sequence } from './spelledSequence.js'

/** A segment where it stands among all units. */
export interface PlacedSegment {
  readonly segment: Segment
  readonly base: number
  /** None of its units have left the archive. */
  readonly isWhole: boolean
}

/** All that finding needs of an opened index. */
export interface Index {
  readonly segments: readonly PlacedSegment[]
  readonly dictionary: Dictionary
  readonly statistics: Statistics
  /** By a unit's length, what its term frequencies are weighed against. */
  readonly norms: Float64Array
  readonly table: PassageTable
}

/** Finds what answers a query. Time is asked for between terms and between blocks of postings. */
export function findUnits(index: Index, query: EngineQuery): EngineHits {
  const { dictionary } = index
  const expansions = expandTerms(query.words, query.phrases, dictionary)
  const clock = { late: false }
  const isLate = (): boolean => {
    clock.late ||= performance.now() > query.deadline
    return clock.late
  }
  const found = index.segments.map((placed) => findInSegment(placed, index, query, expansions, isLate))
  return {
    ...concatenated(found),
    truncated: clock.late,
    spellings: new Map(expansions.map(({ text, words }) => [text, [...words.keys()]])),
    asWritten: query.words.map((word) =>
      countAsWritten(word, expansions, (term) => dictionary.passagesWith(term)),
    ),
    visitPlaces: (units, words, visit) => {
      index.segments.forEach(({ segment, base }, at) => {
        const sequences = found[at]?.sequences ?? new Map<number, SequenceMatches>()
        visitSegment(segment, base, units, { query, words, expansions, sequences }, visit)
      })
    },
  }
}

/** What one segment answers, with the places of the words that have parts. */
interface Answer extends Columns {
  readonly sequences: ReadonlyMap<number, SequenceMatches>
}

function findInSegment(
  { segment, base, isWhole }: PlacedSegment,
  { dictionary, statistics, norms, table }: Index,
  { words, phrases, without }: EngineQuery,
  expansions: readonly Expansion[],
  isLate: () => boolean,
): Answer {
  const exactly = (wanted: Wanted): SequenceMatches =>
    findSequence(segment, sequenceOf(segment, wanted), isLate)
  const begins = phrases.map((phrase) => findBeginnings(segment, sequenceOf(segment, phrase), isLate))
  const excluded = new Set<number>()
  for (const wanted of without) {
    const { units, lastUnits } = exactly(wanted)
    units.forEach((unit, index) => {
      for (let touched = unit; touched <= (lastUnits[index] ?? unit); touched += 1) excluded.add(touched)
    })
  }
  const all = isWhole && excluded.size === 0
  const isAnswer = (unit: number): boolean => table.groupOf[base + unit] !== NO_GROUP && !excluded.has(unit)
  const answering = (units: Uint32Array): Uint32Array => (all ? units : units.filter(isAnswer))
  const terms = expansions.flatMap(({ words: spellings, bits }) =>
    [...spellings].flatMap(([word, weight]): ScoredTerm[] => {
      const term = findTerm(segment.postings, word)
      if (term < 0) return []
      return [{ term, weight: weight * inverseFrequency(dictionary.passagesWith(word), statistics), bits }]
    }),
  )
  const sequences = new Map<number, SequenceMatches>()
  words.forEach((word, index) => {
    if (lengthOf(word.tokens) > 1)
      sequences.set(index, findSequence(segment, sequenceOf(segment, word, expansions), isLate))
  })
  const marks = [...sequences].map(([index, { units }]) => ({ units, bits: 1 << index }))
  const everything = words.length === 0 && phrases.length === 0
  const columns =
    everything || phrases.length > 0
      ? scoreSome(
          segment,
          answering(everything ? Uint32Array.from(segment.lengths, (_, unit) => unit) : inAll(begins)),
          terms,
          marks,
          norms,
        )
      : scoreUnits(segment, terms, marks, norms, all ? null : isAnswer, isLate)
  for (let at = 0; at < columns.units.length; at += 1) columns.units[at]! += base
  return { ...columns, sequences }
}

function concatenated(parts: readonly Columns[]): Columns {
  const [only] = parts
  if (only && parts.length === 1) return only
  const count = parts.reduce((sum, { units }) => sum + units.length, 0)
  const all = {
    units: new Uint32Array(count),
    scores: new Float32Array(count),
    words: new Uint32Array(count),
  }
  let at = 0
  for (const part of parts) {
    all.units.set(part.units, at)
    all.scores.set(part.scores, at)
    all.words.set(part.words, at)
    at += part.units.length
  }
  return all
}

/** A word or phrase with a segment's own numbers for its terms, or for all that stands for them. */
function sequenceOf({ postings }: Segment, { tokens }: Wanted, expansions?: readonly Expansion[]): Sequence {
  const spellingsOf = (term: string): Iterable<string> =>
    expansions?.find(({ text }) => text === term)?.words.keys() ?? [term]
  return {
    length: lengthOf(tokens),
    tokens: tokens.map(({ term, position, span }) => ({
      position,
      span,
      terms: [...spellingsOf(term)].map((word) => findTerm(postings, word)).filter((number) => number >= 0),
    })),
  }
}

/** Words of a query as they were looked for. */
interface LookedFor {
  readonly query: EngineQuery
  /** Which of them: numbers of its words, its minor ones counted on from there. */
  readonly words: readonly number[]
  readonly expansions: readonly Expansion[]
  /** Places of the words that have parts, by the word's number. */
  readonly sequences: ReadonlyMap<number, SequenceMatches>
}

/** The units of a segment among those that were given: `[from, to)` of them, counted from its base. */
interface Asked {
  readonly units: Uint32Array
  readonly base: number
  readonly from: number
  readonly to: number
}

function visitSegment(
  segment: Segment,
  base: number,
  units: Uint32Array,
  { query, words, expansions, sequences }: LookedFor,
  visit: PlaceVisitor,
): void {
  const asked = {
    units,
    base,
    from: lowerBound(units, base),
    to: lowerBound(units, base + segment.facts.units),
  }
  if (asked.from === asked.to) return
  for (const number of words) {
    const matches = sequences.get(number)
    const word = query.words[number]
    const minor = query.minor[number - query.words.length]
    if (matches) visitMatches(matches, asked, number, visit)
    else if (word) visitTerms(segment, spellingsOf(word, expansions), asked, number, visit)
    else if (minor)
      visitTerms(segment, new Map(minor.tokens.map(({ term }) => [term, 1])), asked, number, visit)
  }
}

/** What stands for a word of one position, and what each spelling is worth. */
function spellingsOf({ tokens }: Wanted, expansions: readonly Expansion[]): Map<string, number> {
  const terms = new Set(tokens.map(({ term }) => term))
  return new Map(expansions.filter(({ text }) => terms.has(text)).flatMap(({ words }) => [...words]))
}

const places = createPlaces()

function visitTerms(
  { postings }: Segment,
  spellings: ReadonlyMap<string, number>,
  { units, base, from, to }: Asked,
  word: number,
  visit: PlaceVisitor,
): void {
  const cursors = [...spellings].flatMap(([spelling, weight]) => {
    const term = findTerm(postings, spelling)
    return term < 0 ? [] : [{ cursor: new PostingsCursor(postings, term), weight }]
  })
  const found: { position: number; end: number; weight: number }[] = []
  for (let index = from; index < to; index += 1) {
    const unit = units[index]! - base
    found.length = 0
    for (const { cursor, weight } of cursors) {
      if (!cursor.seek(unit) || cursor.unit !== unit) continue
      const { positions, spans, count } = cursor.places(places)
      for (let at = 0; at < count; at += 1) {
        const position = positions[at]!
        if (cursors.length > 1) found.push({ position, end: position + spans[at]!, weight })
        else visit(index, word, position, position + spans[at]!, weight)
      }
    }
    if (found.length > 1) found.sort((a, b) => a.position - b.position || b.weight - a.weight)
    found.forEach(({ position, end, weight }, at) => {
      // Several spellings may begin at one place.
      if (at === 0 || found[at - 1]?.position !== position) visit(index, word, position, end, weight)
    })
  }
}

function visitMatches(
  matches: SequenceMatches,
  { units, base, from, to }: Asked,
  word: number,
  visit: PlaceVisitor,
): void {
  const { positions, ends } = matches
  let match = 0
  for (let index = from; index < to; index += 1) {
    const unit = units[index]! - base
    while (match < matches.units.length && matches.units[match]! < unit) match += 1
    for (; matches.units[match] === unit; match += 1) visit(index, word, positions[match]!, ends[match]!, 1)
  }
}

/** Numbers that are in all of some lists, each once; the lists ascend. */
function inAll(lists: readonly Uint32Array[]): Uint32Array {
  const [first = new Uint32Array(), ...rest] = lists
  const others = rest.map((list) => new Set(list))
  return others.length === 0 ? first : first.filter((unit) => others.every((other) => other.has(unit)))
}
