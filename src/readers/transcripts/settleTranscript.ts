import type { Cue } from '../../archive/transcript.js'
import { createProblemLog, type ProblemLog } from '../problemLog.js'
import { timingOf, type ReadTranscript } from '../readTranscript.js'
import { guessLanguage } from './guessLanguage.js'
import { withWordsJoined } from './joinWords.js'
import { withoutRepeats } from './rollUp.js'
import { settleCues, type PlacedCue } from './settleCues.js'
import { withSpeakers } from './speakerNames.js'
import type { CueMarkup, TimedBlock } from './timedBlock.js'
import { partLanguages } from './twoLanguages.js'

/** What a file says of its own language: BCP 47, null when it says nothing. */
type SaidLanguage = string | null

/**
 * A transcript from cues as their file has them: repeats of rolling captions go, two languages are parted, markup
 * becomes text, and the cues are settled. Null, and a problem, when no cue has words.
 */
export function transcriptOfBlocks(
  blocks: readonly TimedBlock[],
  markup: CueMarkup,
  log: ProblemLog,
  inLanguage: SaidLanguage = null,
): ReadTranscript | null {
  const fresh = withoutRepeats(blocks, markup, log)
  const place = (list: readonly TimedBlock[]): PlacedCue[] =>
    list.flatMap((block) =>
      markup.cues(block.text, block).map((cue) => ({
        cue: { ...(block.speaker !== undefined && { speaker: block.speaker }), ...cue },
        ...(block.line !== undefined && { line: block.line }),
      })),
    )
  const parted = partLanguages(fresh, markup)
  if (!parted) return transcriptOfCues(place(fresh), log, inLanguage)
  const main = transcriptOfCues(place(parted.first), log, inLanguage)
  // What is wrong with the times of these cues was said of the others already.
  const other = transcriptOfCues(place(parted.second), createProblemLog(''), null)
  if (!main || !other) return main ?? other
  const [upper, lower] = [languageOf(main), languageOf(other)]
  log.add(
    'info',
    'two-languages',
    `each cue stands in two languages (${upper} above ${lower}), read as two transcripts`,
  )
  return { ...main, others: [{ inLanguage: lower, timing: other.timing, cues: other.cues }] }
}

/**
 * A transcript from cues whose text is understood: in order, mended, words joined and names taken for speakers where
 * the file was made that way, the language guessed where it is not said. Null, and a problem, when there is no cue.
 */
export function transcriptOfCues(
  placed: readonly PlacedCue[],
  log: ProblemLog,
  inLanguage: SaidLanguage = null,
): ReadTranscript | null {
  // Names stand before single words, or before the lines that those make.
  const cues = withSpeakers(withWordsJoined(withSpeakers(settleCues(placed, log)), log))
  if (cues.length === 0) {
    log.add('warning', 'transcript-empty', 'there is no cue with words in this file')
    return null
  }
  return { ...languageFields(cues, inLanguage), timing: timingOf(cues), cues }
}

/** What is known of the language of cues: said, else guessed. */
export function languageFields(
  cues: readonly Cue[],
  inLanguage: SaidLanguage,
): Pick<ReadTranscript, 'inLanguage' | 'guessedLanguage'> {
  if (inLanguage !== null) return { inLanguage }
  const guessedLanguage = guessLanguage(cues.map((cue) => cue.text).join(' '))
  return guessedLanguage === null ? {} : { guessedLanguage }
}

function languageOf(transcript: ReadTranscript): string {
  return transcript.inLanguage ?? transcript.guessedLanguage ?? 'und'
}
