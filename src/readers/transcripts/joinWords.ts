import type { Cue, Word } from '../../archive/transcript.js'
import type { ProblemLog } from '../problemLog.js'

type TimedCue = Cue & { readonly start: number; readonly end: number }

/** Files with fewer cues are left as they are. */
const FEWEST = 20
/** The share of cues that must be one word. */
const MOST = 0.8
/** A pause that parts two cues, seconds. */
const PAUSE = 1
/** A cue is closed at the end of a sentence when it is this long, and in any case before it is the longer. Characters. */
const READABLE = 24
const LONGEST = 84
const SENTENCE_END = /[.?!…]["'’”)\]]*$/
/** Recognizers give marks a cue of their own. */
const ONLY_MARKS = /^[,.;:!?…)\]}%’”]+$/
/** Recognizers also part words in the middle: `2` `.4`, `U` `.S.`, `we` `'re`. None of these stands alone. */
const REST_OF_NUMBER = /^[.,]\d/
const REST_OF_INITIALS = /^\.\p{L}(?:\.|$)/u
const CONTRACTION = /^['’](?:s|t|d|m|re|ve|ll)(?!['’\p{L}\p{N}])/iu
/** `cross` `-chain`: the rest of a word where words are parted so, else an option or the like. */
const REST_OF_WORD = /^[-\u2010\u2011/]\p{L}/u
/** A line of these scripts has no spaces, and says more than a word. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

/** Cues that each hold one word, joined into cues that can be read, with the words' times kept. Others stay as they are. */
export function withWordsJoined(cues: readonly TimedCue[], log: ProblemLog): readonly TimedCue[] {
  const single = cues.filter(isOneWord).length
  if (cues.length < FEWEST || single < cues.length * MOST) return cues
  const joined = groupWords(cues.flatMap(wordsOf))
  log.add('info', 'cues-of-one-word', `the cues hold one word each; they were joined into ${joined.length}`)
  return joined
}

/** A spoken word and who says it. */
export interface SpokenWord extends Word {
  readonly speaker?: string | undefined
}

/** Words in order of time as cues of a readable length: parted at pauses, speakers and ends of sentences. */
export function groupWords(words: readonly SpokenWord[]): readonly TimedCue[] {
  const groups: SpokenWord[][] = []
  const areParted = words.some((word, index) => cannotStandAlone(words[index - 1], word))
  let length = 0
  for (const word of words) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    const isMark = ONLY_MARKS.test(word.text)
    if (group && last && (isMark || !partsFrom(last, word, length))) {
      if (isMark) group[group.length - 1] = { ...last, text: last.text + word.text }
      else if (cannotStandAlone(last, word) || (areParted && isRestOfWord(last, word)))
        group[group.length - 1] = { ...last, text: last.text + word.text, end: word.end }
      else group.push({ ...word, start: Math.max(word.start, last.start) })
      length += word.text.length + 1
    } else {
      groups.push([word])
      length = word.text.length
    }
  }
  return groups.map(cueOf)
}

/** Whether a word is surely the rest of the one before it. */
function cannotStandAlone(last: SpokenWord | undefined, { text }: SpokenWord): boolean {
  if (!last) return false
  if (REST_OF_NUMBER.test(text)) return /\d$/.test(last.text)
  if (REST_OF_INITIALS.test(text)) return /(?:^|\.)\p{L}$/u.test(last.text)
  return CONTRACTION.test(text) && /[\p{L}\p{N}]$/u.test(last.text)
}

function isRestOfWord(last: SpokenWord, { text }: SpokenWord): boolean {
  return REST_OF_WORD.test(text) && /[\p{L}\p{N}]$/u.test(last.text)
}

function partsFrom(last: SpokenWord, next: SpokenWord, length: number): boolean {
  return (
    next.speaker !== last.speaker ||
    next.start - last.end > PAUSE ||
    length + next.text.length + 1 > LONGEST ||
    (SENTENCE_END.test(last.text) && length >= READABLE)
  )
}

function cueOf(group: readonly SpokenWord[]): TimedCue {
  const words = group.map(({ text, start, end }, i) => {
    const next = group[i + 1]?.start ?? Infinity
    return { text, start, end: Math.max(start, Math.min(end, next)) }
  })
  const [first] = group
  return {
    text: words.map((word) => word.text).join(' '),
    start: first?.start ?? 0,
    end: words.at(-1)?.end ?? 0,
    ...(first?.speaker !== undefined && { speaker: first.speaker }),
    words,
  }
}

function isOneWord({ text }: TimedCue): boolean {
  return !text.includes(' ') && text.length <= 40 && !UNSPACED.test(text)
}

/** A cue's words with their times; a cue of several shares its time among them by characters. */
function wordsOf({ text, start, end, speaker, words }: TimedCue): readonly SpokenWord[] {
  if (words) return words.map((word) => ({ ...word, speaker }))
  let before = 0
  const at = (offset: number): number =>
    Math.round((start + ((end - start) * offset) / text.length) * 1000) / 1000
  return text.split(' ').map((word) => {
    const from = before
    before += word.length + 1
    return { text: word, start: at(from), end: at(Math.min(before, text.length)), speaker }
  })
}
