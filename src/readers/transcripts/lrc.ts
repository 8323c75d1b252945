import { linesOf } from '../plainWords.js'
import type { ProblemLog } from '../problemLog.js'
import { languageTag, type ReadTranscript } from '../readTranscript.js'
import { escapeCueText, stamp } from './cueLanguage.js'
import { VTT_MARKUP } from './cueText.js'
import { transcriptOfBlocks } from './settleTranscript.js'
import type { TimedBlock } from './timedBlock.js'

const TIME = String.raw`(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.:,](\d{1,3}))?`
/** The times that a line begins with: several where the same words come again. */
const TIMES = new RegExp(String.raw`^\s*((?:\[${TIME}\]\s*)+)`)
const LINE_TIME = new RegExp(String.raw`\[${TIME}\]`, 'g')
/** Of a word, in the enhanced format. */
const WORD_TIME = new RegExp(String.raw`<${TIME}>`, 'g')
/** `[ar:Somebody]`: what the file is about. */
const TAG = /^\s*\[([a-z#]{1,12}):([^\]]{0,400})\]\s*$/i
/** The tags that only such files have. */
const OWN_TAG = /^\s{0,9}\[(?:ar|al|ti|au|by|re|ve|length|offset|tool):[^\]\n]{0,400}\]\s{0,9}$/im

/** Whether a text has lines of LRC and a tag or a word's time that no other text has. */
export function looksLikeLrc(text: string): boolean {
  const top = text.slice(0, 20_000)
  return (
    /^\s{0,9}\[\d{1,3}:\d{1,2}[\].:,]/m.test(top) &&
    (OWN_TAG.test(top) || /^\[[\d:.]+\][^\n]{0,80}<\d{1,3}:\d{2}[.:]\d{2,3}>/m.test(top))
  )
}

/** How fast people speak, characters a second. */
const PACE = 15

/**
 * Reads LRC (no standard; as players of music take it): `[mm:ss.xx] words`, a line until the next, `<mm:ss.xx>` before
 * single words, several times before words that come again, an empty line where nobody speaks. `[offset:500]` shows
 * everything half a second earlier; other tags are about the file and no speech.
 */
export function readLrc(text: string, log: ProblemLog): ReadTranscript | null {
  const tags = new Map<string, string>()
  const timed: { start: number; line: number; words: string }[] = []
  linesOf(text).forEach((line, i) => {
    const times = TIMES.exec(line)
    const tag = TAG.exec(line)
    if (times) {
      const words = line.slice(times[0].length)
      for (const time of (times[1] ?? '').matchAll(LINE_TIME))
        timed.push({ start: secondsOf(time), line: i + 1, words })
    } else if (tag) tags.set((tag[1] ?? '').toLowerCase(), (tag[2] ?? '').trim())
    else if (line.trim() !== '')
      log.add('warning', 'lrc-text-without-time', 'this text has no time and was left out', {
        line: i + 1,
        hint: 'write a time before it, as [01:02.50]',
      })
  })
  const earlier = Number(tags.get('offset') ?? 0) / 1000 || 0
  const placeOf = (seconds: number): number => Math.round(Math.max(0, seconds - earlier) * 1000) / 1000
  timed.sort((a, b) => a.start - b.start)
  const blocks = timed.flatMap(({ start, line, words }, i): TimedBlock[] => {
    if (words.trim() === '') return []
    const next = timed.slice(i + 1).find((other) => other.start > start)?.start
    const cue = { line, text: cueText(words, placeOf), start: placeOf(start) }
    return [{ ...cue, end: next === undefined ? lastEnd(words, start, placeOf) : placeOf(next) }]
  })
  return transcriptOfBlocks(blocks, VTT_MARKUP, log, languageTag(tags.get('la') ?? tags.get('lang') ?? ''))
}

/** A line's words in WebVTT's cue language, the times of words as its own. */
function cueText(words: string, placeOf: (seconds: number) => number): string {
  const parts: string[] = []
  let from = 0
  for (const time of words.matchAll(WORD_TIME)) {
    parts.push(escapeCueText(words.slice(from, time.index)), stamp(placeOf(secondsOf(time))))
    from = time.index + time[0].length
  }
  return [...parts, escapeCueText(words.slice(from))].join('')
}

/** The last line ends where its last word does, where that is said, else after as long as it takes to say. */
function lastEnd(words: string, start: number, placeOf: (seconds: number) => number): number {
  const last = [...words.matchAll(WORD_TIME)].at(-1)
  const isSaid = last && words.trimEnd().endsWith(last[0])
  return placeOf(isSaid ? secondsOf(last) : start + Math.max(1, words.length / PACE))
}

function secondsOf(match: RegExpMatchArray): number {
  const [, hours, minutes, seconds, fraction] = match
  return (
    Number(hours ?? 0) * 3600 +
    Number(minutes ?? 0) * 60 +
    Number(seconds ?? 0) +
    Number(`0.${fraction ?? '0'}`)
  )
}
