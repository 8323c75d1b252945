import { NO_GROUP, type EngineHits, type EngineQuery, type PassageTable, type Wanted } from '../engine.js'
import { countAsWritten, expandTerms, lengthOf, type Expansion } from '../expand.js'
import type { Dictionary } from '../dictionary.js'
import { inverseFrequency, type Statistics } from './bm25.js'
import { findTerm } from './postings.js'
import { scoreSome, scoreUnits } from './score.js'
import type { Columns, ScoredTerm } from './scoreBlock.js'
import type { Segment } from './segment.js'
import { findBeginnings, findSequence, type SequenceMatches } from './sequence.js'
import type { Sequence } from './spelledSequence.js'
import { visitSegment } from './visitPlaces.js'

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
    verbatim: joined(found.map((part) => part.verbatim)),
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

/** To look for the words as they were typed, the rarest of them must not be in more units of a segment than these. */
const MOST_VERBATIM = 1 << 15

/** What one segment answers, with the places of the words that have parts. */
interface Answer extends Columns {
  /** Units in which the words begin as they were typed. */
  readonly verbatim: Uint32Array
  readonly sequences: ReadonlyMap<number, SequenceMatches>
}

function findInSegment(
  { segment, base, isWhole }: PlacedSegment,
  { dictionary, statistics, norms, table }: Index,
  { words, phrases, without, verbatim, deadline }: EngineQuery,
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
  if (base > 0) for (let at = 0; at < columns.units.length; at += 1) columns.units[at]! += base
  // What this has no time for changes the order only: nothing is cut.
  const typed = verbatim ? beginningsOf(verbatim, segment, () => performance.now() > deadline) : []
  const told = Uint32Array.from(typed).filter((unit) => !excluded.has(unit))
  return { ...columns, sequences, verbatim: told.map((unit) => unit + base) }
}

/** The units in which words begin that stand one after the other; none where that would take long. */
function beginningsOf(wanted: Wanted, segment: Segment, isLate: () => boolean): Uint32Array {
  const sequence = sequenceOf(segment, wanted)
  const { frequencies } = segment.postings
  const holders = new Float64Array(sequence.length)
  for (const { position, span, terms } of sequence.tokens)
    for (let at = position; at < position + span; at += 1)
      for (const term of terms) holders[at]! += frequencies[term]!
  return Math.min(...holders) > MOST_VERBATIM ? new Uint32Array() : findBeginnings(segment, sequence, isLate)
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

function joined(parts: readonly Uint32Array[]): Uint32Array {
  return Uint32Array.from(parts.flatMap((part) => [...part]))
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

/** Numbers that are in all of some lists, each once; the lists ascend. */
function inAll(lists: readonly Uint32Array[]): Uint32Array {
  const [first = new Uint32Array(), ...rest] = lists
  const others = rest.map((list) => new Set(list))
  return others.length === 0 ? first : first.filter((unit) => others.every((other) => other.has(unit)))
}
