import type { PageLine } from './messages.js'

/** Shares of the page's height that headers and footers keep to. */
const HEADER = 0.12
const FOOTER = 0.88
/** A line that stands at the edge of so many pages belongs to the deck, not to the page. */
const RUNNING_PAGES = 3
/** Larger than the rest by this factor, a line stands out. */
const STANDS_OUT = 1.1
const MAX_TITLE = 150

/**
 * The heading of each page, guessed from size and place: the largest lines, or the topmost one that is larger than
 * most. Null where none stands out. Running headers, footers and page numbers are never headings.
 */
export function slideTitles(pages: readonly (readonly PageLine[])[]): readonly (string | null)[] {
  const running = runningLines(pages)
  return pages.map((lines) => {
    const own = lines.filter((line) => !isPageNumber(line) && !isRunning(line, lines, running))
    return titleOf(own)
  })
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

/** How many pages have a line at an edge, by its words without figures and its height. */
function runningLines(pages: readonly (readonly PageLine[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const lines of pages) {
    const keys = new Set(lines.filter(isAtEdge).map(runningKey))
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

/** The largest words of a page are its own even where they come again: a heading over several builds. */
function isRunning(line: PageLine, page: readonly PageLine[], running: ReadonlyMap<string, number>): boolean {
  if (!isAtEdge(line) || (running.get(runningKey(line)) ?? 0) < RUNNING_PAGES) return false
  return line.y > FOOTER || line.size < Math.max(...page.map((other) => other.size))
}

function isAtEdge(line: PageLine): boolean {
  return line.y < HEADER || line.y > FOOTER
}

function runningKey(line: PageLine): string {
  return `${Math.round(line.y * 50)} ${line.text.replace(/\d+/g, '#')}`
}

function isPageNumber(line: PageLine): boolean {
  return /^(page|slide|p\.)?\W{0,3}\d{1,4}(\s*(\/|of|von|de|\|)\s*\d{1,4})?\W{0,3}$/i.test(line.text)
}
