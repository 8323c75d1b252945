import { plainWords } from '../../plainWords.js'
import type { ProblemLog } from '../../problemLog.js'
import type { ReadTranscript } from '../../readTranscript.js'
import { groupWords, type SpokenWord } from '../joinWords.js'
import { languageNamed } from '../languageNamed.js'
import type { PlacedCue } from '../settleCues.js'
import { transcriptOfCues } from '../settleTranscript.js'

/** A word as a service gives it. Seconds. */
export interface HeardWord {
  readonly text: string
  readonly start: number | undefined
  readonly end: number | undefined
  readonly speaker?: string | undefined
}

/** What a recognizer heard without a break of its own: an utterance, a phrase, or the whole recording. Seconds. */
export interface Stretch {
  readonly text: string
  readonly start: number | undefined
  readonly end: number | undefined
  readonly speaker?: string | undefined
  /** Empty where it has none; those without a time follow the one before. */
  readonly words: readonly HeardWord[]
}

/** What a service for speech recognition answers. */
export interface Service {
  looksLike(document: unknown): boolean
  stretches(document: unknown): readonly Stretch[]
  /** As the service calls it. */
  language?(document: unknown): string | undefined
}

/** Words of such scripts have no spaces between them. */
const UNSPACED = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]`
const BETWEEN = new RegExp(String.raw`(?<=${UNSPACED}|[、。，！？]) (?=${UNSPACED}|[、。，！？])`, 'gu')
const HAS_UNSPACED = new RegExp(UNSPACED, 'u')

/**
 * Reads what a service answers: words with times in cues of a readable length, parted where the speaker changes; where
 * there are none, a cue for each stretch that has a time.
 */
export function readService(service: Service, document: unknown, log: ProblemLog): ReadTranscript | null {
  const placed = service.stretches(document).flatMap((stretch, i): PlacedCue[] => {
    const speaker = stretch.speaker
    const words = spokenWords(stretch)
    if (words.length > 0) return groupWords(words).map((cue) => ({ cue: unspaced(cue) }))
    const { start, end } = stretch
    const text = plainWords(stretch.text)
    if (start !== undefined && text !== '')
      return [{ cue: { text, start, end: end ?? start, ...(speaker !== undefined && { speaker }) } }]
    // Services answer silence with empty stretches.
    if (text !== '')
      log.add('error', 'segment-left-out', `segment ${i + 1} was left out: it has no time`, {
        hint: 'ask the service for the times of words',
      })
    return []
  })
  // Channels speak at the same time, one behind the other in the file.
  const ordered = placed.sort((a, b) => a.cue.start - b.cue.start)
  return transcriptOfCues(ordered, log, languageNamed(service.language?.(document) ?? ''))
}

/** A cue without spaces between signs that have none; its words are then not those of its text, and go. */
function unspaced(cue: PlacedCue['cue']): PlacedCue['cue'] {
  if (!HAS_UNSPACED.test(cue.text)) return cue
  const { words: _, ...bare } = cue
  return { ...bare, text: cue.text.replace(BETWEEN, '') }
}

/** A word as a list, for `flatMap`: none where it has no text. */
export function heardWord(
  text: string | undefined,
  start: number | undefined,
  end: number | undefined,
  speaker?: string,
): HeardWord[] {
  const plain = plainWords(text ?? '')
  return plain === '' ? [] : [{ text: plain, start, end, speaker }]
}

/** Words that each have their time; none where no word has one. */
function spokenWords({ words, speaker }: Stretch): readonly SpokenWord[] {
  if (words.every((word) => word.start === undefined)) return []
  let clock = words.find((word) => word.start !== undefined)?.start ?? 0
  const spoken = words.flatMap((word): readonly SpokenWord[] => {
    const start = word.start ?? clock
    clock = Math.max(start, word.end ?? start)
    // A recognizer may give several words as one (`New York`): they share its time.
    const parts = word.text.split(' ')
    const at = (i: number): number => Math.round((start + ((clock - start) / parts.length) * i) * 1000) / 1000
    return parts.map((text, i) => ({ text, start: at(i), end: at(i + 1), speaker: word.speaker ?? speaker }))
  })
  return spoken.sort((a, b) => a.start - b.start)
}

/** How a speaker is called whom a service counts: `0`, `"0"`, `spk_0` and `A` are nobody's names. */
export function speakerCalled(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const name = plainWords(String(value)).replace(/^(?:spk|speaker)_?(?=\d{1,3}$)/i, '')
  if (name === '') return undefined
  return /^(?:\d{1,3}|[A-Z]{1,2})$/.test(name) ? `Speaker ${name}` : name
}
