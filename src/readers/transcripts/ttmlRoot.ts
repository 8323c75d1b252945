import { childrenOf, parseXml, UnreadableXml, type XmlElement } from '../office/xml.js'
import type { ProblemLog } from '../problemLog.js'
import { TIMED_TEXT_ROOTS } from './timedText.js'

/** A paragraph begins here, whatever the prefix of its namespace; `text` is YouTube's. */
const PARAGRAPH = /(?=<(?:[A-Za-z][\w-]{0,40}:)?(?:p|text)[\s>])/
const PARAGRAPH_END = /<\/(?:[A-Za-z][\w-]{0,40}:)?(?:p|text)\s{0,9}>/
const ROOT_TAG = /<((?:[A-Za-z][\w-]{0,40}:)?(?:tt|timedtext|transcript))\b[^<>]{0,4000}>/
const ROOT_END = /<\/(?:[\w-]{1,40}:)?(?:tt|timedtext|transcript)\s*>/

/**
 * The root of a TTML document, or of YouTube's timed text; null, and a problem, when it is something else. Where a place of it is broken, a root
 * that holds every paragraph that is whole.
 */
export function ttmlRoot(text: string, log: ProblemLog): XmlElement | null {
  const isWhole = ROOT_END.test(text.slice(-400))
  if (!isWhole && ROOT_TAG.test(text))
    log.add('warning', 'xml-truncated', 'the end of this file is missing; what is there was read', {
      hint: 'was the file copied completely?',
    })
  try {
    // A last text without a tag behind it would be lost.
    const root = parsed(isWhole ? text : `${withoutHalfTag(text)}<end/>`)
    if (root.name === 'tt' || TIMED_TEXT_ROOTS.has(root.name)) return wholeRoot(root, text, log)
    log.add(
      'warning',
      'xml-not-a-transcript',
      `this XML is no transcript: it begins with <${root.name.slice(0, 40)}>`,
      {
        hint: "TTML begins with <tt>, YouTube's timed text with <timedtext> or <transcript>",
      },
    )
    return null
  } catch (error) {
    if (!(error instanceof UnreadableXml)) throw error
    const salvaged = error.message.includes('document type') ? null : salvagedRoot(text, log)
    if (!salvaged)
      log.add('error', 'xml-unreadable', `this XML cannot be read: ${error.message.slice(0, 120)}`, {
        hint: 'export it anew, or as WebVTT',
      })
    return salvaged
  }
}

/** The root, or what can be saved where an end tag without a beginning closed it too early. */
function wholeRoot(root: XmlElement, text: string, log: ProblemLog): XmlElement | null {
  const there = withoutComments(text).split(PARAGRAPH).length - 1
  if (countParagraphs(root) >= there) return root
  log.add('warning', 'xml-broken', 'a tag of this file is broken; the paragraphs that are whole were read', {
    hint: 'export it anew, or as WebVTT',
  })
  return salvagedRoot(text, log) ?? root
}

function countParagraphs(element: XmlElement): number {
  const own = element.name === 'p' || element.name === 'text' ? 1 : 0
  return childrenOf(element).reduce((sum, child) => sum + countParagraphs(child), own)
}

function salvagedRoot(whole: string, log: ProblemLog): XmlElement | null {
  const text = withoutComments(whole)
  const tag = ROOT_TAG.exec(text)
  if (!tag) return null
  const [, ...pieces] = text.split(PARAGRAPH)
  let line = text.slice(0, text.search(PARAGRAPH)).split('\n').length
  const children = pieces.flatMap((piece): XmlElement[] => {
    const here = line
    line += piece.split('\n').length - 1
    const end = PARAGRAPH_END.exec(piece)
    try {
      return [parsed(end ? piece.slice(0, end.index + end[0].length) : `${withoutHalfTag(piece)}<end/>`)]
    } catch (error) {
      if (!(error instanceof UnreadableXml)) throw error
      log.add('error', 'ttml-bad-paragraph', 'this paragraph was left out: its XML is broken', { line: here })
      return []
    }
  })
  return children.length === 0 ? null : { ...openTag(tag[0], tag[1] ?? 'tt'), children }
}

/** A text with its comments empty, line by line the same. */
function withoutComments(text: string): string {
  const parts: string[] = []
  let at = 0
  for (;;) {
    const open = text.indexOf('<!--', at)
    const close = open < 0 ? -1 : text.indexOf('-->', open + 4)
    if (close < 0) return parts.join('') + text.slice(at)
    parts.push(text.slice(at, open), '\n'.repeat(text.slice(open, close).split('\n').length - 1))
    at = close + 3
  }
}

/** A text without a tag that is cut off at its end. */
function withoutHalfTag(text: string): string {
  const open = text.lastIndexOf('<')
  return open > text.lastIndexOf('>') ? text.slice(0, open) : text
}

function openTag(tag: string, name: string): XmlElement {
  try {
    return parsed(`${tag}</${name}>`)
  } catch (error) {
    if (!(error instanceof UnreadableXml)) throw error
    return { name: 'tt', attributes: new Map(), children: [] }
  }
}

function parsed(text: string): XmlElement {
  return parseXml(new TextEncoder().encode(text))
}
