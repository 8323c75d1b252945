import { followAddress } from './address.js'
import { bindControls } from './controls.js'
import { createFind } from './find.js'
import { keepInStep } from './inStep.js'
import { createLayout } from './layout.js'
import { createPlayback } from './playback.js'
import { resume } from './positions.js'
import { createRuler } from './ruler.js'
import { bindShortcuts } from './shortcuts.js'
import { createSlidePane } from './slidePane.js'
import { keepStage } from './stage.js'
import { bindTake } from './take.js'
import { createTabs } from './tabs.js'
import { createTranscript } from './transcript.js'
import { bindSeekLinks, bindVideo } from './watching.js'

const player = document.querySelector<HTMLElement>('.player')
const media = document.querySelector<HTMLMediaElement>('#media')
const talk = {
  id: player?.dataset['talk'] ?? '',
  name: player?.dataset['name'] ?? '',
  url: player?.dataset['url'] ?? location.pathname,
}

const tabs = createTabs()
const layout = createLayout()
const pane = createSlidePane(media)
const playback = media
  ? createPlayback(media, document.querySelector<HTMLElement>('.transcript')?.dataset['transcript'])
  : null
const transcript = createTranscript(media)
const ruler = media
  ? createRuler(media, {
      slideAt: (time) => pane?.look(pane.pageAt(time) ?? 0),
      wordsAt: (time) => transcript?.at(time)?.textContent,
    })
  : null
const find = createFind(talk.url, { transcript, pane, ruler, tabs, now: () => media?.currentTime ?? 0 })
bindControls(media, playback, layout)
bindShortcuts({ playback, layout, pane, step: find ? find.step : null })
bindTake(media, talk)

if (media && playback) {
  bindVideo(media, playback, layout)
  bindSeekLinks(media)
  const screen = document.querySelector<HTMLVideoElement>('#screen')
  if (screen) keepInStep(media, screen, Number(screen.dataset['lag']))
  const hasPlace = followAddress(media)
  if (hasPlace) transcript?.arrive()
  resume(media, talk, hasPlace)
  media.addEventListener('timeupdate', () => {
    pane?.showAt(media.currentTime, true)
  })
  media.addEventListener('seeked', () => {
    pane?.showAt(media.currentTime)
  })
}
showSlideOfAddress()
addEventListener('hashchange', showSlideOfAddress)
keepStage(transcript?.follower ?? null)

/** `#slide-4` is that page of the deck. */
function showSlideOfAddress(): void {
  const page = /^#slide-(\d{1,5})$/.exec(location.hash)?.[1]
  if (page) pane?.show(Number(page))
}
