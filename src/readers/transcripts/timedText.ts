import { decodeReferences } from '../characterReferences.js'
import { allBelow, childrenOf, textOf, type XmlElement } from '../office/xml.js'
import type { ProblemLog } from '../problemLog.js'
import type { ReadTranscript } from '../readTranscript.js'
import { escapeCueText, stamp } from './cueLanguage.js'
import { VTT_MARKUP } from './cueText.js'
import { transcriptOfBlocks } from './settleTranscript.js'
import type { TimedBlock } from './timedBlock.js'

/** The roots of YouTube's documents. */
export const TIMED_TEXT_ROOTS: ReadonlySet<string> = new Set(['transcript', 'timedtext'])

/** A line, with its times in seconds. */
interface Line {
  readonly element: XmlElement
  readonly start: number
  readonly length: number | null
}

/**
 * Reads YouTube's timed text (no standard; as `youtube.com/api/timedtext` answers): `<transcript><text start dur>` in
 * seconds (srv1), `<timedtext><text t d>` (srv2) and `<timedtext format="3"><body><p t d><s t>` in milliseconds (srv3).
 * The text of the first is escaped once more than XML needs. In automatic captions a line stays on the screen while the
 * next one is spoken; it ends there.
 */
export function readTimedText(root: XmlElement, log: ProblemLog): ReadTranscript | null {
  const elements = [...allBelow(root, 'text'), ...allBelow(root, 'p')].filter(isSpoken)
  const lines = elements.flatMap((element, i): Line[] => {
    const start = timeOf(element, 'start', 't')
    if (start !== null) return [{ element, start, length: timeOf(element, 'dur', 'd') }]
    log.add('error', 'timedtext-bad-timing', `line ${i + 1} was left out: its start cannot be read`, {
      hint: 'write it as <text start="1.5" dur="2"> or <p t="1500" d="2000">',
    })
    return []
  })
  const hasWords = lines.some(({ element }) =>
    childrenOf(element, 's').some((piece) => piece.attributes.has('t')),
  )
  const blocks = lines.map(({ element, start, length }, i): TimedBlock => {
    const next = lines[i + 1]?.start ?? Infinity
    const shown = length === null ? (next === Infinity ? start : next) : start + length
    const end = hasWords && next > start ? Math.min(shown, next) : shown
    return { start, end: round(end), text: textIn(element, start) }
  })
  return transcriptOfBlocks(blocks, VTT_MARKUP, log)
}

/** Lines without words only move those above up. */
function isSpoken(element: XmlElement): boolean {
  return textOf(element).trim() !== ''
}

/** A line's text in WebVTT's cue language: pieces with an offset after their time. */
function textIn(element: XmlElement, start: number): string {
  const isTimed = childrenOf(element, 's').some((piece) => piece.attributes.has('t'))
  const parts = element.children.map((child) => {
    const text = decodeReferences(
      typeof child === 'string' ? child : child.name === 'br' ? '\n' : textOf(child),
    )
    // Captions of the first version may hold tags of HTML.
    if (element.name === 'text') return text
    if (typeof child === 'string' || child.name !== 's' || !isTimed) return escapeCueText(text)
    const lead = /^\s*/.exec(text)?.[0] ?? ''
    const at = start + (millisecondsOf(child.attributes.get('t')) ?? 0)
    return text.trim() === '' ? text : `${lead}${stamp(at)}${escapeCueText(text.slice(lead.length))}`
  })
  return parts.join('')
}

function timeOf(element: XmlElement, inSeconds: string, inMilliseconds: string): number | null {
  const seconds = element.attributes.get(inSeconds) ?? ''
  if (/^\d{1,7}(?:\.\d{1,9})?$/.test(seconds)) return round(Number(seconds))
  return millisecondsOf(element.attributes.get(inMilliseconds))
}

function millisecondsOf(text: string | undefined): number | null {
  return /^\d{1,10}$/.test(text ?? '') ? Number(text) / 1000 : null
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000
}
