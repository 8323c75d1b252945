import type { Word } from '../../archive/transcript.js'
import type { CueTimes } from './cueTime.js'
import { plainWords } from '../plainWords.js'

/** A stretch of text that begins at a known time (seconds), or where the one before it ends. */
export interface TimedPiece {
  readonly at: number | null
  text: string
}

/** A word before every time is known. */
interface OpenWord {
  text: string
  start: number | null
  end: number | null
}

/**
 * The words of a cue from pieces with times; null when fewer than half of them have a time of their own. Words that
 * share a piece share its time by characters. A piece without words ends the word before it.
 */
export function timedWords(pieces: readonly TimedPiece[], times: CueTimes): readonly Word[] | null {
  if (!pieces.some((piece) => piece.at !== null)) return null
  const words = openWords(pieces)
  const first = words[0]
  if (!first) return null
  first.start ??= times.start
  if (words.filter((word) => word.start !== null).length * 2 < words.length) return null
  return closeWords(words, times.end)
}

function openWords(pieces: readonly TimedPiece[]): OpenWord[] {
  const words: OpenWord[] = []
  let joinsOn = false
  for (const piece of pieces) {
    const parts = plainWords(piece.text).split(' ')
    const last = words.at(-1)
    if (parts[0] === '') {
      if (piece.at !== null && last) last.end ??= piece.at
      joinsOn &&= piece.text === ''
      continue
    }
    if (/^\s/.test(piece.text)) joinsOn = false
    parts.forEach((text, i) => {
      if (i === 0 && joinsOn && last) {
        last.text += text
        last.end = null
      } else words.push({ text, start: i === 0 ? piece.at : null, end: null })
    })
    joinsOn = !/\s$/.test(piece.text)
  }
  return words
}

/** Gives every word a start and an end, in order and inside the cue. */
function closeWords(words: readonly OpenWord[], cueEnd: number): readonly Word[] {
  const closed: Word[] = []
  let from = 0
  while (from < words.length) {
    let to = from + 1
    while (to < words.length && words[to]?.start === null) to++
    const group = words.slice(from, to)
    const begin = Math.max(group[0]?.start ?? 0, closed.at(-1)?.end ?? 0)
    const limit = Math.max(begin, group.at(-1)?.end ?? words[to]?.start ?? cueEnd)
    const size = group.reduce((sum, word) => sum + word.text.length, 0)
    let before = 0
    for (const { text } of group) {
      const at = (share: number): number =>
        Math.round((begin + ((limit - begin) * share) / size) * 1000) / 1000
      closed.push({ text, start: at(before), end: at(before + text.length) })
      before += text.length
    }
    from = to
  }
  return closed
}
