import type { PageLine } from './messages.js'

/** Shares of the page's height that headers and footers keep to. */
const HEADER = 0.12
const FOOTER = 0.88
/** A line that stands at the edge of so many pages belongs to the deck, not to the page. */
const RUNNING_PAGES = 3

/**
 * Of each page the lines that are not its own, 0-based: headers and footers that come again on other pages at the
 * same height, figures aside, page numbers at its edges, and what is too small to be seen.
 */
export function runningLines(pages: readonly (readonly PageLine[])[]): readonly ReadonlySet<number>[] {
  const counts = edgeCounts(pages)
  return pages.map((lines) => {
    const running = lines.flatMap((line, i) =>
      line.isTiny || (isAtEdge(line) && isPageNumber(line)) || isRunning(line, lines, counts) ? [i] : [],
    )
    return new Set(running)
  })
}

/** How many pages have a line at an edge, by its words without figures and its height. */
function edgeCounts(pages: readonly (readonly PageLine[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const lines of pages) {
    const keys = new Set(lines.filter(isAtEdge).map(runningKey))
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

/** The largest words of a page are its own even where they come again: a heading over several builds. */
function isRunning(line: PageLine, page: readonly PageLine[], counts: ReadonlyMap<string, number>): boolean {
  if (!isAtEdge(line) || (counts.get(runningKey(line)) ?? 0) < RUNNING_PAGES) return false
  return line.y > FOOTER || line.size < Math.max(...page.map((other) => other.size))
}

function isAtEdge(line: PageLine): boolean {
  return line.y < HEADER || line.y > FOOTER
}

function runningKey(line: PageLine): string {
  return `${Math.round(line.y * 50)} ${line.text.replace(/\d+/g, '#')}`
}

/** Tells `7`, `Page 7`, `7 / 30` and the like. */
export function isPageNumber(line: PageLine): boolean {
  return /^(page|slide|p\.)?\W{0,3}\d{1,4}(\s*(\/|of|von|de|\|)\s*\d{1,4})?\W{0,3}$/i.test(line.text)
}
