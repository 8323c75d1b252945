import { followAddress } from './address.js'
import { createSlidePane } from './slidePane.js'
import { shrinkStage } from './stage.js'
import { bindTranscript } from './transcript.js'
import { bindPlaybackKeys } from './playbackKeys.js'

const media = document.querySelector<HTMLMediaElement>('#media')
const pane = createSlidePane()

if (media) {
  bindTranscript(media)
  bindSeekLinks(media)
  bindPlaybackKeys(media)
  followAddress(media)
  for (const name of ['timeupdate', 'seeked'] as const) {
    media.addEventListener(name, () => {
      pane?.showAt(media.currentTime)
    })
  }
}
pane?.bindLinks(media !== null)
showSlideOfAddress()
addEventListener('hashchange', showSlideOfAddress)
shrinkStage()

/** `#slide-4` is that page of the deck. */
function showSlideOfAddress(): void {
  const page = /^#slide-(\d{1,5})$/.exec(location.hash)?.[1]
  if (page) pane?.show(Number(page))
}

/** Links with a second of their own move the recording instead of loading the page again. */
function bindSeekLinks(recording: HTMLMediaElement): void {
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0) return
    // With a modifier the visitor wants a tab or a window, as with any link.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>('a[data-t]') : null
    if (!link) return
    // Selecting words to copy them ends in a click too.
    if (getSelection()?.isCollapsed === false) {
      event.preventDefault()
      return
    }
    event.preventDefault()
    recording.currentTime = Number(link.dataset['t'])
    void recording.play().catch(() => undefined)
  })
}
