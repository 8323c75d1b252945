import type { Reading } from '../archive/problem.js'
import type { Cue, Timing } from '../archive/transcript.js'

/** A transcript as its file had it. */
export interface ReadTranscript {
  /** BCP 47, only where the file itself says so. */
  readonly inLanguage?: string
  readonly timing: Timing
  /** In order of start; every timed cue has `start < end`. */
  readonly cues: readonly Cue[]
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

/** The canonical form of a language tag (BCP 47), or null when it is none: `en_us` and `english` are none. */
export function languageTag(text: string): string | null {
  if (!/^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(text)) return null
  try {
    return Intl.getCanonicalLocales(text)[0] ?? null
  } catch {
    return null
  }
}
