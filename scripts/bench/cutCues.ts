import type { Cue, Word } from '../../src/archive/transcript.js'

/** What a caption holds at most: two lines of 42 characters, seven seconds. */
const CHARACTERS = 84
const SECONDS = 7
/** A sentence's end closes a caption that is at least this long, in characters; so does a pause of these seconds. */
const READABLE = 24
const PAUSE = 1

/**
 * Timed words as captions without word times: from the first word's start to the last one's end, cut at the end of a
 * sentence or in a pause where one comes in time, and before a caption grows too long to be read.
 */
export function cutCues(words: readonly Word[]): Cue[] {
  const groups: Word[][] = []
  let length = 0
  for (const word of words) {
    const group = groups.at(-1)
    const first = group?.[0]
    const last = group?.at(-1)
    const isFull =
      !group ||
      !first ||
      !last ||
      length + 1 + word.text.length > CHARACTERS ||
      word.end - first.start > SECONDS ||
      word.start - last.end > PAUSE ||
      (length >= READABLE && /[.?!]$/.test(last.text))
    if (isFull) {
      groups.push([word])
      length = word.text.length
    } else {
      group.push(word)
      length += 1 + word.text.length
    }
  }
  return groups.map((group) => ({
    text: group.map((word) => word.text).join(' '),
    start: group[0]?.start ?? 0,
    end: group.at(-1)?.end ?? 0,
  }))
}
