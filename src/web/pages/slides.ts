import type { Addresses } from '../../archive/addresses.js'
import { ownText, slideAt, type Slide, type SlideSpan } from '../../archive/deck.js'
import type { Talk, TalkContent } from '../../archive/event.js'
import { formatTime } from '../../archive/time.js'
import { pictureOf, smallPictureOf, type Picture } from './talkAssets.js'

/** A page of a deck as the talk's page shows it. */
export interface SlideView {
  readonly page: number
  readonly title: string
  /** The page's own words, a line of it a line. */
  readonly lines: readonly string[]
  /** What the speaker wrote under it. */
  readonly notes: readonly string[]
  readonly picture: Picture | null
  /** The same for strip and grid. */
  readonly small: Picture | null
  /** To the second it was up, where known, else to the page itself. */
  readonly url: string
  /** Seconds, for the script. */
  readonly start?: number
  /** `10:40`, or `about 10:40` where the placing is not certain. */
  readonly clock?: string
  readonly isUnsure: boolean
  readonly isCurrent: boolean
}

/** A talk's deck beside its recording. */
export interface SlideShow {
  readonly slides: readonly SlideView[]
  readonly current: SlideView
  readonly hasPictures: boolean
  /** Whether it is known when slides were up. */
  readonly isTimed: boolean
  /** How pages were placed in time, for people; absent where none were. */
  readonly placed?: string
  /** `[start, end, page]` in seconds, as JSON for the script. */
  readonly track: string
}

/** Below this a placement is shown as approximate. */
const SURE = 0.8

/** A talk's deck, with the slide that is up at a time marked; null without a readable deck. */
export function slideShowOf(
  addresses: Addresses,
  talk: Talk,
  content: TalkContent,
  at: number | undefined,
): SlideShow | null {
  const track = content.slideTrack
  const up = at === undefined ? undefined : slideAt(track, at)?.page
  const currentPage = up ?? track[0]?.page ?? 1
  const slides = (content.deck?.slides ?? []).map((slide): SlideView => {
    const span = track.find((each) => each.page === slide.page)
    return {
      page: slide.page,
      title: titleOf(slide),
      lines: linesOf(ownText(slide)),
      notes: linesOf(slide.notes ?? ''),
      picture: slide.image ? pictureOf(addresses, talk, `slides/${slide.page}.webp`, slide.image) : null,
      small: slide.image ? smallPictureOf(addresses, talk, `slides/${slide.page}.webp`, slide.image) : null,
      url: addresses.talk(talk.id, span ? { start: span.start } : { page: slide.page }),
      ...(span && { start: span.start, clock: clockOf(span) }),
      isUnsure: span !== undefined && isUnsure(span),
      isCurrent: slide.page === currentPage,
    }
  })
  const current = slides.find((slide) => slide.isCurrent) ?? slides[0]
  if (!current) return null
  const placed = placedBy(track, slides)
  return {
    slides,
    current,
    hasPictures: slides.some((slide) => slide.picture !== null),
    isTimed: track.length > 0,
    ...(placed && { placed }),
    track: JSON.stringify(track.map((span) => [span.start, span.end, span.page])),
  }
}

/** A page's heading, else its first line, else its number. */
export function titleOf(slide: Slide): string {
  return slide.title ?? linesOf(ownText(slide))[0] ?? linesOf(slide.text)[0] ?? `Slide ${slide.page}`
}

/** Whether a placement is shown as approximate. */
export function isUnsure(span: SlideSpan): boolean {
  return span.confidence < SURE
}

function clockOf(span: SlideSpan): string {
  return (isUnsure(span) ? 'about ' : '') + formatTime(span.start)
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim())
}

const SOURCES: Readonly<Record<SlideSpan['source'], string>> = {
  manual: 'by the organizer',
  frames: 'by the picture',
  speech: 'by the words spoken',
}

/** `12 of 14 by the picture, 2 by the words spoken; 2 shown as “about”`. */
function placedBy(track: readonly SlideSpan[], slides: readonly SlideView[]): string | undefined {
  const firsts = slides.flatMap((slide) => track.find((span) => span.page === slide.page) ?? [])
  if (firsts.length === 0) return undefined
  const sources = Object.entries(SOURCES).flatMap(([source, words]) => {
    const n = firsts.filter((span) => span.source === source).length
    return n > 0 ? `${n} ${words}` : []
  })
  const unsure = firsts.filter(isUnsure).length
  const missing = slides.length - firsts.length
  return [
    `Of ${slides.length} pages, ${sources.join(', ')}`,
    ...(missing > 0 ? [`${missing} without a time`] : []),
    ...(unsure > 0 ? [`${unsure} shown as “about”`] : []),
  ].join('; ')
}
