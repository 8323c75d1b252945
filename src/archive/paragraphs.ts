import type { Sentence } from './sentences.js'

/** Sentences that read as one paragraph. */
export interface Paragraph {
  /** Who speaks; given only where it is another person than before. */
  readonly speaker?: string
  /** Seconds. */
  readonly start?: number
  readonly sentences: readonly Sentence[]
}

/** Something that begins at a second: a chapter, a slide, a sentence. */
interface Begun {
  /** Seconds. */
  readonly start?: number
}

/** A silence that opens a paragraph, seconds. */
const LONG_PAUSE = 2.5
/** A paragraph past this ends with its sentence at the next small pause, or without one at double the length. */
const LONG_PARAGRAPH = 520
const SMALL_PAUSE = 0.5
/** A new slide opens a paragraph only where the one before has come to this many characters: builds change often. */
const GROWN_PARAGRAPH = 160
/** A sentence that begins this near to a change of slides is about the new one, seconds. */
const NEAR_CHANGE = 4

/**
 * Groups sentences by speaker, by pauses, by slides and by length.
 * @param borders seconds, such as the starts of chapters: a paragraph begins with the sentence nearest to each
 * @param changes seconds at which another slide came up: a paragraph that has grown ends there
 */
export function paragraphsOf(
  sentences: readonly Sentence[],
  borders: readonly number[] = [],
  changes: readonly number[] = [],
): readonly Paragraph[] {
  const paragraphs: Paragraph[] = []
  let open: Sentence[] = []
  let length = 0
  let lastSpeaker: string | undefined
  const close = (): void => {
    const first = open[0]
    if (!first) return
    const speaker = first.speaker !== lastSpeaker ? first.speaker : undefined
    paragraphs.push({
      sentences: open,
      ...(speaker !== undefined && { speaker }),
      ...(first.start !== undefined && { start: first.start }),
    })
    lastSpeaker = first.speaker
    open = []
    length = 0
  }
  const openers = new Set(borders.map((border) => nearestTo(border, sentences)))
  const turners = new Set(changes.map((change) => nearestTo(change, sentences, NEAR_CHANGE)))
  for (const [index, sentence] of sentences.entries()) {
    const before = open.at(-1)
    const turns = turners.has(index) && length >= GROWN_PARAGRAPH
    if (before && (openers.has(index) || turns || breaksBetween(before, sentence, length))) close()
    open.push(sentence)
    length += sentence.text.length
  }
  close()
  return paragraphs
}

function breaksBetween(before: Sentence, after: Sentence, length: number): boolean {
  if (before.speaker !== after.speaker || after.opens) return true
  if (after.start === undefined) return length > LONG_PARAGRAPH
  const pause = after.start - (before.end ?? before.start ?? after.start)
  return (
    pause >= LONG_PAUSE || (length > LONG_PARAGRAPH && pause >= SMALL_PAUSE) || length > 2 * LONG_PARAGRAPH
  )
}

/**
 * What is headed by which chapters: each stands before the item that begins nearest to it. Where that is one item for
 * several chapters, it has them all, in order of time.
 * @returns chapters by the item's index; empty where nothing has a time
 */
export function headingsOf<Chapter extends { readonly start: number }>(
  chapters: readonly Chapter[],
  items: readonly Begun[],
): ReadonlyMap<number, readonly Chapter[]> {
  const headings = new Map<number, Chapter[]>()
  for (const chapter of [...chapters].sort((a, b) => a.start - b.start)) {
    const index = nearestTo(chapter.start, items)
    if (index < 0) continue
    const here = headings.get(index)
    if (here) here.push(chapter)
    else headings.set(index, [chapter])
  }
  return headings
}

/** The index of what begins nearest to `time`, at most `within` seconds from it; -1 where nothing does. */
function nearestTo(time: number, items: readonly Begun[], within = Infinity): number {
  let nearest = -1
  let least = Infinity
  items.forEach(({ start }, index) => {
    if (start === undefined) return
    const distance = Math.abs(start - time)
    if (distance >= least || distance > within) return
    least = distance
    nearest = index
  })
  return nearest
}
