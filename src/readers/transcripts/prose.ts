import type { Cue } from '../../archive/transcript.js'
import { linesOf, plainWords } from '../plainWords.js'
import type { ProblemLog } from '../problemLog.js'
import type { ReadTranscript } from '../readTranscript.js'
import { parseCueTime } from './cueTime.js'
import { headingLevel, plainLines } from './markdown.js'
import { withoutAsides } from './proseAsides.js'
import { fromFirstClock } from './proseClocks.js'
import { readHead, readName, readTitle, type LineHead } from './proseHeads.js'
import { namesIn, openings } from './proseNames.js'
import { placeParagraphs, type Paragraph } from './proseTimes.js'
import { languageFields, transcriptOfCues } from './settleTranscript.js'

/** Times count from this many on, or when half of the paragraphs begin with one. */
const FEWEST_TIMES = 3
/** The same for times that stand with a name on a line of their own. */
const FEWEST_ABOVE = 2
/** The share of times that must not go back. */
const FORWARD = 0.9
/** The share of names in headings of one level that must come again, for the others to be names too. */
const MOST_NAMES = 0.5
/** A time inside a paragraph: `[03:51]`. */
const INLINE = /\[(\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?)\]\s*/g

/** Reads plain text as `readProse` does. */
export function readPlainText(text: string, log: ProblemLog): ReadTranscript | null {
  return readProse(linesOf(text), log)
}

/** Reads Markdown as `readProse` does, without its marks. */
export function readMarkdown(text: string, log: ProblemLog): ReadTranscript | null {
  return readProse(plainLines(text), log, linesOf(text).map(headingLevel))
}

/**
 * Reads a transcript made for people: one cue a paragraph, or a line where no line is empty. Lines may begin with a
 * time, a name, or both (`[00:12] Ann: …`, `Ann (00:01:02): …`, `00:01:02 Ann` above her words). Names count when they
 * come again, times when there are several and they go on; paragraphs without one are placed between those with.
 * @param levels of each line, its level as a heading; 0 and absent where it is none
 */
export function readProse(
  given: readonly string[],
  log: ProblemLog,
  levels: readonly number[] = [],
): ReadTranscript | null {
  const lines = withoutAsides(given, (line) => readHead(line).start !== null)
  const timed = fromFirstClock(withTitles(headsOf(lines, readHead), lines, levels), log)
  const isTimed = timesCount(timed, lines)
  if (!isTimed) reportTimes(timed, log)
  const heads = isTimed ? timed : headsOf(lines, readName)
  const paragraphs = paragraphsOf(heads, lines, isTimed, log)
  if (!isTimed) {
    const cues = paragraphs.flatMap(({ speaker, text }): Cue[] => {
      const words = plainWords(text)
      return words === '' ? [] : [{ text: words, ...(speaker !== null && { speaker }) }]
    })
    if (cues.length === 0) log.add('warning', 'transcript-empty', 'there is no text in this file')
    return cues.length === 0 ? null : { ...languageFields(cues, null), timing: 'none', cues }
  }
  const parts = withOwnTimes(paragraphs)
  const without = parts.filter((part) => part.start === null).length
  if (without > 0)
    log.add(
      'info',
      'text-times-between',
      `${without} of ${parts.length} paragraphs have no time; they were placed between the others by their length`,
    )
  const placed = placeParagraphs(parts).map(({ start, end, speaker, text, line }) => ({
    cue: { text: plainWords(text), start, end, ...(speaker !== null && { speaker }) },
    line,
  }))
  return transcriptOfCues(placed, log)
}

/** Of each line, null where it is empty. */
type Heads = readonly (LineHead | null)[]

function headsOf(lines: readonly string[], read: (line: string) => LineHead): Heads {
  return lines.map((line) => (line.trim() === '' ? null : read(line)))
}

/**
 * The heads with headings as titles (`## Intro (0:00)`), save those that are names above somebody's words: on a level
 * where such names mostly come again, all of them; elsewhere those that do.
 */
function withTitles(heads: Heads, lines: readonly string[], levels: readonly number[]): Heads {
  const counts = new Map<string, number>()
  for (const head of heads) if (head?.name != null) counts.set(head.name, (counts.get(head.name) ?? 0) + 1)
  const comesAgain = (head: LineHead | null): boolean => (counts.get(head?.name ?? '') ?? 0) > 1
  const areNames = [0, 1, 2, 3, 4, 5, 6].map((level) => {
    const timed = heads.filter((head, i) => levels[i] === level && head !== null && head.start !== null)
    return timed.length > 0 && timed.filter(comesAgain).length >= timed.length * MOST_NAMES
  })
  return heads.map((head, i) => {
    const level = levels[i] ?? 0
    if (head === null || level === 0 || areNames[level] || comesAgain(head)) return head
    return readTitle(lines[i] ?? '') ?? head
  })
}

