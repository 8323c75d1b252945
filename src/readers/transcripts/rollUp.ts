import type { ProblemLog } from '../problemLog.js'
import { rowsOf, type CueMarkup, type TimedBlock } from './timedBlock.js'

/** A repeat follows at once: of captions further apart, each says its own. Seconds. */
const AT_ONCE = 0.5
/** The share of cues that must go on from the one before, for a file to be taken for rolling captions. */
const MOST = 0.5
/** Scripts without spaces roll on without one. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]$/u

/**
 * Blocks without what rolling captions repeat: there each cue shows the last line or lines again, and only the rest of
 * it is new ("A", "A B", "B C"; YouTube's also show each line once more for 10 ms). Other files stay as they are.
 */
export function withoutRepeats(
  blocks: readonly TimedBlock[],
  markup: CueMarkup,
  log: ProblemLog,
): readonly TimedBlock[] {
  /** What is on the screen, in the order in which it came. */
  let shown: string[] = []
  let before: TimedBlock | null = null
  let repeats = 0
  let grown = 0
  const fresh = blocks.flatMap((block): TimedBlock[] => {
    const rows = rowsOf(block, markup)
    const full = rows.map((row) => row.plain).join(' ')
    if (full === '') return [block]
    const isNear = before !== null && block.start - before.end <= AT_ONCE && block.start >= before.start
    before = block
    const from = isNear ? shown.findIndex((_, i) => begins(full, shown.slice(i).join(' '))) : -1
    const rest = from < 0 ? null : withoutStart(rows, shown.slice(from).join(' '))
    if (rest === null) {
      shown = [full]
      return [block]
    }
    repeats++
    if (rest.plain === '') {
      shown = shown.slice(from)
      return []
    }
    grown++
    shown = [...shown.slice(from), rest.plain].slice(-4)
    return [{ ...block, text: rest.raw }]
  })
  if (grown < 2 || repeats < 3 || repeats < blocks.length * MOST) return blocks
  log.add('info', 'captions-roll-up', `each caption repeats the one before; ${repeats} repeats were left out`)
  return fresh
}

function begins(text: string, start: string): boolean {
  if (!text.startsWith(start)) return false
  return text.length === start.length || text[start.length] === ' ' || UNSPACED.test(start)
}

/** Rows without the words at their start; null where those end inside markup. */
function withoutStart(
  rows: readonly { readonly raw: string; readonly plain: string }[],
  start: string,
): { readonly raw: string; readonly plain: string } | null {
  let at = 0
  for (const [i, row] of rows.entries()) {
    if (at >= start.length) return joined(rows.slice(i))
    const left = start.length - at
    if (row.plain.length > left) {
      if (row.plain !== row.raw.trim()) return null
      const rest = row.plain.slice(left).trim()
      return joined([{ raw: rest, plain: rest }, ...rows.slice(i + 1)])
    }
    at += row.plain.length + 1
  }
  return { raw: '', plain: '' }
}

function joined(rows: readonly { readonly raw: string; readonly plain: string }[]): {
  readonly raw: string
  readonly plain: string
} {
  return { raw: rows.map((row) => row.raw).join('\n'), plain: rows.map((row) => row.plain).join(' ') }
}
