import { childrenOf, type XmlElement } from '../office/xml.js'
import type { ProblemLog } from '../problemLog.js'
import { escapeCueText, stamp, voiced } from './cueLanguage.js'
import { ttmlSeconds, type TtmlRates } from './ttmlTime.js'

/** A paragraph of a TTML document, its text in WebVTT's cue language. Seconds. */
export interface TtmlParagraph {
  readonly start: number
  /** Null where nothing says it. */
  readonly end: number | null
  readonly text: string
  /** As the document names it; empty when it does not. */
  readonly language: string
}

/** What holds for an element from those around it. */
interface Context {
  readonly start: number
  readonly end: number | null
  readonly language: string
}

interface Interval {
  readonly start: number
  readonly end: number | null
}

const NOT_SPEECH = new Set(['head', 'metadata', 'set', 'agent'])

/** Every paragraph with a time, in the document's order; those whose times cannot be read are reported. */
export function ttmlParagraphs(
  root: XmlElement,
  rates: TtmlRates,
  agents: ReadonlyMap<string, string>,
  log: ProblemLog,
): readonly TtmlParagraph[] {
  const found: TtmlParagraph[] = []
  let number = 0
  const walk = (element: XmlElement, around: Context): void => {
    if (NOT_SPEECH.has(element.name)) return
    const language = element.attributes.get('xml:lang') ?? around.language
    const own = intervalOf(element, around, rates)
    if (element.name === 'p') {
      number++
      const timed = own ?? spanOfWords(element, around, rates) ?? timeAround(element, around)
      const agent = agents.get(element.attributes.get('ttm:agent') ?? '') ?? ''
      if (timed) {
        const text = voiced(agent, textIn(element, timed, rates))
        found.push({ ...timed, text, language })
      } else if (hasTime(element))
        log.add('error', 'ttml-bad-timing', `paragraph ${number} was left out: its times cannot be read`, {
          hint: 'write times as begin="00:01:02.500" end="00:01:05.000"',
        })
      else log.add('warning', 'ttml-text-without-time', `paragraph ${number} has no time and was left out`)
    }
    const inside = { ...(own ?? { start: around.start, end: around.end }), language }
    for (const child of childrenOf(element)) walk(child, inside)
  }
  walk(root, { start: 0, end: null, language: '' })
  return found
}

/**
 * When an element is shown (TTML2, section 12.1): its times count from the begin of what it stands in. Many tools
 * write times of the whole instead, which then lie outside. Null where it says no begin that can be read.
 */
function intervalOf(element: XmlElement, around: Context, rates: TtmlRates): Interval | null {
  const secondsOf = (name: string): number | null => ttmlSeconds(element.attributes.get(name) ?? '', rates)
  const begin = secondsOf('begin')
  if (begin === null) return null
  const [end, length] = [secondsOf('end'), secondsOf('dur')]
  const limit = around.end ?? Infinity
  const isAbsolute = around.start > 0 && begin >= around.start && around.start + (end ?? begin) > limit + 0.01
  const origin = isAbsolute ? 0 : around.start
  const start = origin + begin
  const ends = [end === null ? null : origin + end, length === null ? null : start + length].filter(
    (time) => time !== null,
  )
  const last = ends.length > 0 ? Math.min(...ends) : around.end
  return { start: round(start), end: last === null ? null : round(last) }
}

/** From the first to the last timed word, for a paragraph that has no time but whose spans have. */
function spanOfWords(paragraph: XmlElement, around: Context, rates: TtmlRates): Interval | null {
  const spans = spansOf(paragraph).flatMap((span) => intervalOf(span, around, rates) ?? [])
  const [first] = spans
  if (!first) return null
  const ends = spans.map((span) => span.end).filter((end) => end !== null)
  return { start: first.start, end: ends.length > 0 ? Math.max(...ends) : null }
}

/** A paragraph that says no time is shown as long as what it stands in, where that has an end. */
function timeAround(paragraph: XmlElement, around: Context): Interval | null {
  return hasTime(paragraph) || around.end === null ? null : { start: around.start, end: around.end }
}

function spansOf(element: XmlElement): readonly XmlElement[] {
  return childrenOf(element, 'span').flatMap((span) => [span, ...spansOf(span)])
}

function hasTime(element: XmlElement): boolean {
  return ['begin', 'end', 'dur'].some((name) => element.attributes.has(name))
}

/** The text of a paragraph: spans that have a begin after its mark, `<br/>` as a line break. */
function textIn(element: XmlElement, around: Interval, rates: TtmlRates): string {
  const context: Context = { ...around, language: '' }
  const parts = element.children.map((child) => {
    if (typeof child === 'string') return escapeCueText(child.replace(/\s+/g, ' '))
    if (child.name === 'br') return '\n'
    if (child.name !== 'span') return ''
    const own = intervalOf(child, context, rates)
    const inner = textIn(child, own ?? around, rates)
    if (!own || inner.trim() === '') return inner
    return `${stamp(own.start)}${inner}${own.end === null ? '' : stamp(own.end)}`
  })
  return parts.join('')
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000
}