/** Whether the times in a text are those of its words: several, and in order. */
function timesCount(heads: Heads, lines: readonly string[]): boolean {
  const times = heads.flatMap((head, i) => {
    if (head === null) return []
    const inline = [...(lines[i] ?? '').matchAll(INLINE)].flatMap(
      (match) => parseCueTime(match[1] ?? '') ?? [],
    )
    return head.start !== null ? [head.start, ...inline.filter((time) => time !== head.start)] : inline
  })
  const leading = heads.filter((head) => head !== null && head.start !== null).length
  const forward = times.filter((time, i) => time >= (times[i - 1] ?? 0)).length
  const above = heads.filter((head) => head?.start != null && head.name !== null && head.rest === '').length
  const isEnough =
    times.length >= FEWEST_TIMES || above >= FEWEST_ABOVE || (leading > 0 && leading * 2 >= openings(heads))
  return isEnough && forward >= times.length * FORWARD
}

function reportTimes(heads: Heads, log: ProblemLog): void {
  const at = heads.findIndex((head) => head !== null && head.start !== null)
  if (at < 0) return
  log.add(
    'info',
    'text-with-times',
    'a line begins with a time, which is kept as words: there are too few to go by',
    {
      line: at + 1,
      hint: 'a WebVTT or SRT file of the same words would make every sentence a link',
    },
  )
}

function paragraphsOf(
  heads: Heads,
  lines: readonly string[],
  isTimed: boolean,
  log: ProblemLog,
): readonly Paragraph[] {
  const names = namesIn(heads, lines, isTimed, log)
  const hasEmptyLines = heads.some((head, i) => head === null && i > 0 && i < heads.length - 1)
  const paragraphs: Paragraph[] = []
  /** Of the last paragraph with words: whoever spoke last goes on, until somebody else is named. */
  let speaking: string | null = null
  let isOpen = false
  heads.forEach((head, i) => {
    const last = paragraphs.at(-1)
    if (head === null) {
      // The words may stand below an empty line after their time and name.
      isOpen = last?.text === ''
      return
    }
    const whole = (lines[i] ?? '').trim()
    const opening = openingOf(head, whole, names, isTimed)
    const isNameBelowTime = last?.text === '' && last.start !== null && isTimed && names.has(whole)
    if (opening) {
      if (last && last.text !== '') speaking = last.speaker
      paragraphs.push({ ...opening, speaker: opening.speaker ?? speaking, line: i + 1 })
      isOpen = true
    } else if (isNameBelowTime) paragraphs[paragraphs.length - 1] = { ...last, speaker: whole }
    else if (isOpen && last) last.text += last.text === '' ? whole : `\n${whole}`
    else {
      paragraphs.push({ start: null, end: null, speaker: last?.speaker ?? null, text: whole, line: i + 1 })
      isOpen = hasEmptyLines
    }
  })
  return paragraphs
}

/** What begins at a line with a time or a known name; null when it only goes on. */
function openingOf(
  head: LineHead,
  whole: string,
  names: ReadonlySet<string>,
  isTimed: boolean,
): Omit<Paragraph, 'line'> | null {
  const rest = head.rest.trim()
  const isNamed = head.name !== null && (names.has(head.name) || (isTimed && head.isBareName))
  if (head.start === null) return isNamed ? { start: null, end: null, speaker: head.name, text: rest } : null
  const times = { start: head.start, end: head.end }
  if (isNamed) return { ...times, speaker: head.name, text: rest }
  if (names.has(rest)) return { ...times, speaker: rest, text: '' }
  return { ...times, speaker: null, text: head.name === null ? rest : whole.slice(whole.indexOf(head.name)) }
}

/** Paragraphs parted at the times inside them; a time without words is the next paragraph's. */
function withOwnTimes(paragraphs: readonly Paragraph[]): readonly Paragraph[] {
  let waiting: number | null = null
  return paragraphs.flatMap((paragraph) => {
    const [head = '', ...marked] = paragraph.text.split(INLINE)
    const parts: Paragraph[] = [{ ...paragraph, text: head }]
    for (let i = 0; i < marked.length; i += 2)
      parts.push({ ...paragraph, start: parseCueTime(marked[i] ?? ''), end: null, text: marked[i + 1] ?? '' })
    return parts.flatMap((part) => {
      if (plainWords(part.text) === '') {
        waiting = part.start ?? waiting
        return []
      }
      const start = part.start ?? waiting
      waiting = null
      return [{ ...part, start }]
    })
  })
}
