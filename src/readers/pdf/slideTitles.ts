import type { PageLine } from './messages.js'
import { isPageNumber } from './runningLines.js'

/** Larger than the rest by this factor, a line stands out. */
const STANDS_OUT = 1.1
const MAX_TITLE = 150

/**
 * The heading of each page, guessed from size and place: the largest lines, or the topmost one that is larger than
 * most. Null where none stands out. Running headers, footers and page numbers are never headings.
 * @param running of each page the lines that are not its own
 */
export function slideTitles(
  pages: readonly (readonly PageLine[])[],
  running: readonly ReadonlySet<number>[],
): readonly (string | null)[] {
  return pages.map((lines, page) =>
    titleOf(lines.filter((line, i) => !isPageNumber(line) && !running[page]?.has(i))),
  )
}

function titleOf(lines: readonly PageLine[]): string | null {
  const worded = lines.filter((line) => /\p{L}.*[\p{L}\p{N}]/u.test(line.text))
  const largest = Math.max(0, ...worded.map((line) => line.size))
  const body = medianSize(worded)
  if (largest > body * STANDS_OUT) {
    const top = worded.filter((line) => line.size > body * STANDS_OUT && line.y < 0.3)
    const size = top.length > 0 ? Math.max(...top.map((line) => line.size)) : largest
    return joined(worded, (line) => Math.abs(line.size - size) < size * 0.05)
  }
  if (isSparse(worded)) return joined(worded, (line) => line.size > largest * 0.95)
  // One size for everything: a short line at the top, apart from the others, is still a heading.
  const byHeight = [...worded].sort((a, b) => a.y - b.y)
  const [first, second] = byHeight
  if (!first || first.y > 0.25 || first.text.length > 80) return null
  if (!second) return first.text
  const gaps = byHeight.slice(1).map((line, i) => line.y - (byHeight[i]?.y ?? 0))
  const [gap = 0, ...others] = gaps
  return others.length === 0 || gap > 1.3 * Math.min(...others.filter((other) => other > 0))
    ? first.text
    : null
}

/** A title page or a word of thanks: few letters, the largest of them the heading. */
function isSparse(lines: readonly PageLine[]): boolean {
  const letters = lines.reduce((sum, line) => sum + line.text.length, 0)
  const sizes = lines.map((line) => line.size)
  return letters < 120 && (lines.length <= 2 || Math.max(...sizes) > Math.min(...sizes) * STANDS_OUT)
}

/** The first matching line with those that follow it directly: a heading over several lines. */
function joined(lines: readonly PageLine[], matches: (line: PageLine) => boolean): string | null {
  const from = lines.findIndex(matches)
  if (from < 0) return null
  const end = lines.findIndex((line, i) => i > from && !matches(line))
  const heading = lines.slice(from, Math.min(end < 0 ? lines.length : end, from + 4))
  const text = heading.map((line) => line.text).join(' ')
  return text.length <= MAX_TITLE ? text : null
}

/** The size that half of a page's letters do not exceed. */
function medianSize(lines: readonly PageLine[]): number {
  const bySize = [...lines].sort((a, b) => a.size - b.size)
  const half = bySize.reduce((sum, line) => sum + line.text.length, 0) / 2
  let letters = 0
  for (const line of bySize) {
    letters += line.text.length
    if (letters >= half) return line.size
  }
  return 0
}
