import type { SpokenWord } from './speech.js'
import type { TimedSentence } from './timeline.js'

/** A caption: one or two lines, at most 84 characters and 7 seconds. */
export interface SampleCue {
  readonly speaker: string
  /** Seconds. */
  readonly start: number
  readonly end: number
  readonly words: readonly SpokenWord[]
  readonly lines: readonly string[]
}

const longest = { characters: 84, line: 44, seconds: 7 }

/** Cuts sentences into captions; a long sentence crosses into a second or third one, at a comma where it can. */
export function cutCues(sentences: readonly TimedSentence[]): SampleCue[] {
  return sentences.flatMap(({ speaker, words }) =>
    cut(words).map((piece) => ({
      speaker,
      start: piece[0]?.start ?? 0,
      end: piece.at(-1)?.end ?? 0,
      words: piece,
      lines: inLines(piece),
    })),
  )
}

function cut(words: readonly SpokenWord[]): (readonly SpokenWord[])[] {
  if (fits(words)) return [words]
  const half = textOf(words).length / 2
  let best = 1
  let cost = Infinity
  for (let i = 1; i < words.length; i += 1) {
    const left = textOf(words.slice(0, i))
    // A comma is worth ten characters of imbalance, no more: many phrases shall cross a border.
    const price = Math.abs(left.length - half) - (/[,:;]$/.test(left) ? 10 : 0)
    if (price < cost) [best, cost] = [i, price]
  }
  return [...cut(words.slice(0, best)), ...cut(words.slice(best))]
}

function fits(words: readonly SpokenWord[]): boolean {
  const seconds = (words.at(-1)?.end ?? 0) - (words[0]?.start ?? 0)
  const lines = inLines(words)
  return (
    words.length === 1 ||
    (textOf(words).length <= longest.characters &&
      seconds <= longest.seconds &&
      lines.every((line) => line.length <= longest.line))
  )
}

/** One line, or two of about the same length. */
function inLines(words: readonly SpokenWord[]): string[] {
  const text = textOf(words)
  if (text.length <= longest.line) return [text]
  const spaces = [...text.matchAll(/ /g)].map((match) => match.index)
  const middle = spaces.reduce(
    (best, at) => (Math.abs(at - text.length / 2) < Math.abs(best - text.length / 2) ? at : best),
    0,
  )
  return [text.slice(0, middle), text.slice(middle + 1)]
}

function textOf(words: readonly SpokenWord[]): string {
  return words.map((word) => word.text).join(' ')
}
