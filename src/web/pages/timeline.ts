import type { Addresses } from '../../archive/addresses.js'
import type { SlideSpan } from '../../archive/deck.js'
import type { Talk, TalkContent } from '../../archive/event.js'
import { KIND_LABELS, type Moment } from '../../archive/moment.js'
import { formatTime } from '../../archive/time.js'
import { isUnsure, titleOf } from './slides.js'

/** A place on the ruler under the player, as a link to its second. `x` is a percentage, as SVG takes it. */
export interface Mark {
  readonly x: string
  /** Seconds. */
  readonly start: number
  readonly url: string
  /** For people who do not see where it is. */
  readonly label: string
}

/** A chapter's part of the ruler. */
export interface Segment extends Mark {
  readonly width: string
  /** As much of the name as the part has room for; empty where it has none. */
  readonly text: string
  /** Whether it is a chapter, and not what lies before the first. */
  readonly isNamed: boolean
  /** Whether its name ends where it ends, because there is more room before it than after. */
  readonly endsThere: boolean
}

/** One axis for the recording's length: chapters, changes of slides, and where a query was found. */
export interface Timeline {
  /** Seconds. */
  readonly duration: number
  readonly clock: string
  readonly segments: readonly Segment[]
  /** Whether a chapter has no room for its name: only the current one is named then, as widely as it needs. */
  readonly isCrowded: boolean
  readonly ticks: readonly (Mark & { readonly isUnsure: boolean })[]
  readonly flags: readonly (Mark & { readonly isOn: boolean })[]
  /** Where the address opens the recording. */
  readonly head: string
}

/** Letters that fit on a wide ruler, and the fewest that say anything. */
const LETTERS = 155
const FEWEST_LETTERS = 7

/**
 * The ruler of a recording.
 * @param duration seconds
 * @param moments what the address's query finds in this talk
 */
export function timelineOf(
  addresses: Addresses,
  talk: Talk,
  content: TalkContent | null,
  duration: number,
  { at, moments }: { readonly at?: number | undefined; readonly moments: readonly Moment[] },
): Timeline {
  const isInside = ({ start }: { readonly start: number }): boolean => start >= 0 && start < duration
  const place = (start: number): { x: string; start: number; url: string } => ({
    x: percent(start / duration),
    start,
    url: addresses.talk(talk.id, { start }),
  })
  const chapters = [...talk.chapters].filter(isInside).sort((a, b) => a.start - b.start)
  const named = chapters.map((chapter) => ({ ...chapter, isNamed: true }))
  const parts = named[0]?.start === 0 ? named : [{ name: '', start: 0, isNamed: false }, ...named]
  const slides = new Map((content?.deck?.slides ?? []).map((slide) => [slide.page, titleOf(slide)]))
  const shares = parts.map(({ start }, i) => ((parts[i + 1]?.start ?? duration) - start) / duration)
  const isCrowded = parts.some(({ name }, i) => name !== '' && fitting(name, shares[i] ?? 0) === '')
  const track = content?.slideTrack ?? []
  return {
    duration,
    clock: formatTime(duration),
    isCrowded,
    segments: parts.map(({ name, start, isNamed }, index) => {
      const share = shares[index] ?? 0
      const [before, after] = [start / duration + share, 1 - start / duration]
      return {
        ...place(start),
        width: percent(share),
        label: `Chapter at ${formatTime(start)}: ${name}`,
        text: fitting(name, isCrowded ? Math.max(before, after) : share),
        isNamed,
        endsThere: isCrowded && before > after,
      }
    }),
    ticks: track.filter(isInside).map((span) => ({
      ...place(span.start),
      label: `Slide ${span.page} ${isUnsure(span) ? 'about' : 'at'} ${formatTime(span.start)}: ${slides.get(span.page) ?? ''}`,
      isUnsure: isUnsure(span),
    })),
    flags: flagged(moments, track)
      .filter(isInside)
      .map(({ start, moment }) => ({
        ...place(start),
        label: `Found at ${formatTime(start)}, ${KIND_LABELS[moment.kind]}: ${moment.snippet.map((part) => part.text).join('')}`,
        isOn: at !== undefined && Math.abs(start - at) < 0.05,
      })),
    head: percent(Math.min(1, (at ?? 0) / duration)),
  }
}

interface Found {
  readonly start: number
  readonly moment: Moment
}

/** Moments by time; one on a page is where the page was up. */
function flagged(moments: readonly Moment[], track: readonly SlideSpan[]): readonly Found[] {
  return moments
    .flatMap((moment): Found[] => {
      const start = moment.start ?? track.find((span) => span.page === moment.page)?.start
      return start === undefined ? [] : [{ start, moment }]
    })
    .sort((a, b) => a.start - b.start)
}

/** A name cut to what fits on a share (0 to 1) of the ruler. */
function fitting(name: string, share: number): string {
  const letters = Array.from(name)
  const room = Math.floor(share * LETTERS)
  if (letters.length <= room) return name
  return room < FEWEST_LETTERS
    ? ''
    : `${letters
        .slice(0, room - 1)
        .join('')
        .trimEnd()}…`
}

function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`
}
