import type { Word } from '../../archive/transcript.js'
import { plainWords } from '../plainWords.js'

/** A segment's text, and its words when every one could be placed in it. */
export interface WhisperWords {
  readonly text: string
  readonly words: readonly Word[] | null
}

interface Piece {
  /** As the file has it: with the space before it, if any. */
  readonly raw: string
  readonly start: number | null
  readonly end: number | null
}

/**
 * The words of a segment. Whisper splits at its own tokens (`5`, `-tuple`): pieces without a space between them are
 * one word. WhisperX leaves out times it could not align: such words share the gap between their neighbours.
 * @param list the segment's `words`, whatever they are
 * @param times the segment's own, seconds
 */
export function whisperWords(
  list: unknown,
  rawText: string,
  times: { readonly start: number | undefined; readonly end: number | undefined },
): WhisperWords {
  const text = plainWords(rawText)
  const pieces = piecesOf(list)
  if (!pieces) return { text, words: null }
  // Where the pieces carry their own spaces, they know better than a text that was glued together from them.
  const spaced = plainWords(pieces.map((piece) => piece.raw).join(''))
  const hasSpaces = pieces.slice(1).some((piece) => /^\s/.test(piece.raw))
  const best = hasSpaces && withoutSpaces(spaced) === withoutSpaces(text) ? spaced : text
  const merged = mergedPieces(pieces, best)
  return { text: best, words: merged && timed(merged, times.start, times.end) }
}

function piecesOf(list: unknown): readonly Piece[] | null {
  if (!Array.isArray(list)) return null
  const pieces = list.map((item: unknown): Piece | null => {
    if (typeof item !== 'object' || item === null) return null
    const { word, text, start, end } = item as Record<string, unknown>
    const raw = word ?? text
    return typeof raw === 'string' ? { raw, start: seconds(start), end: seconds(end) } : null
  })
  const whole = pieces.filter((piece) => piece !== null)
  return whole.length === list.length && whole.some((piece) => piece.start !== null) ? whole : null
}

/** Pieces joined where the text has no space between them; null when they do not spell the text. */
function mergedPieces(pieces: readonly Piece[], text: string): readonly Piece[] | null {
  const merged: Piece[] = []
  let at = 0
  for (const piece of pieces) {
    const word = plainWords(piece.raw)
    if (word === '') continue
    const isNew = at === 0 || text[at] === ' '
    if (isNew && at > 0) at++
    if (!text.startsWith(word, at) || word.includes(' ')) return null
    at += word.length
    const last = merged.at(-1)
    if (isNew || !last) merged.push({ ...piece, raw: word })
    else
      merged[merged.length - 1] = {
        raw: last.raw + word,
        start: last.start ?? piece.start,
        end: piece.end ?? last.end,
      }
  }
  return at === text.length && merged.length > 0 ? merged : null
}

/** Words in order of time; runs without times are spread evenly up to the next known start. */
function timed(pieces: readonly Piece[], segmentStart?: number, segmentEnd?: number): readonly Word[] {
  const known = pieces.find((piece) => piece.start !== null)?.start ?? 0
  // Aligners sometimes start the first word a little before its segment.
  let clock = Math.min(segmentStart ?? known, pieces[0]?.start ?? Infinity)
  const nextKnown = nextKnownIndexes(pieces)
  return pieces.map((piece, i) => {
    const next = nextKnown[i] ?? pieces.length
    const limit = pieces[next]?.start ?? segmentEnd ?? clock
    const start = Math.max(clock, piece.start ?? clock)
    const guess = piece.start === null ? start + Math.max(0, limit - start) / (next - i) : start
    clock = Math.max(start, piece.end ?? guess)
    return { text: piece.raw, start: round(start), end: round(clock) }
  })
}

/** For each piece, the index of the first piece from there on that has a start. */
function nextKnownIndexes(pieces: readonly Piece[]): readonly number[] {
  const indexes = new Array<number>(pieces.length)
  let next = pieces.length
  for (let i = pieces.length - 1; i >= 0; i--) {
    if (pieces[i]?.start !== null) next = i
    indexes[i] = next
  }
  return indexes
}

function seconds(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null
}

function withoutSpaces(text: string): string {
  return text.replace(/\s+/g, '')
}

function round(time: number): number {
  return Math.round(time * 1000) / 1000
}
