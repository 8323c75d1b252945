import type { Passage } from '../archive/moment.js'

/** Whether a passage's words go on where those of another ended: the next cues of the same transcript. */
export function follows(before: Passage | undefined, passage: Passage): boolean {
  return (
    passage.kind === 'speech' &&
    before?.kind === 'speech' &&
    before.transcript === passage.transcript &&
    before.lastCue !== undefined &&
    before.lastCue + 1 === passage.firstCue
  )
}

/**
 * By passage, the earlier ones that say the same: the original's passages in a translation's span, the pages that a
 * page goes on building from, a text that stands twice. Beside an earlier one that answers, it has nothing to add.
 * @param passages of one talk or event, transcripts in the order in which they are preferred
 */
export function repeatsOf(passages: readonly Passage[]): readonly (readonly number[])[] {
  const written = new Map<string, number>()
  const speech = new Map<string | undefined, number[]>()
  const repeats: number[][] = []
  const earlier: Earlier = { passages, repeats, written, speech, shown: '' }
  passages.forEach((passage, index) => {
    repeats.push(targetsOf(passage, index, earlier))
    if (passage.kind !== 'speech') return
    const own = speech.get(passage.transcript)
    if (own) own.push(index)
    else speech.set(passage.transcript, [index])
  })
  return repeats
}

interface Earlier {
  readonly passages: readonly Passage[]
  readonly repeats: readonly (readonly number[])[]
  /** First passages of written texts. */
  readonly written: Map<string, number>
  /** By transcript, in the order of passages. */
  readonly speech: ReadonlyMap<string | undefined, readonly number[]>
  /** The text of the slide before, flat. */
  shown: string
}

function targetsOf(passage: Passage, index: number, earlier: Earlier): number[] {
  const { passages, repeats, written, speech } = earlier
  if (passage.kind === 'speech') {
    // Most talks have one transcript, and nothing to compare.
    if (speech.size === 0 || (speech.size === 1 && speech.has(passage.transcript))) return []
    return [...speech].flatMap(([transcript, others]) =>
      transcript === passage.transcript
        ? []
        : others.filter((other) => {
            const told = passages[other]
            return told !== undefined && sameSpan(told, passage)
          }),
    )
  }
  if (passage.kind === 'slide') {
    const before = passages[index - 1]
    const own = flat(passage.text)
    const builds =
      before?.kind === 'slide' && before.page === (passage.page ?? 0) - 1 && own.startsWith(earlier.shown)
    earlier.shown = own
    return builds ? [...(repeats[index - 1] ?? []), index - 1] : []
  }
  const key = `${passage.kind} ${flat(passage.text)}`
  const first = written.get(key)
  if (first === undefined) written.set(key, index)
  return first === undefined ? [] : [first]
}

/** Whether two timed passages share at least half of the shorter one. */
function sameSpan(a: Passage, b: Passage): boolean {
  if (a.start === undefined || a.end === undefined || b.start === undefined || b.end === undefined)
    return false
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start)
  return shared > 0 && shared >= Math.min(a.end - a.start, b.end - b.start) / 2
}

/** Single spaces, as most are, are left where they stand: it takes a fraction of the time. */
function flat(text: string): string {
  return text
    .replace(/\s{2,}|[^\S ]/gu, ' ')
    .trim()
    .toLowerCase()
}
