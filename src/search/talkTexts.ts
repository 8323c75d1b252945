import { ownText, type Slide } from '../archive/deck.js'
import type { TalkContent } from '../archive/event.js'
import type { Range } from './snippet.js'
import {
  cueAtOffset,
  textStream,
  timeOf,
  transcriptStream,
  type TokenStream,
  type TranscriptStream,
} from './tokenStream.js'

/**
 * Where words stand. `letters` is the same place whatever the text is joined with: how many characters that are not
 * white space stand before its begin and before its end, in the whole transcript or on the page.
 */
export interface SpokenPlace {
  readonly kind: 'speech'
  readonly transcript: string
  /** Counted from 0; `from` and `to` are characters (UTF-16) of the first and of the last cue's text, `to` exclusive. */
  readonly cue: number
  readonly from: number
  readonly lastCue: number
  readonly to: number
  /** Seconds; absent where the transcript has no times. */
  readonly start?: number
  readonly letters: readonly [number, number]
}

export interface ShownPlace {
  readonly kind: 'slide'
  readonly page: number
  /** Of which of the page's texts `from` and `to` are characters; its title counts where its text lacks it. */
  readonly part: 'text' | 'title'
  readonly from: number
  readonly to: number
  /** Seconds: when the page was up first. */
  readonly start?: number
  /** In the page's own words: its text without the lines that the deck repeats. */
  readonly letters: readonly [number, number]
}

export type TalkPlace = SpokenPlace | ShownPlace

/** A text of a talk that is looked through, and what a place in it is called. */
export interface TalkText {
  readonly stream: TokenStream
  readonly terms: ReadonlySet<string>
  readonly kind: TalkPlace['kind']
  readonly transcript?: string
  /** BCP 47, where it is known. */
  readonly lang?: string
  readonly placeOf: (range: Range) => TalkPlace
}

/** Every text of a talk in which words are found: its transcripts, then the pages of its deck. */
export function textsOf({ transcripts, deck, slideTrack }: TalkContent): readonly TalkText[] {
  const spoken = transcripts.map((transcript): TalkText => {
    const stream = transcriptStream(transcript)
    return {
      ...sourceOf(stream),
      kind: 'speech',
      transcript: transcript.id,
      lang: transcript.inLanguage,
      placeOf: spokenPlaces(stream),
    }
  })
  const shown = (deck?.slides ?? []).flatMap((slide): TalkText[] => {
    const span = slideTrack.find(({ page }) => page === slide.page)
    return slideSources(slide, span?.start)
  })
  return [...spoken, ...shown]
}

function sourceOf(stream: TokenStream): Pick<TalkText, 'stream' | 'terms'> {
  return { stream, terms: new Set(stream.tokens.map(({ term }) => term)) }
}

function spokenPlaces(stream: TranscriptStream): (range: Range) => SpokenPlace {
  const letters = lettersOf(stream.text)
  return ({ start, end }) => {
    const cue = cueAtOffset(stream, start)
    const lastCue = cueAtOffset(stream, Math.max(start, end - 1))
    const time = timeOf(stream, start)
    return {
      kind: 'speech',
      transcript: stream.transcript.id,
      cue,
      from: start - (stream.cueOffsets[cue] ?? 0),
      lastCue,
      to: end - (stream.cueOffsets[lastCue] ?? 0),
      ...(time !== undefined && { start: Math.round(time * 1000) / 1000 }),
      letters: [letters(start), letters(end)],
    }
  }
}

/** A page's own words, and its title where they lack it. */
function slideSources(slide: Slide, start: number | undefined): TalkText[] {
  const own = ownText(slide)
  const title = slide.title ?? ''
  const place = (part: ShownPlace['part'], text: string, offset: (at: number) => number): TalkText => {
    const letters = lettersOf(text)
    return {
      ...sourceOf(textStream(text)),
      kind: 'slide',
      placeOf: (range) => ({
        kind: 'slide',
        page: slide.page,
        part,
        from: offset(range.start),
        to: offset(range.end - 1) + 1,
        ...(start !== undefined && { start }),
        letters: [letters(range.start), letters(range.end)],
      }),
    }
  }
  return [
    place('text', own, offsetsIn(slide)),
    ...(title && !flat(own).includes(flat(title)) ? [place('title', title, (at) => at)] : []),
  ]
}

/** Where a character of a page's own words stands in its whole text. */
function offsetsIn({ text, aside = [] }: Slide): (at: number) => number {
  const left = new Set(aside)
  const lines: { from: number; offset: number }[] = []
  let [from, offset] = [0, 0]
  text.split('\n').forEach((line, number) => {
    if (!left.has(number)) {
      lines.push({ from, offset })
      from += line.length + 1
    }
    offset += line.length + 1
  })
  return (at) => {
    const line = lines.findLast((each) => each.from <= at)
    return line ? line.offset + at - line.from : at
  }
}

/** How many characters before an offset are no white space; answers are cheap after the first. */
function lettersOf(text: string): (offset: number) => number {
  let counts: Uint32Array | undefined
  return (offset) => {
    counts ??= countLetters(text)
    return counts[offset] ?? 0
  }
}

function countLetters(text: string): Uint32Array {
  const counts = new Uint32Array(text.length + 1)
  for (let at = 0; at < text.length; at += 1)
    counts[at + 1] = (counts[at] ?? 0) + (/\s/u.test(text.charAt(at)) ? 0 : 1)
  return counts
}

function flat(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}
