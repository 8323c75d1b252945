import { vttTime } from '../../archive/time.js'
import { plainWords } from '../plainWords.js'

/*
 * Formats with words, voices and line breaks of their own are written in WebVTT's cue language first, so that one
 * understanding of cue text serves all of them.
 */

/** Text without meaning as markup; its line breaks stay. */
export function escapeCueText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('{\\', '&#123;\\')
}

/** The mark of a time (seconds) inside a cue. */
export function stamp(seconds: number): string {
  return `<${vttTime(seconds)}>`
}

/** A cue's text as said by somebody; as it is without a name. */
export function voiced(speaker: string, text: string): string {
  const name = plainWords(speaker)
  return name === '' ? text : `<v ${escapeCueText(name)}>${text}`
}
