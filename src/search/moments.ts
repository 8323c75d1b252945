import type { Addresses } from '../archive/addresses.js'
import type { Moment, Passage } from '../archive/moment.js'
import type { PassageTable } from './engine.js'
import type { Findings } from './findings.js'
import { bestStretch, hitsIn, type Hit } from './hits.js'
import { type Range, snippet, snippetWindow } from './snippet.js'
import { FOLLOWS } from './traits.js'

/** What moments are made with. */
export interface MomentSources {
  readonly table: PassageTable
  readonly addresses: Addresses
}

/** How a unit answers the query. */
export interface Match {
  readonly findings: Findings
  /** By word of the query, how much it tells. */
  readonly idf: readonly number[]
}

/** Characters: text from the passages around is shown where a hit is this near to an end. */
const NEAR_END = 120
/** Seconds: what was said so long before is not shown as if it were said now. */
const LONG_AGO = 5

/** A unit as a moment: the best place in it, when that is said or shown, and the text around it. */
export function toMoment(
  unit: number,
  rank: number,
  { findings, idf }: Match,
  { table, addresses }: MomentSources,
): Moment {
  const passage = table.read(unit)
  const said = findPlace(unit, passage, findings, idf, table)
  // What stands around may say what the query leaves out.
  const { text, from } =
    findings.without.length > 0
      ? { text: said.passages.map((one) => one.text).join(' '), from: 0 }
      : withSurroundings(unit, said, table)
  const window = snippetWindow(text, { start: said.anchor.start + from, end: said.anchor.end + from })
  const hits =
    text.length === passage.text.length
      ? said.hits
      : hitsIn(text.slice(window.start, window.end), findings).map(({ start, end }): Range => ({
          start: start + window.start,
          end: end + window.start,
        }))
  // What is said next was counted too.
  const later = follows(unit + 1, table) ? table.read(unit + 1).end : undefined
  const { start, end } = timesOf(passage, said, later)
  const { kind, page, heading, lang } = passage
  // Written out: to spread five objects, mostly empty ones, takes as long as to find the place.
  const moment: { -readonly [Field in keyof Moment]: Moment[Field] } = {
    kind,
    timing: kind === 'speech' ? (passage.timing ?? 'none') : start === undefined ? 'none' : 'cue',
    score: Math.round(rank * 1000) / 1000,
    snippet: snippet(text, window, hits),
    url: addressOf(passage, start, addresses),
  }
  if (start !== undefined) moment.start = start
  if (end !== undefined) moment.end = end
  if (page !== undefined) moment.page = page
  if (heading) moment.heading = heading
  if (lang) moment.lang = lang
  return moment
}

/** A place in a passage's text and the texts that go on from it. */
interface Found {
  readonly anchor: Range
  /** The passage, then those after it into which a phrase runs. */
  readonly passages: readonly Passage[]
  /** Every place in those texts that was searched for. */
  readonly hits: readonly Range[]
}

function findPlace(
  unit: number,
  passage: Passage,
  findings: Findings,
  idf: readonly number[],
  table: PassageTable,
): Found {
  const own = hitsIn(passage.text, findings)
  if (findings.phrases.every((_, number) => own.some((hit) => hit.item === findings.words.length + number)))
    return { anchor: firstPhrase(own) ?? bestStretch(own, idf), passages: [passage], hits: own }
  const passages = [passage]
  const longest = Math.max(...findings.phrases.map(({ tokens }) => tokens.length))
  for (let next = unit + 1; passages.length <= longest && follows(next, table); next += 1)
    passages.push(table.read(next))
  const text = passages.map((one) => one.text).join(' ')
  const begun = hitsIn(text, findings).filter(({ start }) => start < passage.text.length)
  return { anchor: firstPhrase(begun) ?? bestStretch(begun, idf), passages, hits: begun }
}

function firstPhrase(hits: readonly Hit[]): Hit | undefined {
  return hits.find(({ isPhrase }) => isPhrase)
}

/** The text to show from: the passage's own, and of those before and after it what a snippet may reach into. */
function withSurroundings(
  unit: number,
  { anchor, passages }: Found,
  table: PassageTable,
): { text: string; from: number } {
  let text = passages.map((one) => one.text).join(' ')
  const last = unit + passages.length - 1
  if (anchor.end > text.length - NEAR_END && follows(last + 1, table)) text += ` ${table.read(last + 1).text}`
  if (anchor.start >= NEAR_END || !follows(unit, table)) return { text, from: 0 }
  const before = table.read(unit - 1)
  if ((passages[0]?.start ?? 0) - (before.end ?? 0) > LONG_AGO) return { text, from: 0 }
  return { text: `${before.text} ${text}`, from: before.text.length + 1 }
}

function follows(unit: number, { traits, units }: PassageTable): boolean {
  return unit < units && (traits[unit]! & FOLLOWS) !== 0
}

function timesOf(
  passage: Passage,
  { anchor, passages }: Found,
  later: number | undefined,
): { start: number | undefined; end: number | undefined } {
  const nowhere = { start: undefined, end: undefined }
  if (passage.kind !== 'speech')
    return passage.start === undefined ? nowhere : { start: passage.start, end: passage.end }
  const start = timeAt(passage, anchor.start)
  if (start === undefined) return nowhere
  let offset = Math.max(anchor.start, anchor.end - 1)
  let saidIn = passage
  for (const one of passages) {
    saidIn = one
    if (offset < one.text.length) break
    offset -= one.text.length + 1
  }
  const said = anchor.end > anchor.start ? timeAt(saidIn, offset) : undefined
  const end = passage.end === undefined ? said : Math.max(later ?? 0, passage.end, said ?? 0)
  return { start, end }
}

/**
 * When the word at a character offset of a passage is said, in seconds: the word's own time, or interpolated by
 * characters inside its cue. Undefined for untimed speech.
 */
export function timeAt(
  { text, times = [] }: Pick<Passage, 'text' | 'times'>,
  offset: number,
): number | undefined {
  let piece = -3
  while (piece + 3 < times.length && times[piece + 3]! <= offset) piece += 3
  if (piece < 0) return times[1]
  const [from, start, end] = times.slice(piece, piece + 3) as [number, number, number]
  const length = (times[piece + 3] ?? text.length + 1) - 1 - from
  const share = length > 0 ? Math.min(1, (offset - from) / length) : 0
  return start + (end - start) * share
}

function addressOf(passage: Passage, start: number | undefined, addresses: Addresses): string {
  if (passage.kind === 'faq' && passage.faq !== undefined) return addresses.faqEntry(passage.faq)
  if (passage.talk === undefined) return addresses.event(passage.event)
  return addresses.talk(passage.talk, { start, page: passage.page })
}
