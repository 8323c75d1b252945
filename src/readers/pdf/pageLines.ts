import { plainWords } from '../plainWords.js'
import type { PageLine } from './messages.js'

/** A run of glyphs as pdf.js gives it; lengths in the page's units. */
export interface TextRun {
  readonly str: string
  readonly dir: string
  /** From text space to the page: `[a, b, c, d, e, f]` (ISO 32000-1, section 9.4.4). */
  readonly transform: readonly number[]
  readonly width: number
  readonly height: number
}

/** The page as seen: its size, and the matrix from its own space to the upright one with y downwards. */
export interface PageFrame {
  readonly transform: readonly number[]
  readonly height: number
}

/** A longer gap is a space. Share of the font size; measured on real decks. */
const SPACE = 0.15
/** A baseline further off is another line, not an index or exponent. Share of the font size. */
const LINE = 0.6
/** Smaller text is for programs, not for readers: sources that formula tools leave behind. Share of the page's height. */
const TINY = 0.002
/** The same words so near to themselves are a shadow or an outline. Share of the font size. */
const SHADOW = 0.15
/** Longer lines are cut: no slide has them, and a hostile page could. Characters. */
const MAX_PAGE = 200_000

interface PlacedRun {
  readonly text: string
  readonly size: number
  readonly x: number
  readonly y: number
  /** Unit vector of the writing direction. */
  readonly along: readonly [number, number]
  readonly width: number
  readonly isRightToLeft: boolean
}

interface OpenLine {
  text: string
  size: number
  readonly y: number
}

/**
 * The text of a page, a line a line, in the order the page draws it. Words are parted and joined by their places:
 * PDF has no spaces of its own.
 */
export function pageLines(runs: readonly TextRun[], frame: PageFrame): PageLine[] {
  const lines: OpenLine[] = []
  let last: PlacedRun | null = null
  let sawSpace = false
  let total = 0
  const isShadow = createShadowCheck()
  for (const run of runs) {
    if (run.str.trim() === '') {
      // Spaces without a height are pdf.js's own guesses, made at smaller gaps than ours.
      sawSpace ||= run.str !== '' && run.height > 0
      continue
    }
    total += run.str.length
    if (total > MAX_PAGE) break
    const placed = place(run, frame)
    if (placed.size < frame.height * TINY || isShadow(placed)) continue
    const line = lines.at(-1)
    const joint = last && line ? jointOf(last, placed) : 'line'
    if (joint === 'line' || !line)
      lines.push({ text: placed.text, size: placed.size, y: placed.y / frame.height })
    else {
      const isSpace = joint === 'space' || sawSpace
      line.text += (isSpace ? ' ' : '') + placed.text
      line.size = Math.max(line.size, placed.size)
    }
    sawSpace = /\s$/.test(run.str)
    last = placed
  }
  return lines
    .map(({ text, size, y }) => ({ text: plainWords(text), size, y }))
    .filter((line) => line.text !== '')
}

/** Tells whether the same words were drawn at nearly the same place before. */
function createShadowCheck(): (run: PlacedRun) => boolean {
  const drawn = new Map<string, PlacedRun[]>()
  return (run) => {
    const before = drawn.get(run.text)
    if (!before) drawn.set(run.text, [run])
    else if (before.some(({ x, y }) => Math.hypot(run.x - x, run.y - y) < SHADOW * run.size)) return true
    else if (before.length < 200) before.push(run)
    return false
  }
}

function place(run: TextRun, frame: PageFrame): PlacedRun {
  const [a, b, c, d, e, f] = multiply(frame.transform, run.transform)
  const size = Math.hypot(c, d) || Math.hypot(a, b) || run.height || 1
  const length = Math.hypot(a, b) || 1
  const isVertical = run.dir === 'ttb'
  return {
    text: run.str,
    size,
    x: e,
    y: f,
    along: isVertical
      ? ([-c / size, -d / size].map((n) => -n) as [number, number])
      : [a / length, b / length],
    width: (isVertical ? run.height : run.width) || 0,
    isRightToLeft: run.dir === 'rtl',
  }
}

function jointOf(last: PlacedRun, next: PlacedRun): 'none' | 'space' | 'line' {
  const [ux, uy] = last.along
  if (ux * next.along[0] + uy * next.along[1] < 0.9) return 'line'
  const [dx, dy] = [next.x - last.x, next.y - last.y]
  const along = dx * ux + dy * uy
  const across = Math.abs(dx * uy - dy * ux)
  const em = Math.max(last.size, next.size)
  if (across > LINE * em) return 'line'
  const gap = next.isRightToLeft && last.isRightToLeft ? -along - next.width : along - last.width
  if (gap < -0.8 * em) return 'line'
  return gap > SPACE * Math.min(last.size, next.size) || /^\s/.test(next.text) ? 'space' : 'none'
}

function multiply(
  m: readonly number[],
  n: readonly number[],
): [number, number, number, number, number, number] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = m
  const [p = 1, q = 0, r = 0, s = 1, t = 0, u = 0] = n
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f]
}
