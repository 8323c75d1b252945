/** One spoken word with its own time, where the transcript has them. Seconds. */
export interface Word {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** A piece of a transcript as its file had it. Times are seconds; absent when the transcript has none. */
export interface Cue {
  /** Plain text: never markup. Lines of one cue are joined by a space. */
  readonly text: string
  readonly start?: number
  readonly end?: number
  readonly speaker?: string
  /** In order; joined by single spaces they are `text` (checked by readers; dropped otherwise). */
  readonly words?: readonly Word[]
}

/** How precise a transcript's times are: by word, by cue, or none at all. */
export type Timing = 'word' | 'cue' | 'none'

/** What was said in one talk, in one language. */
export interface Transcript {
  /** Unique within the talk and fit for an address: `en`, `de-auto`. */
  readonly id: string
  /** BCP 47, `und` when not known. */
  readonly inLanguage: string
  readonly timing: Timing
  readonly cues: readonly Cue[]
  /** A shade of it, where the file has one: `auto`, `corrected`, `notes`. */
  readonly kind?: string
  /** The id of the talk's file it was read from. */
  readonly file?: string
}

/**
 * The time at a character offset of a cue's text, in seconds: the word's own start where words are timed,
 * else interpolated inside the cue by characters. Undefined when the cue has no times.
 */
export function timeAt(cue: Cue, offset: number): number | undefined {
  if (cue.start === undefined) return undefined
  if (cue.words?.length) return wordAt(cue.words, offset)?.start
  const end = cue.end ?? cue.start
  const share = cue.text.length > 0 ? Math.min(1, Math.max(0, offset / cue.text.length)) : 0
  return cue.start + (end - cue.start) * share
}

function wordAt(words: readonly Word[], offset: number): Word | undefined {
  let from = 0
  let [found] = words
  for (const word of words) {
    if (from > offset) break
    found = word
    from += word.text.length + 1
  }
  return found
}
