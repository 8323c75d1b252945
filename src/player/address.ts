import { parseTime } from '../archive/time.js'

/** A part of a recording that an address names. Seconds. */
export interface TimeSpan {
  readonly start: number
  /** Where to stop. */
  readonly end?: number
}

/** The part that `83.5`, `npt:83,95` or `,95` names (W3C Media Fragments, 4.2.1); null when it names none. */
export function spanOf(text: string): TimeSpan | null {
  const [from = '', to] = text.replace(/^npt:/, '').split(',')
  const start = from === '' && to !== undefined ? 0 : parseTime(from)
  if (start === null) return null
  const end = to === undefined ? null : parseTime(to)
  return end !== null && end > start ? { start, end } : { start }
}

/** The part that an address's fragment names, `#t=83.5`, else its query, `?t=83.5`. */
export function spanInAddress({ hash, search }: Pick<Location, 'hash' | 'search'>): TimeSpan | null {
  for (const parameters of [hash.replace(/^#/, ''), search]) {
    const value = new URLSearchParams(parameters).get('t')
    const span = value === null ? null : spanOf(value)
    if (span) return span
  }
  return null
}

/** The seconds that a fragment names; null when it names none. */
export function timeInFragment(hash: string): number | null {
  return spanInAddress({ hash, search: '' })?.start ?? null
}

/**
 * Opens the recording where the address says, now and whenever it changes: by a link, or by going back.
 * @returns whether the address names a place now
 */
export function followAddress(media: HTMLMediaElement): boolean {
  const stopAt = createStop(media)
  const go = (): void => {
    // A fragment that names another part of the page says nothing about time.
    if (location.hash !== '' && timeInFragment(location.hash) === null) return
    const span = spanInAddress(location)
    if (!span) return
    seek(media, span.start)
    stopAt(span)
  }
  addEventListener('hashchange', go)
  addEventListener('popstate', go)
  go()
  return spanInAddress(location) !== null
}

/** Moves the recording, as soon as it can be moved. */
export function seek(media: HTMLMediaElement, time: number): void {
  const move = (): void => {
    media.currentTime = time
  }
  if (media.readyState >= HTMLMediaElement.HAVE_METADATA) move()
  else media.addEventListener('loadedmetadata', move, { once: true })
}

/** Plays a part that has an end, and stops there; moving out of it lets the recording go on. */
function createStop(media: HTMLMediaElement): (span: TimeSpan) => void {
  let part: Required<TimeSpan> | null = null
  const watch = (): void => {
    if (!part || media.paused) return
    if (media.currentTime >= part.end) {
      media.pause()
      part = null
    } else requestAnimationFrame(watch)
  }
  media.addEventListener('play', watch)
  media.addEventListener('seeked', () => {
    if (part && (media.currentTime < part.start - 0.5 || media.currentTime > part.end)) part = null
  })
  return ({ start, end }) => {
    part = end === undefined ? null : { start, end }
    // A browser may want a press first; then it stops there all the same.
    if (part) void media.play().catch(() => undefined)
  }
}
