import { decodeReferences } from '../characterReferences.js'
import { linesOf } from '../plainWords.js'

/** What Markdown writes a backslash before (CommonMark 0.31, section 2.4). */
const ESCAPED = /\\([!-/:-@[-`{-~])/g

/** The level of a heading, 1 to 6 (CommonMark 0.31, section 4.2); 0 for any other line. */
export function headingLevel(line: string): number {
  return /^ {0,3}(#{1,6})\s/.exec(line)?.[1]?.length ?? 0
}

/**
 * The lines of a Markdown text (CommonMark 0.31) as plain text, each in its place: emphasis, links, headings, quotes and
 * escapes lose their marks; front matter, the title, comments, pictures, rules and the fences of code
 * are empty lines.
 */
export function plainLines(markdown: string): string[] {
  const lines = linesOf(markdown)
  const from = afterTitle(lines, afterFrontMatter(lines))
  let isComment = false
  return lines.map((line, i) => {
    if (i < from) return ''
    const opens = line.lastIndexOf('<!--')
    const closes = line.lastIndexOf('-->')
    if (isComment) {
      isComment = closes < 0 || opens > closes
      return ''
    }
    if (opens >= 0 && closes < opens) {
      isComment = true
      return plainLine(line.slice(0, opens))
    }
    return plainLine(line)
  })
}

function plainLine(line: string): string {
  if (/^\s{0,3}(?:```|~~~|(?:[-*_]\s*){3,40}$|={3,400}\s*$)/.test(line)) return ''
  const bare = line
    .replace(/^\s{0,3}(?:#{1,6}\s+|(?:>\s?){1,9})/, '')
    .replace(/<!--[^>]{0,400}-->/g, '')
    .replace(/<\/?(?:p|br|b|i|em|strong|u|span|div|a|sup|sub|small)\b[^<>]{0,400}>/gi, ' ')
    .replace(/!\[[^\]]{0,400}\]\([^()\s]{0,800}\)/g, '')
    .replace(/(?<!\\)\[([^[\]]{1,400})(?<!\\)\]\([^()\s]{1,800}(?: "[^"]{0,200}")?\)/g, '$1')
    .replace(/(?<!\\)(?:\*\*|__|~~)/g, '')
    .replace(/(?<![\\\p{L}\p{N}*_])([*_])(?=\S)([^*_]{1,800})(?<=[^\s\\])\1(?![\p{L}\p{N}])/gu, '$2')
    .replace(/(?<!\\)`/g, '')
    .replace(ESCAPED, '$1')
  return decodeReferences(bare)
}

/** The index of the first line after a block between two lines of `---` at the very top. */
function afterFrontMatter(lines: readonly string[]): number {
  if (lines[0]?.trim() !== '---') return 0
  const end = lines.slice(1, 200).findIndex((line) => /^(?:---|\.\.\.)\s*$/.test(line))
  return end < 0 ? 0 : end + 2
}

/**
 * The index of the first line after the title of the document, which nobody speaks: a heading of the first level, or one
 * that stands alone in it without a time.
 */
function afterTitle(lines: readonly string[], from: number): number {
  const first = lines.findIndex((line, i) => i >= from && line.trim() !== '')
  const title = lines[first] ?? ''
  const isOnly = headingLevel(title) > 0 && lines.findLastIndex((line) => headingLevel(line) > 0) === first
  return title.startsWith('# ') || (isOnly && !/\d:\d\d/.test(title)) ? first + 1 : from
}
