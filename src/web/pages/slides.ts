import type { Addresses } from '../../archive/addresses.js'
import { slideAt } from '../../archive/deck.js'
import type { Talk, TalkContent } from '../../archive/event.js'
import { formatTime } from '../../archive/time.js'
import { pictureOf, type Picture } from './talkAssets.js'

/** A page of a deck as the talk's page shows it. */
export interface SlideView {
  readonly page: number
  readonly title: string
  readonly lines: readonly string[]
  readonly picture: Picture | null
  /** To the second it was up, where known, else to the page itself. */
  readonly url: string
  /** Seconds, for the script. */
  readonly start?: number
  /** `10:40`, or `about 10:40` where the placing is not certain. */
  readonly clock?: string
  readonly isCurrent: boolean
}

/** A talk's deck beside its recording. */
export interface SlideShow {
  readonly slides: readonly SlideView[]
  readonly current: SlideView
  readonly hasPictures: boolean
  /** Whether it is known when slides were up. */
  readonly isTimed: boolean
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
    const title = slide.title ?? slide.text.split('\n').find((line) => line.trim()) ?? `Slide ${slide.page}`
    return {
      page: slide.page,
      title,
      lines: slide.text.split('\n').filter((line) => line.trim()),
      picture: slide.image ? pictureOf(addresses, talk, `slides/${slide.page}.webp`, slide.image) : null,
      url: addresses.talk(talk.id, span ? { start: span.start } : { page: slide.page }),
      ...(span && {
        start: span.start,
        clock: (span.confidence < SURE ? 'about ' : '') + formatTime(span.start),
      }),
      isCurrent: slide.page === currentPage,
    }
  })
  const current = slides.find((slide) => slide.isCurrent) ?? slides[0]
  if (!current) return null
  return {
    slides,
    current,
    hasPictures: slides.some((slide) => slide.picture !== null),
    isTimed: track.length > 0,
    track: JSON.stringify(track.map((span) => [span.start, span.end, span.page])),
  }
}
