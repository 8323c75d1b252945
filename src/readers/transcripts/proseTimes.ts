/** A paragraph of a transcript for people. */
export interface Paragraph {
  /** Seconds; null where it has no time of its own. */
  start: number | null
  end: number | null
  readonly speaker: string | null
  text: string
  /** 1-based. */
  readonly line: number
}

/** A paragraph with its place in time, seconds. */
export interface TimedParagraph extends Paragraph {
  start: number
  end: number
}

/** How fast people speak when nothing better is known, characters a second. */
const PACE = 15
/** The slowest and the fastest that is believed. */
const SLOWEST = 3
const FASTEST = 40

/**
 * Gives each paragraph a start and an end: its own, else by its share of the text between those that have one. A
 * paragraph lasts until the next one begins, unless its own end comes before.
 */
export function placeParagraphs(paragraphs: readonly Paragraph[]): readonly TimedParagraph[] {
  const before: number[] = []
  let total = 0
  for (const { text } of paragraphs) {
    before.push(total)
    total += text.length + 1
  }
  const anchors = paragraphs.flatMap(({ start }, i) =>
    start === null ? [] : [{ at: before[i] ?? 0, start }],
  )
  const [first, last] = [anchors[0], anchors.at(-1)]
  const known =
    first && last && last.start > first.start ? (last.at - first.at) / (last.start - first.start) : PACE
  const pace = Math.min(FASTEST, Math.max(SLOWEST, known))
  let next = 0
  const starts = paragraphs.map((paragraph, i) => {
    if (paragraph.start !== null) return paragraph.start
    const here = before[i] ?? 0
    while ((anchors[next]?.at ?? Infinity) <= here) next++
    const [from, to] = [anchors[next - 1], anchors[next]]
    if (from && to) return between(from, to, here)
    if (from) return from.start + (here - from.at) / pace
    // Before the first time known: speech that would begin before the recording is spread over what there is.
    const begin = to ? Math.max(0, to.start - to.at / pace) : 0
    return to ? between({ at: 0, start: begin }, to, here) : here / pace
  })
  return paragraphs.map((paragraph, i) => {
    const start = round(starts[i] ?? 0)
    const following = starts[i + 1] ?? start + Math.max(1, paragraph.text.length / pace)
    const end = paragraph.end !== null && paragraph.end > start ? paragraph.end : following
    return { ...paragraph, start, end: round(end) }
  })
}

interface Anchor {
  /** Characters before it. */
  readonly at: number
  readonly start: number
}

function between(from: Anchor, to: Anchor, here: number): number {
  if (to.at <= from.at || to.start <= from.start) return from.start
  return from.start + ((to.start - from.start) * (here - from.at)) / (to.at - from.at)
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000
}
