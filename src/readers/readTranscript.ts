import type { Reading } from '../archive/problem.js'
import type { Cue, Timing } from '../archive/transcript.js'

/** A transcript as its file had it. */
export interface ReadTranscript {
  /** BCP 47, only where the file itself says so. */
  readonly inLanguage?: string
  /** BCP 47, told from the words where the file does not say; what an organizer declares comes before it. */
  readonly guessedLanguage?: string
  readonly timing: Timing
  /** In order of start; every timed cue has `start < end`. */
  readonly cues: readonly Cue[]
  /** The same talk in further languages, where the file holds several; `und` where it is not known which. */
  readonly others?: readonly {
    readonly inLanguage: string
    readonly timing: Timing
    readonly cues: readonly Cue[]
  }[]
}

/**
 * Reads a transcript's bytes; never throws for what the bytes hold.
 * @param path the file, relative to the media root, for its problems
 */
export type TranscriptReader = (bytes: Uint8Array, path: string) => Reading<ReadTranscript>

/** How precise cues are: `word` when at least half of them have timed words. */
export function timingOf(cues: readonly Cue[]): Timing {
  const byWord = cues.filter((cue) => cue.words).length
  if (byWord > 0 && byWord * 2 >= cues.length) return 'word'
  return cues.some((cue) => cue.start !== undefined) ? 'cue' : 'none'
}

/** The canonical form of a language tag (BCP 47): `eng` is `en`. Null when it is none, as `english` and `und` are. */
export function languageTag(text: string): string | null {
  if (!/^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(text)) return null
  try {
    const [tag = 'und'] = Intl.getCanonicalLocales(text)
    return tag === 'und' ? null : tag
  } catch {
    return null
  }
}
