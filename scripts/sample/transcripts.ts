import { cutCues } from './cues.js'
import type { TimedSentence } from './timeline.js'

/** WebVTT (W3C, section 4) with a voice span a cue. */
export function toVtt(sentences: readonly TimedSentence[]): string {
  const cues = cutCues(sentences).map(
    ({ speaker, start, end, lines }) =>
      `${clock(start, '.')} --> ${clock(end, '.')}\n<v ${speaker}>${lines.join('\n')}</v>\n`,
  )
  return ['WEBVTT\n', 'NOTE Stand-in narration, synthesised for a sample archive\n', ...cues].join('\n')
}

/** SubRip. */
export function toSrt(sentences: readonly TimedSentence[]): string {
  return cutCues(sentences)
    .map(
      ({ start, end, lines }, i) =>
        `${i + 1}\n${clock(start, ',')} --> ${clock(end, ',')}\n${lines.join('\n')}\n`,
    )
    .join('\n')
}

/** The JSON that Whisper writes with word times: words and segments begin with a space. */
export function toWhisper(sentences: readonly TimedSentence[]): string {
  const segments = cutCues(sentences).map(({ start, end, words }, id) => ({
    id,
    start: rounded(start),
    end: rounded(end),
    text: ` ${words.map((word) => word.text).join(' ')}`,
    words: words.map((word) => ({
      word: ` ${word.text}`,
      start: rounded(word.start),
      end: rounded(word.end),
      probability: 1,
    })),
  }))
  const text = segments.map((segment) => segment.text).join('')
  return `${JSON.stringify({ text, segments, language: 'en' }, null, 1)}\n`
}

/** Plain paragraphs, one a page of the deck, without times. */
export function toText(sentences: readonly TimedSentence[]): string {
  const paragraphs = new Map<number, string[]>()
  for (const { page, words } of sentences) {
    const text = words.map((word) => word.text).join(' ')
    paragraphs.set(page, [...(paragraphs.get(page) ?? []), text])
  }
  return `${[...paragraphs.values()].map((texts) => texts.join(' ')).join('\n\n')}\n`
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000
}

function clock(seconds: number, separator: '.' | ','): string {
  const all = Math.round(seconds * 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  const [s, m, h] = [Math.floor(all / 1000) % 60, Math.floor(all / 60_000) % 60, Math.floor(all / 3_600_000)]
  return `${two(h)}:${two(m)}:${two(s)}${separator}${String(all % 1000).padStart(3, '0')}`
}
