import type { Addresses } from '../archive/addresses.js'
import type { TalkContent } from '../archive/event.js'
import type { Moment, Passage } from '../archive/moment.js'
import type { Timing, Transcript } from '../archive/transcript.js'
import type { Findings, Found } from './find.js'
import { bestCluster, findHits } from './hits.js'
import { type Range, snippet, snippetWindow } from './snippet.js'
import { timeOf, textStream, transcriptStream, type TranscriptStream } from './tokenStream.js'
import type { StreamOf } from './phrases.js'

/** A found passage with its final score. */
export interface Scored extends Found {
  readonly rank: number
}

/** What moments are made with. */
export interface MomentSources {
  readonly addresses: Addresses
  readonly streamOf: StreamOf
}

const streams = new WeakMap<Transcript, TranscriptStream>()

/**
 * A found passage as a moment: the best place in it, when that is said or shown, and the text around it.
 * @param content the talk's words; without them times are those of the passage
 */
export function toMoment(
  found: Scored,
  findings: Findings,
  content: TalkContent | null,
  { addresses, streamOf }: MomentSources,
): Moment {
  const { passage } = found
  const anchor = found.phrases[0] ?? bestCluster(findHits(streamOf(passage), findings))
  const speech = passage.kind === 'speech' ? speechOf(passage, content) : null
  const text = speech?.stream.text ?? passage.text
  const offset = speech?.offset ?? 0
  const place = placeOf(passage, anchor, speech, content)
  const window = snippetWindow(text, { start: anchor.start + offset, end: anchor.end + offset })
  const hits = findHits(textStream(text.slice(window.start, window.end)), findings).map(
    ({ start, end }): Range => ({ start: start + window.start, end: end + window.start }),
  )
  return {
    kind: passage.kind,
    ...place,
    ...(passage.lang ? { lang: passage.lang } : {}),
    score: Math.round(found.rank * 1000) / 1000,
    snippet: snippet(text, window, hits),
    url: addressOf(passage, place, addresses),
  }
}

interface Speech {
  readonly stream: TranscriptStream
  /** Where the passage begins in the transcript's text. */
  readonly offset: number
}

/** The passage inside its transcript, unless the transcript has changed since it was indexed. */
function speechOf(passage: Passage, content: TalkContent | null): Speech | null {
  const transcript = content?.transcripts.find(({ id }) => id === passage.transcript)
  if (!transcript) return null
  let stream = streams.get(transcript)
  if (!stream) {
    stream = transcriptStream(transcript)
    streams.set(transcript, stream)
  }
  const offset = stream.cueOffsets[passage.firstCue ?? 0]
  return offset !== undefined && stream.text.startsWith(passage.text, offset) ? { stream, offset } : null
}

type Place = Pick<Moment, 'start' | 'end' | 'page' | 'heading' | 'timing'>

function placeOf(passage: Passage, anchor: Range, speech: Speech | null, content: TalkContent | null): Place {
  if (passage.kind === 'speech') {
    const start = speech
      ? timeOf(speech.stream, anchor.start + speech.offset)
      : interpolated(passage, anchor.start)
    const said =
      speech && anchor.end > anchor.start ? timeOf(speech.stream, anchor.end - 1 + speech.offset) : undefined
    const end = passage.end === undefined ? said : Math.max(passage.end, said ?? 0)
    const timing: Timing = start === undefined ? 'none' : (speech?.stream.transcript.timing ?? 'cue')
    return { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }), timing }
  }
  if (passage.kind !== 'slide') return { timing: 'none' }
  const span = content?.slideTrack.find(({ page }) => page === passage.page)
  const heading = content?.deck?.slides.find(({ page }) => page === passage.page)?.title
  return {
    ...(span ? { start: span.start, end: span.end } : {}),
    ...(passage.page === undefined ? {} : { page: passage.page }),
    ...(heading ? { heading } : {}),
    timing: span ? 'cue' : 'none',
  }
}

function interpolated(passage: Passage, offset: number): number | undefined {
  if (passage.start === undefined) return undefined
  const share = passage.text.length > 0 ? Math.min(1, offset / passage.text.length) : 0
  return passage.start + ((passage.end ?? passage.start) - passage.start) * share
}

function addressOf(passage: Passage, place: Place, addresses: Addresses): string {
  if (passage.kind === 'faq' && passage.faq !== undefined) return addresses.faqEntry(passage.faq)
  if (passage.talk === undefined) return addresses.event(passage.event)
  return addresses.talk(passage.talk, { start: place.start, page: place.page })
}
