import { parseTime } from '../archive/time.js'

/** Opens the recording at the address's `#t=83.5`, now and whenever the fragment changes. `?t=` is in the source. */
export function followAddress(media: HTMLMediaElement): void {
  const go = (): void => {
    const time = timeInFragment(location.hash)
    if (time !== null) seek(media, time)
  }
  addEventListener('hashchange', go)
  go()
}

/** The seconds of a media fragment (W3C Media Fragments, 4.2.1); null when it names none. An end is left aside. */
export function timeInFragment(hash: string): number | null {
  const value = new URLSearchParams(hash.replace(/^#/, '')).get('t')
  if (value === null) return null
  return parseTime(value.replace(/^npt:/, '').split(',')[0] ?? '')
}

function seek(media: HTMLMediaElement, time: number): void {
  const move = (): void => {
    media.currentTime = time
  }
  if (media.readyState >= HTMLMediaElement.HAVE_METADATA) move()
  else media.addEventListener('loadedmetadata', move, { once: true })
}
