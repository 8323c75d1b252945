import { spokenAt } from './spoken.js'

/** A piece of a cue with the second it begins, as the caption file has it. */
export interface TimedPiece {
  readonly text: string
  readonly start: number
}

/** A word's place in a sentence and the second it begins. */
interface PlacedWord {
  readonly start: number
  readonly from: number
  readonly to: number
}

/** How far a word may be from where the last one ended, characters; more means another text. */
const NEAR = 24

/**
 * The pieces of a cue between its timestamps (W3C WebVTT, 4.2.2), without markup.
 * @param start of the cue, seconds
 */
export function timedPieces(cueText: string, start: number): readonly TimedPiece[] {
  const pieces: TimedPiece[] = []
  let at = start
  for (const part of cueText.split(/(<[^>]*>)/)) {
    const stamp = /^<(?:(\d+):)?(\d\d):(\d\d\.\d{3})>$/.exec(part)
    if (stamp) at = Number(stamp[1] ?? 0) * 3600 + Number(stamp[2]) * 60 + Number(stamp[3])
    else if (!part.startsWith('<') && part.trim()) pieces.push({ text: plain(part.trim()), start: at })
  }
  return pieces
}

/** Where the pieces stand in a sentence, in order; what is not found is passed over. */
export function placeWords(sentence: string, pieces: readonly TimedPiece[]): readonly PlacedWord[] {
  const placed: PlacedWord[] = []
  let end = 0
  for (const { text, start } of pieces) {
    const from = sentence.indexOf(text, end)
    if (from < 0 || from - end > NEAR) continue
    end = from + text.length
    placed.push({ start, from, to: end })
  }
  return placed
}

/** Marks the word being said inside the spoken sentence. */
export interface WordMarker {
  /** @param span when the sentence is said, seconds */
  begin(sentence: HTMLElement, span: { readonly start: number; readonly end: number }): void
  clear(): void
}

/** A marker that takes words' times from the captions; null where the browser has no custom highlights. */
export function createWordMarker(media: HTMLMediaElement, captions: TextTrack): WordMarker | null {
  if (!('highlights' in CSS)) return null
  const mark = new Highlight()
  CSS.highlights.set('word', mark)
  let words: readonly PlacedWord[] = []
  let starts: readonly number[] = []
  let text: Node | null = null
  let shown = -1

  const show = (): void => {
    const index = spokenAt(starts, media.currentTime)
    if (index === shown) return
    shown = index
    mark.clear()
    const word = words[index]
    if (word && text)
      mark.add(
        new StaticRange({
          startContainer: text,
          startOffset: word.from,
          endContainer: text,
          endOffset: word.to,
        }),
      )
  }
  const run = (): void => {
    if (words.length > 0) show()
    if (!media.paused) requestAnimationFrame(run)
  }
  media.addEventListener('play', run)
  media.addEventListener('seeked', show)
  const clear = (): void => {
    words = starts = []
    shown = -1
    mark.clear()
  }
  return {
    clear,
    begin: (sentence, { start, end }) => {
      clear()
      text = sentence.firstChild
      words = placeWords(sentence.textContent, piecesBetween(captions, start, end))
      starts = words.map((word) => word.start)
      show()
    },
  }
}

function piecesBetween(captions: TextTrack, start: number, end: number): readonly TimedPiece[] {
  const { cues } = captions
  if (!cues) return []
  const pieces: TimedPiece[] = []
  let at = firstAfter(cues, start)
  while (at > 0 && (cues[at - 1]?.endTime ?? 0) >= start) at -= 1
  for (let cue = cues[at]; cue && cue.startTime <= end; cue = cues[(at += 1)]) {
    if (cue instanceof VTTCue) pieces.push(...timedPieces(cue.text, cue.startTime))
  }
  return pieces.filter((piece) => piece.start >= start - 0.03 && piece.start < end)
}

/** The index of the first cue that begins after a time (seconds): the thousands before it are not touched. */
function firstAfter(cues: TextTrackCueList, time: number): number {
  let low = 0
  let high = cues.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((cues[middle]?.startTime ?? Infinity) <= time) low = middle + 1
    else high = middle
  }
  return low
}

const REFERENCES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&#123;': '{' }

function plain(text: string): string {
  return text.replace(/&(?:amp|lt|gt|#123);/g, (reference) => REFERENCES[reference] ?? reference)
}
