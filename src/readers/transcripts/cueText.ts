import type { Cue, Word } from '../../archive/transcript.js'
import { decodeReferences } from '../characterReferences.js'
import { tokenizeCue, withoutOverrides } from './cueMarkup.js'
import type { CueTimes } from './cueTime.js'
import { plainWords } from '../plainWords.js'
import type { CueMarkup } from './timedBlock.js'
import { timedWords, type TimedPiece } from './timedWords.js'

/** WebVTT's cue text (W3C WebVTT, section 6.4): formats that have words or voices of their own are written in it. */
export const VTT_MARKUP: CueMarkup = { plain: (raw) => plainCueText(raw, 'drop'), cues: cuesFromText }

/** A cue's text without any markup, `<br>` as a space. */
export function plainCueText(raw: string, unknownTags: 'drop' | 'keep'): string {
  const parts = tokenizeCue(withoutOverrides(raw), unknownTags).map((token) => {
    if (token.type === 'text') return decodeReferences(token.text)
    return token.type === 'start' && token.name === 'br' ? ' ' : ''
  })
  return plainWords(parts.join(''))
}

type PlacedText = Cue & { readonly start: number; readonly end: number }

/** What one voice says in a cue. */
interface VoiceRun {
  readonly speaker: string | null
  readonly pieces: TimedPiece[]
}

/**
 * A WebVTT cue's text as plain cues: one for each voice in it (`<v Name>`), which share the cue's time by their own
 * timestamps or by characters. Timestamps inside become words; ruby readings follow their base in brackets.
 */
export function cuesFromText(raw: string, times: CueTimes): readonly PlacedText[] {
  const runs = voiceRuns(withoutOverrides(raw), times)
  const texts = runs.map((run) => plainWords(run.pieces.map((piece) => piece.text).join('')))
  const total = texts.reduce((sum, text) => sum + text.length, 0)
  let before = 0
  const starts = runs.map((run, i) => {
    const share = total === 0 ? 0 : before / total
    before += texts[i]?.length ?? 0
    const stamped = run.pieces.find((piece) => piece.text.trim() !== '')?.at
    return i === 0 ? times.start : (stamped ?? round(times.start + (times.end - times.start) * share))
  })
  return runs.flatMap((run, i) => {
    const text = texts[i] ?? ''
    if (text === '' && runs.length > 1) return []
    const start = starts[i] ?? times.start
    const end = starts[i + 1] ?? times.end
    const words = wordsOf(run.pieces, { start, end }, text)
    return [{ text, start, end, ...(run.speaker && { speaker: run.speaker }), ...(words && { words }) }]
  })
}

function wordsOf(pieces: readonly TimedPiece[], times: CueTimes, text: string): readonly Word[] | null {
  const words = timedWords(pieces, times)
  return words?.map((word) => word.text).join(' ') === text ? words : null
}

function voiceRuns(text: string, times: CueTimes): readonly VoiceRun[] {
  let run: VoiceRun = { speaker: null, pieces: [{ at: null, text: '' }] }
  const runs = [run]
  let reading: string | null = null
  let readings: string[] = []

  const append = (more: string): void => {
    const last = run.pieces.at(-1)
    if (last) last.text += more
  }
  const closeRuby = (): void => {
    if (reading !== null) readings.push(reading)
    const joined = plainWords(readings.join(''))
    if (joined) append(`(${joined})`)
    reading = null
    readings = []
  }
  const speak = (speaker: string | null): void => {
    const isFresh = run.pieces.every((piece) => piece.text.trim() === '')
    const at = run.pieces.at(-1)?.at ?? null
    if (isFresh) runs.pop()
    run = { speaker, pieces: [{ at: isFresh ? at : null, text: '' }] }
    runs.push(run)
  }

  for (const token of tokenizeCue(text, 'drop')) {
    if (token.type === 'text') {
      if (reading === null) append(decodeReferences(token.text))
      else reading += decodeReferences(token.text)
    } else if (token.type === 'time') {
      if (token.time >= times.start && token.time <= times.end) run.pieces.push({ at: token.time, text: '' })
    } else if (token.name === 'rt') {
      if (reading !== null) readings.push(reading)
      reading = token.type === 'start' ? '' : null
    } else if (token.name === 'ruby') closeRuby()
    else if (token.name === 'v') speak(token.type === 'start' ? voiceName(token.annotation) : null)
    else if (token.name === 'br' || token.name === 'p' || token.name === 'div') append(' ')
  }
  closeRuby()
  return runs
}

/** The name in `<v Name>`; null for a dash or nothing, which some vendors write for "somebody else". */
function voiceName(annotation: string): string | null {
  const name = plainWords(decodeReferences(annotation))
  return /[\p{L}\p{N}]/u.test(name) ? name : null
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000
}
