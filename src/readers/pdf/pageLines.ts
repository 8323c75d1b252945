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
/** Smaller text is not seen: sources that formula tools leave behind. Share of the page's height. */
const TINY = 0.002
/** The same words so near to themselves are a shadow or an outline. Share of the font size. */
const SHADOW = 0.15
/** A writing direction with less than so much of both axes is level or upright: the page's own order holds. */
const SLANT = 0.1
/** Baselines of slanted letters nearer than this are one. Share of the font size. */
const SAME_SLANTED_LINE = 0.4
/** Where doubles of a part of the words are looked for: those that programs make are drawn one after the other. */
const NEAR_RUNS = 4
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
  readonly isAfterSpace: boolean
}

interface OpenLine {
  text: string
  size: number
  readonly y: number
}

/**
 * The text of a page, a line a line, in the order the page draws it. Words are parted and joined by their places:
 * PDF has no spaces of its own. What is too small to be seen comes last, marked.
 */
export function pageLines(runs: readonly TextRun[], frame: PageFrame): PageLine[] {
  const placed = placedRuns(runs, frame)
  const isTiny = ({ size }: PlacedRun): boolean => size < frame.height * TINY
  const seen = withoutShadows(slantedInOrder(placed.filter((run) => !isTiny(run))))
  const unseen = joined(withoutShadows(placed.filter(isTiny)), frame).map((line) => ({
    ...line,
    isTiny: true as const,
  }))
  return [...joined(seen, frame), ...unseen]
}

function joined(runs: readonly PlacedRun[], frame: PageFrame): PageLine[] {
  const lines: OpenLine[] = []
  let last: PlacedRun | null = null
  for (const run of runs) {
    const line = lines.at(-1)
    const joint = last && line ? jointOf(last, run) : 'line'
    if (joint === 'line' || !line) lines.push({ text: run.text, size: run.size, y: run.y / frame.height })
    else {
      const isSpace = joint === 'space' || run.isAfterSpace
      line.text += (isSpace ? ' ' : '') + run.text
      line.size = Math.max(line.size, run.size)
    }
    last = run
  }
  return lines
    .map(({ text, size, y }) => ({ text: plainWords(text), size, y }))
    .filter((line) => line.text !== '')
}

/** Every run at its place; white space becomes a mark on what follows it. */
function placedRuns(runs: readonly TextRun[], frame: PageFrame): PlacedRun[] {
  const placed: PlacedRun[] = []
  let isAfterSpace = false
  let total = 0
  for (const run of runs) {
    if (run.str.trim() === '') {
      // Spaces without a height are pdf.js's own guesses, made at smaller gaps than ours.
      isAfterSpace ||= run.str !== '' && run.height > 0
      continue
    }
    total += run.str.length
    if (total > MAX_PAGE) break
    placed.push(place(run, frame, isAfterSpace))
    isAfterSpace = /\s$/.test(run.str)
  }
  return placed
}

/**
 * Slanted labels are drawn letter by letter across each other where a printer sorted them by height: those of one
 * slant are put together line by line, where the first of them stood.
 */
function slantedInOrder(runs: readonly PlacedRun[]): PlacedRun[] {
  const slants = new Map<string, PlacedRun[]>()
  for (const run of runs) {
    const [ux, uy] = run.along
    if (Math.min(Math.abs(ux), Math.abs(uy)) < SLANT) continue
    const key = `${ux.toFixed(1)} ${uy.toFixed(1)}`
    slants.set(key, [...(slants.get(key) ?? []), run])
  }
  if (slants.size === 0) return [...runs]
  const first = new Map([...slants.values()].map((group) => [group[0], group]))
  const slanted = new Set([...slants.values()].flat())
  return runs.flatMap((run) => {
    const group = first.get(run)
    if (group) return inSlantedLines(group)
    return slanted.has(run) ? [] : [run]
  })
}

function inSlantedLines(group: readonly PlacedRun[]): PlacedRun[] {
  const [ux, uy] = group[0]?.along ?? [1, 0]
  const along = ({ x, y }: PlacedRun): number => x * ux + y * uy
  const across = ({ x, y }: PlacedRun): number => y * ux - x * uy
  const lines: PlacedRun[][] = []
  for (const run of [...group].sort((a, b) => across(a) - across(b))) {
    const line = lines.at(-1)
    const before = line?.at(-1)
    if (line && before && across(run) - across(before) < SAME_SLANTED_LINE * run.size) line.push(run)
    else lines.push([run])
  }
  return lines.flatMap((line) => line.sort((a, b) => along(a) - along(b)))
}

/** Without words that were drawn at nearly the same place, alone or within others: shadows, outlines, highlights. */
function withoutShadows(runs: readonly PlacedRun[]): PlacedRun[] {
  const drawn = new Map<string, PlacedRun[]>()
  const kept: PlacedRun[] = []
  for (const run of runs) {
    const before = drawn.get(run.text)
    if (before?.some(({ x, y }) => Math.hypot(run.x - x, run.y - y) < SHADOW * run.size)) continue
    if (!before) drawn.set(run.text, [run])
    else if (before.length < 200) before.push(run)
    const near = kept.slice(-NEAR_RUNS)
    if (near.some((other) => covers(other, run))) continue
    for (const other of near) if (covers(run, other)) kept.splice(kept.lastIndexOf(other), 1)
    kept.push(run)
  }
  return kept
}

/** Whether the words of one are part of the other's and stand on them. */
function covers(outer: PlacedRun, inner: PlacedRun): boolean {
  const from = outer.text.indexOf(inner.text.trim())
  if (from < 0 || inner.width > outer.width) return false
  const [ux, uy] = outer.along
  if (ux * inner.along[0] + uy * inner.along[1] < 0.99) return false
  const [dx, dy] = [inner.x - outer.x, inner.y - outer.y]
  const along = dx * ux + dy * uy
  const slack = SHADOW * outer.size
  // Letters differ in width: where a part begins is known roughly.
  const expected = (outer.width * from) / outer.text.length
  return (
    Math.abs(dx * uy - dy * ux) < slack &&
    Math.abs(along - expected) < outer.size &&
    along > -slack &&
    along + inner.width < outer.width + slack &&
    Math.abs(outer.size - inner.size) < slack
  )
}

function place(run: TextRun, frame: PageFrame, isAfterSpace: boolean): PlacedRun {
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
    isAfterSpace,
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
