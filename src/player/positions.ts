import { formatTime } from '../archive/time.js'
import { recall, remember } from './preferences.js'
import { seek } from './address.js'

/** Where a visitor stopped, by the talk's full id: on their device only. */
const KEY = 'lectern:positions'
const MOST = 200
/** Who has seen this share has seen the talk. */
const SEEN = 0.95
/** Less than this is not worth coming back to, seconds. */
const BEGUN = 10
const EVERY_MS = 5000

/** A place in a talk: seconds of time and of length, and when that was, in milliseconds since 1970. */
interface Position {
  readonly t: number
  readonly d: number
  readonly at: number
  readonly name: string
  readonly url: string
}

/** What is kept after a talk was left at a place: the newest, without what was seen to its end or hardly begun. */
export function withPosition(
  kept: Readonly<Record<string, Position>>,
  talk: string,
  position: Position,
): Readonly<Record<string, Position>> {
  const others = Object.entries(kept).filter(([id]) => id !== talk)
  const isOver = position.d > 0 && position.t > position.d * SEEN
  const all = isOver || position.t < BEGUN ? others : [...others, [talk, position] as const]
  return Object.fromEntries([...all].sort(([, a], [, b]) => b.at - a.at).slice(0, MOST))
}

/** The places in what a device has kept; whatever else stands there is left out. */
export function positionsIn(text: string | null): Readonly<Record<string, Position>> {
  try {
    const kept: unknown = JSON.parse(text ?? '{}')
    if (typeof kept !== 'object' || kept === null) return {}
    return Object.fromEntries(
      Object.entries(kept).filter((entry): entry is [string, Position] => isPosition(entry[1])),
    )
  } catch {
    return {}
  }
}

function isPosition(value: unknown): value is Position {
  if (typeof value !== 'object' || value === null) return false
  const { t, d, at, name, url } = value as Record<string, unknown>
  return [t, d, at].every(Number.isFinite) && typeof name === 'string' && typeof url === 'string'
}

/**
 * Goes on where the visitor stopped, unless the address names a place, and keeps where they stop now.
 * @param talk the full id, with what the home page shows of it
 */
export function resume(
  media: HTMLMediaElement,
  talk: { readonly id: string; readonly name: string; readonly url: string },
  hasPlace: boolean,
): void {
  const before = positionsIn(recall(KEY))[talk.id]
  const left = placeInHistory()
  // Going back or loading again is no wish for the place that the address named when it was opened.
  const place = left ?? (before && !hasPlace && before.t < before.d * SEEN ? before.t : 0)
  if (place > 0) {
    seek(media, place)
    if (!hasPlace) offerBeginning(media, place)
  }
  let last = 0
  const keep = (): void => {
    if (!Number.isFinite(media.duration)) return
    last = Date.now()
    const position = {
      t: Math.round(media.currentTime * 10) / 10,
      d: media.duration,
      at: last,
      name: talk.name,
      url: talk.url,
    }
    history.replaceState({ [KEY]: position.t }, '')
    remember(KEY, JSON.stringify(withPosition(positionsIn(recall(KEY)), talk.id, position)))
  }
  media.addEventListener('timeupdate', () => {
    if (!media.paused && Date.now() - last > EVERY_MS) keep()
  })
  media.addEventListener('pause', keep)
  addEventListener('pagehide', () => {
    if (media.played.length > 0) keep()
  })
}

/** Where this very entry of the browser's history was left, seconds; its address stays what it is. */
function placeInHistory(): number | null {
  const state: unknown = history.state
  const time = typeof state === 'object' && state !== null ? (state as Record<string, unknown>)[KEY] : null
  return typeof time === 'number' && Number.isFinite(time) ? time : null
}

function offerBeginning(media: HTMLMediaElement, time: number): void {
  const note = document.querySelector<HTMLElement>('[data-resumed]')
  if (!note) return
  note.querySelector('span')?.replaceChildren(`Goes on at ${formatTime(time)}, where you stopped.`)
  note.hidden = false
  note.querySelector('button')?.addEventListener('click', () => {
    media.currentTime = 0
    note.hidden = true
  })
  media.addEventListener('timeupdate', () => {
    if (Math.abs(media.currentTime - time) > 20) note.hidden = true
  })
}
