import { timeAt, type Cue } from './transcript.js'

/** A sentence of a transcript, put together across cue borders. Times are seconds. */
export interface Sentence {
  readonly text: string
  readonly start?: number
  readonly end?: number
  readonly speaker?: string
  /** True where the transcript itself begins a new block: in untimed text, a paragraph of the file. */
  readonly opens?: boolean
}

/** Longer than this, a sentence is cut at cue borders: captions without punctuation have no other. Characters. */
const LONG_SENTENCE = 280
const SHORT_PIECE = 90

/** Full stops that do not end a sentence; segmenters by rule stop at all of them. */
const ABBREVIATION = /(?:^|[\s(])(?:Dr|Mr|Mrs|Ms|Prof|St|vs|cf|Fig|Eq|Sec|No|Nos|al|approx|[A-Z])\.\s*$/

/** The cues of one speaker in a row, joined; `offsets[i]` is where cue i begins in the text. */
interface Run {
  readonly text: string
  readonly cues: readonly Cue[]
  readonly offsets: readonly number[]
}

/**
 * The sentences of a transcript, in order and without loss of text, each with the time of its first and last word.
 * Sentence borders are those of Unicode (UAX 29) for the language; a change of speaker always ends a sentence.
 * @param lang BCP 47; an unknown one is read as English
 */
export function sentencesOf(cues: readonly Cue[], lang: string): readonly Sentence[] {
  const segmenter = segmenterFor(lang)
  return runsOf(cues).flatMap((run) =>
    bordersOf(run, segmenter).flatMap(([from, to]) => sentenceAt(run, from, to) ?? []),
  )
}

/** Timed cues of one speaker flow together; an untimed cue stands alone, since it is a block of its file. */
function runsOf(cues: readonly Cue[]): Run[] {
  const groups: Cue[][] = []
  for (const cue of cues) {
    const open = groups.at(-1)
    const last = open?.at(-1)
    if (open && last && flowsInto(last, cue)) open.push(cue)
    else groups.push([cue])
  }
  return groups.map(joined)
}

function flowsInto(before: Cue, after: Cue): boolean {
  return before.speaker === after.speaker && before.start !== undefined && after.start !== undefined
}

function joined(cues: readonly Cue[]): Run {
  const parts: string[] = []
  const offsets: number[] = []
  let length = 0
  let before = ''
  for (const { text } of cues) {
    const between = offsets.length > 0 ? joint(before, text) : ''
    offsets.push(length + between.length)
    parts.push(between, text)
    length += between.length + text.length
    before = text
  }
  return { text: parts.join(''), cues, offsets }
}

/** Scripts written without spaces are joined without one. */
function joint(before: string, after: string): string {
  return UNSPACED.test(before.slice(-1)) && UNSPACED.test(after.slice(0, 1)) ? '' : ' '
}
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}、。！？」』・ー]/u

function bordersOf(run: Run, segmenter: Intl.Segmenter): [number, number][] {
  const borders: [number, number][] = []
  let from = 0
  for (const to of endsOf(run.text, segmenter)) {
    if (to < run.text.length && ABBREVIATION.test(run.text.slice(Math.max(from, to - 16), to))) continue
    borders.push(...pieces(run, from, to))
    from = to
  }
  if (from < run.text.length) borders.push(...pieces(run, from, run.text.length))
  return borders
}

/**
 * Where sentences end. The segmenter's cost for each grows with the text it is given, so it gets the text in windows;
 * the last sentence of a window may go on, and begins the next one.
 */
function* endsOf(text: string, segmenter: Intl.Segmenter): Generator<number> {
  let from = 0
  let window = WINDOW
  while (from < text.length) {
    const segments = [...segmenter.segment(text.slice(from, from + window))]
    const isLast = from + window >= text.length
    const whole = isLast ? segments : segments.slice(0, -1)
    for (const { index, segment } of whole) yield from + index + segment.length
    const end = whole.at(-1)
    if (end) from += end.index + end.segment.length
    window = end ? WINDOW : window * 2
  }
}
const WINDOW = 4096

/** A sentence as it is, or one that is far too long cut where cues begin. */
function pieces(run: Run, from: number, to: number): [number, number][] {
  if (to - from <= LONG_SENTENCE) return [[from, to]]
  const cuts: [number, number][] = []
  let start = from
  for (let i = firstAfter(run.offsets, from); i < run.offsets.length; i += 1) {
    const offset = run.offsets[i] ?? to
    if (offset >= to - SHORT_PIECE) break
    if (offset - start < SHORT_PIECE) continue
    cuts.push([start, offset])
    start = offset
  }
  cuts.push([start, to])
  return cuts
}

function sentenceAt(run: Run, from: number, to: number): Sentence | null {
  const raw = run.text.slice(from, to)
  const text = raw.trim()
  if (!text) return null
  const begin = from + (raw.length - raw.trimStart().length)
  const last = begin + text.length
  const first = firstAfter(run.offsets, begin) - 1
  const cue = run.cues[first]
  const start = cue && timeAt(cue, begin - (run.offsets[first] ?? 0))
  const end = endTime(run, last)
  return {
    text,
    ...(start !== undefined && { start }),
    ...(end !== undefined && { end: Math.max(end, start ?? end) }),
    ...(cue?.speaker !== undefined && { speaker: cue.speaker }),
    ...(cue && cue.start === undefined && begin === 0 && { opens: true }),
  }
}

function endTime(run: Run, last: number): number | undefined {
  const index = firstAfter(run.offsets, last - 1) - 1
  const cue = run.cues[index]
  if (!cue) return undefined
  const inside = last - (run.offsets[index] ?? 0)
  return inside >= cue.text.trimEnd().length ? (cue.end ?? cue.start) : timeAt(cue, inside + 1)
}

/** The index of the first offset greater than `position`. */
function firstAfter(offsets: readonly number[], position: number): number {
  let low = 0
  let high = offsets.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((offsets[middle] ?? Infinity) <= position) low = middle + 1
    else high = middle
  }
  return low
}

function segmenterFor(lang: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(lang, { granularity: 'sentence' })
  } catch {
    return new Intl.Segmenter('en', { granularity: 'sentence' })
  }
}
