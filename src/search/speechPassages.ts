import type { Talk, TalkContent } from '../archive/event.js'
import type { Passage } from '../archive/moment.js'
import type { Cue, Transcript } from '../archive/transcript.js'
import { baseLanguage } from './languages.js'

/** Seconds: a passage ends at the first good place after `WANTED`, and anywhere before it would pass `LONGEST`. */
const WANTED = 24
const LONGEST = 40
/** Words, for transcripts without times. */
const WANTED_WORDS = 65
const LONGEST_WORDS = 110
/** Seconds of silence that make a good place to end. */
const PAUSE = 0.7

const SENTENCE_END = /[.!?。！？…؟।]["'”’»)\]]?$/u

/**
 * A talk's transcripts in passages of about 30 s (about 80 words where there are no times), cut only between cues, at
 * the end of a sentence or in a pause where there is one. A passage's text is its cues' texts joined by single spaces.
 */
export function speechPassages(talk: Talk, content: TalkContent): Passage[] {
  return originalFirst(content.transcripts, talk.inLanguage).flatMap((transcript) =>
    cutTranscript(transcript).map(([firstCue, lastCue]): Passage => {
      const cues = transcript.cues.slice(firstCue, lastCue + 1)
      const start = cues.find((cue) => cue.start !== undefined)?.start
      const end = cues.findLast((cue) => cue.end !== undefined)?.end
      return {
        id: `${talk.id}#speech:${transcript.id}:${firstCue}`,
        kind: 'speech',
        event: talk.event,
        talk: talk.id,
        text: cues.map((cue) => cue.text).join(' '),
        lang: transcript.inLanguage,
        ...(start === undefined ? {} : { start }),
        ...(end === undefined ? {} : { end }),
        timing: start === undefined ? 'none' : transcript.timing,
        ...(start === undefined ? {} : { times: timesOf(cues) }),
        transcript: transcript.id,
        firstCue,
        lastCue,
      }
    }),
  )
}

/** Transcripts in the order in which they are preferred: those in the talk's language, then as listed. */
function originalFirst(transcripts: readonly Transcript[], language: string | undefined): Transcript[] {
  const isOriginal = ({ inLanguage }: Transcript): boolean =>
    language !== undefined && baseLanguage(inLanguage) === baseLanguage(language)
  return [...transcripts.filter(isOriginal), ...transcripts.filter((transcript) => !isOriginal(transcript))]
}

/** The words or cues that have times, as `Passage.times` has them. */
function timesOf(cues: readonly Cue[]): number[] {
  const times: number[] = []
  let offset = 0
  for (const { text, start, end, words } of cues) {
    if (words?.length) {
      let at = offset
      for (const word of words) {
        times.push(at, word.start, word.end)
        at += word.text.length + 1
      }
    } else if (start !== undefined) times.push(offset, start, end ?? start)
    offset += text.length + 1
  }
  return times
}

function cutTranscript({ cues, timing }: Transcript): [firstCue: number, lastCue: number][] {
  const ranges: [number, number][] = []
  const [wanted, longest] = timing === 'none' ? [WANTED_WORDS, LONGEST_WORDS] : [WANTED, LONGEST]
  let first = 0
  let size = 0
  cues.forEach((cue, index) => {
    const next = cues[index + 1]
    size = timing === 'none' ? size + wordCount(cue.text) : secondsBetween(cues[first], cue)
    const sizeWithNext =
      timing === 'none' ? size + wordCount(next?.text ?? '') : secondsBetween(cues[first], next ?? cue)
    const goodPlace = SENTENCE_END.test(cue.text) || secondsBetween(cue, next, 'gap') >= PAUSE
    if (!next || (goodPlace && size >= wanted) || sizeWithNext > longest) {
      ranges.push([first, index])
      first = index + 1
      size = 0
    }
  })
  return ranges
}

function secondsBetween(
  from: Cue | undefined,
  to: Cue | undefined,
  what: 'length' | 'gap' = 'length',
): number {
  if (!from || !to) return 0
  if (what === 'gap') return (to.start ?? 0) - (from.end ?? to.start ?? 0)
  return (to.end ?? to.start ?? 0) - (from.start ?? 0)
}

function wordCount(text: string): number {
  return text.split(/\s+/u).filter(Boolean).length
}
