import type { Addresses } from '../../archive/addresses.js'
import type { Talk, TalkContent } from '../../archive/event.js'
import { headingsOf, paragraphsOf } from '../../archive/paragraphs.js'
import { sentencesOf } from '../../archive/sentences.js'
import { formatTime } from '../../archive/time.js'
import type { Timing } from '../../archive/transcript.js'
import { direction, transcriptName } from './labels.js'

/** A sentence as a link to its second; without times, as text. */
export interface SentenceView {
  readonly text: string
  readonly url: string | null
  /** Seconds, for the script. */
  readonly start?: number
  readonly isSpoken: boolean
}

/** A paragraph of a transcript; the names of the chapters that begin with it. */
export interface ParagraphView {
  readonly chapters: readonly string[]
  readonly speaker: string | null
  readonly clock: string | null
  readonly url: string | null
  readonly sentences: readonly SentenceView[]
}

/** A talk's words as text to read. */
export interface TranscriptView {
  readonly id: string
  readonly lang: string
  readonly dir: 'ltr' | 'rtl'
  readonly language: string
  readonly timing: Timing
  /** What was said before the place that the address names; folded on arrival. */
  readonly earlier: readonly ParagraphView[]
  readonly earlierSpan: string
  readonly paragraphs: readonly ParagraphView[]
  readonly others: readonly { readonly label: string; readonly url: string; readonly lang: string }[]
}

/** The transcript that the address asks for, else the first; null when there is none. */
export function transcriptOf(
  addresses: Addresses,
  talk: Talk,
  content: TalkContent,
  view: { readonly at?: number; readonly transcript?: string },
): TranscriptView | null {
  const wanted = content.transcripts.find((each) => each.id === view.transcript) ?? content.transcripts[0]
  if (!wanted) return null
  const sentences = sentencesOf(wanted.cues, wanted.inLanguage)
  const spoken = view.at === undefined ? -1 : spokenAt(sentences, view.at)
  const grouped = paragraphsOf(
    sentences,
    talk.chapters.map((chapter) => chapter.start),
    content.slideTrack.map((span) => span.start),
  )
  const chapters = headingsOf(talk.chapters, grouped)
  let index = -1
  const paragraphs = grouped.map((paragraph, position): ParagraphView => {
    const { start, speaker } = paragraph
    return {
      chapters: (chapters.get(position) ?? []).map((chapter) => chapter.name),
      speaker: speaker ?? null,
      clock: start === undefined ? null : formatTime(start),
      url: start === undefined ? null : addresses.talk(talk.id, { start }),
      sentences: paragraph.sentences.map((sentence) => {
        index += 1
        return {
          text: sentence.text,
          url: sentence.start === undefined ? null : addresses.talk(talk.id, { start: sentence.start }),
          ...(sentence.start !== undefined && { start: Math.round(sentence.start * 1000) / 1000 }),
          isSpoken: index === spoken,
        }
      }),
    }
  })
  const opened = paragraphs.findIndex((paragraph) =>
    paragraph.sentences.some((sentence) => sentence.isSpoken),
  )
  const folded = Math.max(0, opened)
  return {
    id: wanted.id,
    lang: wanted.inLanguage,
    dir: direction(wanted.inLanguage),
    language: transcriptName(wanted),
    timing: wanted.timing,
    earlier: paragraphs.slice(0, folded),
    earlierSpan: `${formatTime(0)}–${paragraphs[folded]?.clock ?? ''}`,
    paragraphs: paragraphs.slice(folded),
    others: content.transcripts
      .filter((other) => other !== wanted)
      .map((other) => ({
        label: transcriptName(other),
        url: `${addresses.talk(talk.id)}?transcript=${encodeURIComponent(other.id)}#transcript`,
        lang: other.inLanguage,
      })),
  }
}

/** The index of the last sentence that has begun at `time` (seconds); -1 before the first. */
function spokenAt(sentences: readonly { readonly start?: number }[], time: number): number {
  // Addresses round to hundredths, so a sentence's own link may fall just before it.
  return sentences.findLastIndex((sentence) => sentence.start !== undefined && sentence.start <= time + 0.01)
}
