import type { Layout } from './layout.js'
import type { Playback } from './playback.js'

/** Puts our controls in the place of the browser's, and says so where a recording cannot be played. */
export function bindVideo(media: HTMLMediaElement, playback: Playback, layout: Layout | null): void {
  media.controls = false
  if (media instanceof HTMLVideoElement) {
    media.addEventListener('click', playback.toggle)
    if (layout) media.addEventListener('dblclick', layout.toggleFullScreen)
  }
  sayWhenItWaits(media)
  const note = document.querySelector<HTMLElement>('[data-broken]')
  const sources = [...media.querySelectorAll('source')]
  const complain = (): void => {
    if (note) note.hidden = false
  }
  media.addEventListener('error', complain)
  // The last of the alternatives that fails leaves none; it may have done so before this script came.
  sources.at(-1)?.addEventListener('error', complain)
  if (media.networkState === HTMLMediaElement.NETWORK_NO_SOURCE) complain()
  media.addEventListener('loadedmetadata', () => {
    if (note) note.hidden = true
  })
}

/** A picture that stands still because nothing more has come says so; browsers go on by themselves when it comes. */
function sayWhenItWaits(media: HTMLMediaElement): void {
  const show = (): void => {
    media.parentElement?.classList.toggle(
      'is-waiting',
      !media.paused && media.readyState < media.HAVE_FUTURE_DATA,
    )
  }
  for (const name of ['waiting', 'playing', 'canplay', 'pause', 'error', 'emptied']) {
    media.addEventListener(name, show)
  }
}

/** Links with a second of their own move the recording instead of loading the page again; a sentence plays from it. */
export function bindSeekLinks(media: HTMLMediaElement): void {
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0) return
    // With a modifier the visitor wants a tab or a window, as with any link.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    const link =
      event.target instanceof Element
        ? event.target.closest<HTMLElement | SVGElement>('a[data-t], .para > .t')
        : null
    if (!link) return
    event.preventDefault()
    // Selecting words to copy them ends in a click too.
    if (link.matches('.s') && getSelection()?.isCollapsed === false) return
    const sentence = link.matches('.t') ? link.parentElement?.querySelector<HTMLElement>('.s') : link
    media.currentTime = Number(sentence?.dataset['t'])
    if (link.matches('.s, .t')) void media.play().catch(() => undefined)
  })
}
