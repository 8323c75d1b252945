import type { Cue, Word } from '../archive/transcript.js'

/**
 * Cues in the talk's time, from cues in their file's own. What ends before the talk begins goes.
 * @param offset seconds the file starts after the talk's own zero; may be negative
 */
export function shiftCues(cues: readonly Cue[], offset: number): readonly Cue[] {
  if (offset === 0) return cues
  return cues.flatMap((cue): Cue[] => {
    const moved = shifted(cue, offset)
    if ((moved.end ?? moved.start ?? 0) < 0) return []
    return [cue.words ? { ...moved, words: cue.words.map((word): Word => shifted(word, offset)) } : moved]
  })
}

function shifted<T extends { readonly start?: number; readonly end?: number }>(part: T, offset: number): T {
  return {
    ...part,
    ...(part.start !== undefined && { start: Math.max(0, round(part.start + offset)) }),
    ...(part.end !== undefined && { end: round(part.end + offset) }),
  }
}

/** To milliseconds, as no format says more: sums of decimals have long tails. */
function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000
}
