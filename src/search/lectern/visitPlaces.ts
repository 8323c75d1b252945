import type { EngineQuery, PlaceVisitor, Wanted } from '../engine.js'
import type { Expansion } from '../expand.js'
import { lowerBound } from '../open.js'
import { createPlaces, PostingsCursor } from './postingsCursor.js'
import { findTerm } from './postings.js'
import type { Segment } from './segment.js'
import type { SequenceMatches } from './sequence.js'

/** Words of a query as they were looked for. */
export interface LookedFor {
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

/** Tells every place of some words in those of a segment's units that are given; they ascend, and so do a word's places in one. */
export function visitSegment(
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
