import type { Passage } from '../archive/moment.js'
import type { Token } from './analyzer.js'
import type { EngineHit, SearchEngine } from './engine.js'
import type { Range } from './snippet.js'
import { findPhrase, textStream, type TokenStream } from './tokenStream.js'

/** The stream of a passage's own text. */
export type StreamOf = (passage: Passage) => TokenStream

/** Where a phrase occurs. */
export interface PhrasePlaces {
  /** By the passage in which it begins; offsets run on into the passages after it, joined by single spaces. */
  readonly begins: ReadonlyMap<string, readonly Range[]>
  /** Every passage with any of it, the ones it only runs on into included. */
  readonly touches: ReadonlySet<string>
}

/** How many positions a text may spend on one of the phrase's: `stateoftheart` is one, `state-of-the-art` four. */
const SPELLED_OUT = 8

/**
 * All places of a phrase among accepted passages, also where it begins in one passage of a transcript and ends in a
 * later one. Engines know words only: the words choose the passages, and the texts decide.
 */
export async function findPhrasePlaces(
  engine: SearchEngine,
  phrase: readonly Token[],
  streamOf: StreamOf,
  accept: (passage: Passage) => boolean,
): Promise<PhrasePlaces> {
  const terms = [...new Set(phrase.map((token) => token.term))]
  const hits = await engine.search({
    terms: terms.map((text) => ({ text, prefix: false, inflected: false, fuzzy: false })),
    accept,
  })
  const speech = new Map(
    hits.flatMap((hit) => (hit.passage.kind === 'speech' ? [[placeOf(hit.passage), hit]] : [])),
  )
  const length = lengthOf(phrase)
  const begins = new Map<string, Range[]>()
  const touches = new Set<string>()
  const record = (passage: Passage, range: Range): void => {
    touches.add(passage.id)
    const known = begins.get(passage.id)
    if (known) known.push(range)
    else begins.set(passage.id, [range])
  }

  for (const hit of hits) {
    if (!phrase.some((token) => token.position === 0 && hit.matched.has(token.term))) continue
    const { passage } = hit
    if (covers(phrase, length, [hit]))
      for (const match of findPhrase(streamOf(passage), phrase)) record(passage, match)
    if (length === 1) continue
    const following = followingHits(hit, speech, length)
    if (following.length === 0 || !covers(phrase, length, [hit, ...following])) continue
    for (const { range, last } of acrossBorders(hit, following, phrase, length, streamOf)) {
      record(passage, range)
      for (const touched of following.slice(0, last + 1)) touches.add(touched.passage.id)
    }
  }
  return { begins, touches }
}

/** Whether there is a spelling of the phrase of which the hits hold every word. */
export function covers(phrase: readonly Token[], length: number, hits: readonly EngineHit[]): boolean {
  const reachable = new Set([0])
  for (const token of phrase)
    if (reachable.has(token.position) && hits.some((hit) => hit.matched.has(token.term)))
      reachable.add(token.position + token.span)
  return reachable.has(length)
}

/** How many positions a phrase has. */
export function lengthOf(phrase: readonly Token[]): number {
  return phrase.reduce((most, token) => Math.max(most, token.position + token.span), 0)
}

/** The hits right after one in its transcript, as many as the phrase could reach into. */
function followingHits(hit: EngineHit, speech: ReadonlyMap<string, EngineHit>, most: number): EngineHit[] {
  const following: EngineHit[] = []
  let next = speech.get(placeAfter(hit.passage))
  while (next && following.length < most) {
    following.push(next)
    next = speech.get(placeAfter(next.passage))
  }
  return following
}

/** Occurrences that begin in the first passage and end in a later one. */
function* acrossBorders(
  hit: EngineHit,
  following: readonly EngineHit[],
  phrase: readonly Token[],
  length: number,
  streamOf: StreamOf,
): Generator<{ range: Range; last: number }> {
  const { text } = hit.passage
  const own = streamOf(hit.passage)
  const tail = own.at(Math.max(0, own.positions - length * SPELLED_OUT))[0]?.start ?? 0
  // Back to white space, so that the tail is cut into words as the whole text is.
  const from = text.slice(0, tail).search(/\S+$/u)
  const start = from < 0 ? tail : from
  let joined = text.slice(start)
  const ends: number[] = []
  for (const { passage } of following) {
    joined += ` ${passage.text}`
    ends.push(joined.length)
  }
  for (const match of findPhrase(textStream(joined), phrase)) {
    if (match.start + start >= text.length || match.end + start <= text.length) continue
    const last = ends.findIndex((end) => match.end <= end)
    yield { range: { start: match.start + start, end: match.end + start }, last }
  }
}

function placeOf(passage: Passage, cue = passage.firstCue): string {
  return `${passage.talk ?? passage.event}\n${passage.transcript ?? ''}\n${cue ?? ''}`
}

function placeAfter(passage: Passage): string {
  return passage.lastCue === undefined ? '' : placeOf(passage, passage.lastCue + 1)
}
