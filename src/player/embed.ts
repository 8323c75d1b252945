import { followAddress } from './address.js'
import { bindControls } from './controls.js'
import { keepInStep } from './inStep.js'
import { createLayout } from './layout.js'
import { createPlayback } from './playback.js'
import { createRuler } from './ruler.js'
import { bindShortcuts } from './shortcuts.js'
import { createSlidePane } from './slidePane.js'
import { bindSeekLinks, bindVideo } from './watching.js'

// The player alone, in a frame of another site: nothing is kept, and the keys are those of the page.
const media = document.querySelector<HTMLMediaElement>('#media')
const layout = createLayout()
const pane = createSlidePane(media)
const playback = media ? createPlayback(media, undefined) : null
bindControls(media, playback, layout)
bindShortcuts({ playback, layout, pane, step: null })

if (media && playback) {
  bindVideo(media, playback, layout)
  bindSeekLinks(media)
  createRuler(media, {
    slideAt: (time) => pane?.look(pane.pageAt(time) ?? 0),
    wordsAt: () => undefined,
  })
  const screen = document.querySelector<HTMLVideoElement>('#screen')
  if (screen) keepInStep(media, screen, Number(screen.dataset['lag']))
  followAddress(media)
  media.addEventListener('timeupdate', () => {
    pane?.showAt(media.currentTime, true)
  })
  media.addEventListener('seeked', () => {
    pane?.showAt(media.currentTime)
  })
  const whole = document.querySelector<HTMLAnchorElement>('[data-whole]')
  whole?.addEventListener('click', () => {
    whole.search = media.currentTime > 1 ? `?t=${Math.floor(media.currentTime)}` : ''
    media.pause()
  })
}
