import type { SnippetSegment } from '../archive/moment.js'

/** A stretch of a text, in character offsets; `end` is exclusive. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** Characters of a snippet, and how far its ends may move to find the edge of a word. */
const LENGTH = 200
const SLACK = 24

/** The part of a text to show around a hit: about 200 characters, cut between words. */
export function snippetWindow(text: string, around: Range): Range {
  const length = Math.max(LENGTH, Math.min(around.end - around.start, 2 * LENGTH))
  if (text.length <= LENGTH + SLACK) return trimmed(text, { start: 0, end: text.length })
  const before = Math.max(0, Math.floor((length - (around.end - around.start)) / 3))
  let start = Math.max(0, Math.min(around.start - before, text.length - length))
  start = start === 0 ? 0 : edgeAfter(text, start, Math.min(start + SLACK, around.start))
  const wanted = Math.min(text.length, start + length)
  const end = wanted === text.length ? wanted : edgeBefore(text, wanted, Math.max(wanted - SLACK, around.end))
  return trimmed(text, { start, end })
}

/**
 * A window of a text as runs, the hits marked; an ellipsis stands where the text goes on. Without the ellipses the
 * runs together are exactly the window's text.
 * @param hits in the text's offsets, in any order; they may overlap or lie outside
 */
export function snippet(text: string, window: Range, hits: readonly Range[]): SnippetSegment[] {
  const segments: SnippetSegment[] = []
  const push = (run: string, hit: boolean): void => {
    if (run) segments.push({ text: run, hit })
  }
  let at = window.start
  if (text.slice(0, window.start).trim()) push('… ', false)
  for (const hit of [...hits].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const start = Math.max(at, hit.start)
    const end = Math.min(window.end, hit.end)
    if (end <= start) continue
    push(text.slice(at, start), false)
    push(text.slice(start, end), true)
    at = end
  }
  push(text.slice(at, window.end), false)
  if (text.slice(window.end).trim()) push(' …', false)
  return segments
}

function edgeAfter(text: string, from: number, limit: number): number {
  for (let at = from; at <= limit; at += 1) if (/\s/u.test(text[at - 1] ?? ' ')) return at
  return wholeCharacter(text, from)
}

function edgeBefore(text: string, from: number, limit: number): number {
  for (let at = from; at >= limit; at -= 1) if (/\s/u.test(text[at] ?? ' ')) return at
  return wholeCharacter(text, from)
}

/** Never cut inside a surrogate pair. */
function wholeCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code >= 0xdc00 && code <= 0xdfff ? at + 1 : at
}

function trimmed(text: string, { start, end }: Range): Range {
  const inside = text.slice(start, end)
  return {
    start: start + (inside.length - inside.trimStart().length),
    end: end - (inside.length - inside.trimEnd().length),
  }
}
