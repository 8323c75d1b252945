import { formatTime } from '../archive/time.js'
import type { Layout } from './layout.js'
import { bindMore } from './moreControls.js'
import type { Playback } from './playback.js'
import { openKeys } from './shortcuts.js'

/** Shows the buttons under the stage in the place of the browser's own, and keeps them true. */
export function bindControls(
  media: HTMLMediaElement | null,
  playback: Playback | null,
  layout: Layout | null,
): void {
  const bar = document.querySelector<HTMLElement>('[data-controls]')
  if (!bar) return
  bar.hidden = false
  bindMore(bar)
  const acts: Readonly<Record<string, (() => void) | undefined>> = {
    play: playback?.toggle,
    back: () => playback?.move(-10),
    ahead: () => playback?.move(10),
    speed: playback?.cycleSpeed,
    captions: playback?.toggleCaptions,
    language: playback?.nextLanguage,
    mute: playback?.toggleMute,
    swap: layout?.swap,
    inset: layout?.togglePictureInPicture,
    full: layout?.toggleFullScreen,
    keys: openKeys,
  }
  bar.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-do]') : null
    acts[button?.dataset['do'] ?? '']?.()
  })
  const full = bar.querySelector<HTMLElement>('[data-do="full"]')
  if (full && !layout?.canFillScreen) full.hidden = true
  document.addEventListener('fullscreenchange', () => {
    full?.setAttribute('aria-pressed', String(document.fullscreenElement !== null))
  })
  if (media && playback) showState(bar, media, playback)
}

function showState(bar: HTMLElement, media: HTMLMediaElement, playback: Playback): void {
  const button = (name: string): HTMLElement | null => bar.querySelector(`[data-do="${name}"]`)
  const clock = bar.querySelector('[data-clock]')
  const length = bar.querySelector('[data-length]')
  const on = (names: string, show: () => void): void => {
    for (const name of names.split(' ')) media.addEventListener(name, show)
    show()
  }
  let shown = ''
  on('timeupdate seeking loadedmetadata', () => {
    const text = formatTime(media.currentTime)
    if (text !== shown) clock?.replaceChildren((shown = text))
  })
  on('durationchange', () => {
    if (Number.isFinite(media.duration)) length?.replaceChildren(formatTime(media.duration))
  })
  on('play pause ended', () => {
    label(button('play'), media.paused ? 'Play' : 'Pause', media.paused ? 'play' : 'pause')
  })
  on('ratechange', () => {
    const speed = button('speed')
    speed?.replaceChildren(`${media.playbackRate}×`)
    speed?.setAttribute('aria-label', `Speed ${media.playbackRate}×`)
  })
  on('volumechange', () => {
    button('mute')?.setAttribute('aria-pressed', String(media.muted))
    label(button('mute'), 'Mute', media.muted ? 'mute' : 'sound')
  })
  on('captionschange', () => {
    button('captions')?.setAttribute('aria-pressed', String(playback.showsCaptions))
    const { code = '', name = '' } = playback.captions ?? {}
    const language = button('language')
    language?.firstElementChild?.replaceChildren(`Captions in ${name}, `)
    language?.lastElementChild?.replaceChildren(code.replace(/-.*/, '').toUpperCase())
  })
  on('enterpictureinpicture leavepictureinpicture', () => {
    button('inset')?.setAttribute('aria-pressed', String(document.pictureInPictureElement === media))
  })
  const inset = button('inset')
  if (inset && document.pictureInPictureEnabled) inset.hidden = false
}

function label(button: HTMLElement | null, name: string, icon: string): void {
  button?.setAttribute('aria-label', name)
  const use = button?.querySelector('use')
  use?.setAttribute('href', (use.getAttribute('href') ?? '').replace(/#.*/, `#i-${icon}`))
}
