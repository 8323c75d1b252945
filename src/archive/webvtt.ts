import { vttTime } from './time.js'
import type { Cue, Word } from './transcript.js'

/**
 * Cues as a WebVTT file (W3C WebVTT, section 4), for players and for people. Speakers become voices and word times
 * timestamps, to the millisecond; no markup in the text stays alive. Cues without times are left out.
 */
export function toWebVtt(cues: readonly Cue[]): string {
  const blocks = cues.flatMap((cue) => {
    const { start, end } = cue
    if (start === undefined || end === undefined) return []
    const voice = cue.speaker === undefined ? '' : `<v ${escaped(cue.speaker)}>`
    const text = cue.words?.length ? timedText(cue.words, start, end) : escaped(cue.text)
    return [`${vttTime(start)} --> ${vttTime(end)}\n${voice}${text}\n`]
  })
  return ['WEBVTT\n', ...blocks].join('\n')
}

/** Each word after the time it begins; the time it ends follows where that is not when the next one begins. */
function timedText(words: readonly Word[], start: number, end: number): string {
  const parts = words.map((word, i) => {
    const isAtStart = i === 0 && words.length > 1 && word.start === start
    const next = words[i + 1]?.start ?? end
    return `${isAtStart ? '' : `<${vttTime(word.start)}>`}${escaped(word.text)}${word.end === next ? '' : `<${vttTime(word.end)}>`}`
  })
  return parts.join(' ')
}

/** One line without markup; a brace before a backslash is written as a reference, as tools take it for a style. */
function escaped(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('{\\', '&#123;\\')
}
