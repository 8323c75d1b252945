import { stemOf } from '../../src/search/stems/english.js'
import { stopWordsOf } from '../../src/search/stopWords.js'
import type { Lecture } from './lectures.js'

/** A stretch of a lecture of fixed length, in seconds. */
export interface Window {
  readonly lecture: string
  readonly start: number
  readonly end: number
}

const K1 = 1.2
const B = 0.75
const STOP_WORDS = stopWordsOf(['en'])

/** Plain words: lower case, runs of letters, digits and apostrophes, stop words left out, lightly stemmed. */
function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [])
    .filter((word) => !STOP_WORDS.has(word))
    .map(stemOf)
}

interface Counted extends Window {
  readonly counts: ReadonlyMap<string, number>
  readonly length: number
}

/**
 * The peer: BM25 over windows of speech and nothing else (S. Robertson and H. Zaragoza, The Probabilistic Relevance
 * Framework, 2009; the idf is Lucene's, which is never negative). Windows begin at 0 and every `step` seconds.
 * @returns the best ten windows of a query over all lectures together
 */
export function windowBm25(
  lectures: readonly Lecture[],
  length: number,
  step: number,
): (query: string) => Window[] {
  const windows = lectures.flatMap((lecture) => cutWindows(lecture, length, step))
  const spread = new Map<string, number>()
  for (const { counts } of windows)
    for (const word of counts.keys()) spread.set(word, (spread.get(word) ?? 0) + 1)
  const mean = windows.reduce((total, window) => total + window.length, 0) / windows.length
  const idf = (word: string): number => {
    const holding = spread.get(word) ?? 0
    return Math.log(1 + (windows.length - holding + 0.5) / (holding + 0.5))
  }
  return (query) => {
    const words = new Set(wordsOf(query))
    const scoreOf = (window: Counted): number => {
      let score = 0
      for (const word of words) {
        const count = window.counts.get(word) ?? 0
        score += (idf(word) * count * (K1 + 1)) / (count + K1 * (1 - B + (B * window.length) / mean))
      }
      return score
    }
    return windows
      .map((window) => ({ window, score: scoreOf(window) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .slice(0, 10)
      .map(({ window }) => window)
  }
}

function cutWindows({ id, transcript }: Lecture, length: number, step: number): Counted[] {
  const said = transcript.cues
    .flatMap((cue) => cue.words ?? [])
    .map(({ text, start }) => ({ start, words: wordsOf(text) }))
  const last = said.at(-1)?.start ?? 0
  const windows: Counted[] = []
  for (let start = 0; start <= last; start += step) {
    const end = start + length
    const words = said.filter((word) => word.start >= start && word.start < end).flatMap((word) => word.words)
    const counts = new Map<string, number>()
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
    if (words.length > 0) windows.push({ lecture: id, start, end, counts, length: words.length })
  }
  return windows
}
