import { parseCueTime } from './cueTime.js'

/** A piece of a cue's text (W3C WebVTT, section 6.4). */
export type CueToken =
  | { readonly type: 'text'; readonly text: string }
  /** Seconds. */
  | { readonly type: 'time'; readonly time: number }
  /** A tag; `annotation` is what follows its name and classes. */
  | { readonly type: 'start'; readonly name: string; readonly annotation: string }
  | { readonly type: 'end'; readonly name: string }

/** Tags that caption files are known to hold, WebVTT's and those left over from HTML; in lower case. */
const KNOWN = new Set(
  'c i b u v s lang ruby rt br p em strong span div font strike small big sub sup a tt code body html'.split(
    ' ',
  ),
)

/**
 * Splits a cue's text at its markup. A `<` that opens no tag stays text ("a < b", "I <3 it"), where browsers
 * would swallow the rest of the cue.
 * @param unknownTags what becomes of `<name>` that no caption file means as markup: SubRip knows no escapes, so there
 *   `vector<int>` is text
 */
export function tokenizeCue(text: string, unknownTags: 'drop' | 'keep'): readonly CueToken[] {
  const tokens: CueToken[] = []
  let plain = ''
  let at = 0
  while (at < text.length) {
    const open = text.indexOf('<', at)
    const close = open < 0 ? -1 : text.indexOf('>', open)
    if (close < 0) break
    // A second "<" before the ">" means that the first one was text.
    const inner = text.lastIndexOf('<', close)
    const token = tagToken(text.slice(inner + 1, close), unknownTags)
    plain += text.slice(at, inner)
    if (token === 'text') plain += text.slice(inner, close + 1)
    else {
      if (plain) tokens.push({ type: 'text', text: plain })
      plain = ''
      if (token) tokens.push(token)
    }
    at = close + 1
  }
  plain += text.slice(at)
  if (plain) tokens.push({ type: 'text', text: plain })
  return tokens
}

/** What stands between `<` and `>`: a token, null for markup that means nothing, or `text` when it is no markup. */
function tagToken(inside: string, unknownTags: 'drop' | 'keep'): CueToken | null | 'text' {
  if (/^[\d:.]/.test(inside)) {
    if (!/^[\d:.\s]{1,40}$/.test(inside)) return 'text'
    const time = parseCueTime(inside)
    return time === null ? null : { type: 'time', time }
  }
  const tag = /^(\/?)([a-zA-Z][a-zA-Z0-9]*)?(?:\.[^\s<>]*)?(?:\s([^]*))?\/?$/.exec(inside)
  if (!tag) return 'text'
  const name = (tag[2] ?? '').toLowerCase()
  if (!KNOWN.has(name)) {
    const isEmpty = name === '' && inside.trim() === inside
    return isEmpty || (unknownTags === 'drop' && name !== '') ? null : 'text'
  }
  return tag[1] ? { type: 'end', name } : { type: 'start', name, annotation: tag[3] ?? '' }
}

/** Text without the style overrides that ASS leaves behind when it is converted: `{\an8}`, `{\c&HFFF000&}`. */
export function withoutOverrides(text: string): string {
  return text.replace(/\{\\[^\s{}]{1,200}\}/g, '')
}
