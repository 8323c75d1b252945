import type { ProblemLog } from '../problemLog.js'
import { ARROW, parseTimingLine, wordsBehindTimes, type CueTimes } from './cueTime.js'
import type { TimedBlock } from './timedBlock.js'

/** How a format of timed text differs from its kin. */
export interface BlockRules {
  /** Begins the codes of problems. */
  readonly format: 'vtt' | 'srt' | 'sbv' | 'console'
  /** WebVTT ends a cue at an empty line; SubRip files have empty lines inside cues. */
  readonly emptyLineEndsCue: boolean
  /** Whether a line above the times may be a cue's counter or name. */
  readonly hasIds: boolean
  /** First words of blocks that are no speech. */
  readonly asides: RegExp | null
}

/**
 * Cues by their timing lines, which are the one thing that every broken caption file still has. Counters, ids and
 * asides between them fall away; a timing line that cannot be read, and text that belongs to no time, are reported.
 * @param from the index of the first line after the file's header
 */
export function readCueBlocks(
  lines: readonly string[],
  from: number,
  rules: BlockRules,
  log: ProblemLog,
): readonly (TimedBlock & { readonly line: number })[] {
  const marks = timingMarks(lines, from)
  reportFrames(marks, rules, log)
  reportLooseText(withoutId(lines.slice(from, marks[0]?.index), rules, null), from, rules, log)
  return marks.flatMap((mark, i) => {
    const next = marks[i + 1]
    let body = lines.slice(mark.index + 1, next?.index)
    if (next) body = withoutId(body, rules, idAbove(lines, mark.index))
    const emptyLine = rules.emptyLineEndsCue ? endOfText(body, rules) : -1
    const text = emptyLine < 0 ? body : body.slice(0, emptyLine)
    if (emptyLine >= 0) reportLooseText(body.slice(emptyLine), mark.index + 1 + emptyLine, rules, log)
    if (mark.times) {
      const below = text.join('\n')
      const words = below.trim() === '' ? wordsBehindTimes(lines[mark.index] ?? '') : below
      const { start, end } = mark.times
      return [{ start, end, line: mark.index + 1, text: words }]
    }
    log.add('error', `${rules.format}-bad-timing`, 'this cue was left out: its times cannot be read', {
      line: mark.index + 1,
      hint: 'write times as 00:01:02.500 --> 00:01:05.000',
    })
    return []
  })
}

interface TimingMark {
  readonly index: number
  readonly times: CueTimes | null
}

function timingMarks(lines: readonly string[], from: number): readonly TimingMark[] {
  const marks: TimingMark[] = []
  for (let index = from; index < lines.length; index++) {
    const line = lines[index] ?? ''
    if (!ARROW.test(line)) continue
    const times = parseTimingLine(line)
    if (times || (line.includes('-->') && isMeantAsTiming(line, lines[index - 1] ?? '')))
      marks.push({ index, times })
  }
  return marks
}

function reportFrames(marks: readonly TimingMark[], rules: BlockRules, log: ProblemLog): void {
  const first = marks.find(({ times }) => times?.inFrames)
  if (!first) return
  log.add(
    'warning',
    `${rules.format}-frame-times`,
    'times count frames (00:00:01:12), and nothing says how many make a second: they were read to the whole second',
    { line: first.index + 1, hint: 'export the file with milliseconds, or as TTML with its frame rate' },
  )
}

/** An arrow after digits, or on the first line of a block, is a timing line gone wrong; elsewhere it is text. */
function isMeantAsTiming(line: string, before: string): boolean {
  const left = line.slice(0, line.indexOf('-->')).slice(0, 80)
  return /\d\s*[:.,]\s*\d/.test(left)
    ? !/\p{L}{3}/u.test(left)
    : before.trim() === '' && /\d/.test(line.slice(0, 80))
}

/** What stands above a timing line, be it below an empty line. */
function idAbove(lines: readonly string[], index: number): string | null {
  const above = lines[index - 1]
  return (above === '' ? lines[index - 2] : above) ?? null
}

/** Where a cue's text ends; a text below an empty line is the cue's where it has no other. Negative at the body's end. */
function endOfText(body: readonly string[], rules: BlockRules): number {
  const first = body.findIndex((line) => line.trim() !== '')
  const isApart = first > 0 && body[0] === '' && !(rules.asides?.test(body[first] ?? '') ?? false)
  return body.indexOf('', isApart ? first : 0)
}

/** Lines before a timing line, without its id: the line just above, when it stands alone or counts on. */
function withoutId(given: readonly string[], rules: BlockRules, lastId: string | null): string[] {
  // Where line ends were doubled, an empty line parts a counter from its times.
  const last = given.findLastIndex((line) => line.trim() !== '')
  const isApart = last === given.length - 2 && /^\s*\d{1,9}\s*$/.test(given[last] ?? '')
  const body = isApart && (last === 0 || given[last - 1]?.trim() === '') ? given.slice(0, -1) : given
  const id = body.at(-1)
  if (id === undefined || !rules.hasIds) return [...body]
  const standsAlone = body.length === 1 ? lastId === null : body.at(-2)?.trim() === ''
  const isCounter = /^\s*\d{1,9}\s*$/.test(id)
  const countsOn = isCounter && lastId !== null && Number(id) === Number(lastId) + 1
  const isId = countsOn || (standsAlone && (isCounter || rules.emptyLineEndsCue))
  return isId ? body.slice(0, -1) : [...body]
}

function reportLooseText(body: readonly string[], offset: number, rules: BlockRules, log: ProblemLog): void {
  let atBlockStart = true
  let aside = false
  body.forEach((line, i) => {
    if (line.trim() === '') {
      atBlockStart = true
      return
    }
    if (!atBlockStart) return
    atBlockStart = false
    aside = rules.asides?.test(line) ?? false
    if (aside) return
    log.add('warning', `${rules.format}-text-without-time`, 'this text has no time and was left out', {
      line: offset + i + 1,
      hint: 'put it under a timing line, without an empty line between',
    })
  })
}
