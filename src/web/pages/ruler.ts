import type { Talk } from '../../archive/event.js'
import type { Moment } from '../../archive/moment.js'
import { recordedLength } from './talkAssets.js'

/** One axis for a talk's length: where its hits are. Percentages, as SVG takes them. */
export interface Ruler {
  readonly segments: readonly { readonly x: string; readonly width: string }[]
  readonly hits: readonly string[]
}

/**
 * Where moments lie in a talk: by time where the recording's length is known, by page for a deck alone;
 * null where neither is.
 */
export function rulerOf(talk: Talk, moments: readonly Moment[]): Ruler | null {
  const length = recordedLength(talk)
  if (length !== undefined && length > 0) {
    const starts = talk.chapters
      .map((chapter) => chapter.start)
      .filter((start) => start > 0 && start < length)
    return {
      segments: segmentsBetween([0, ...starts, length].map((time) => time / length)),
      hits: places(moments.flatMap((moment) => (moment.start === undefined ? [] : moment.start / length))),
    }
  }
  const pages = talk.deck?.pages ?? 0
  if (pages === 0) return null
  return {
    segments: segmentsBetween(Array.from({ length: pages + 1 }, (_, i) => i / pages)),
    hits: places(moments.flatMap((moment) => (moment.page === undefined ? [] : (moment.page - 0.5) / pages))),
  }
}

function segmentsBetween(borders: readonly number[]): Ruler['segments'] {
  return borders.slice(0, -1).map((from, i) => ({
    x: percent(from),
    width: percent((borders[i + 1] ?? 1) - from),
  }))
}

function places(shares: readonly number[]): readonly string[] {
  return shares.filter((share) => share >= 0 && share <= 1).map(percent)
}

function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`
}
