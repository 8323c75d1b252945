import { recall, remember } from './preferences.js'

/** How the panes share the stage, and what the stage shares the screen with. */
export interface Layout {
  /** The next arrangement: side by side, then each pane large in turn. */
  readonly swap: () => void
  readonly canFillScreen: boolean
  readonly toggleFullScreen: () => void
  readonly togglePictureInPicture: () => void
}

const CHOICE = 'lectern:layout'

/** Safari on telephones fills the screen with a video alone. */
interface TelephoneVideo extends HTMLVideoElement {
  webkitEnterFullscreen?: () => void
}

/** The arrangement of this page's stage, as the visitor left it; null without a stage. */
export function createLayout(): Layout | null {
  const player = document.querySelector<HTMLElement>('.player')
  const stage = player?.querySelector<HTMLElement>('[data-stage]')
  if (!player || !stage) return null
  const video = player.querySelector<TelephoneVideo>('video#media')
  const panes = (stage.dataset['panes'] ?? '').split(' ')
  // Three do not fit side by side: one of them is always large.
  const choices = panes.length > 2 ? panes : ['', ...panes]
  const buttons = [...stage.querySelectorAll<HTMLElement>('[data-large]')]

  const show = (large: string): void => {
    stage.dataset['large'] = large
    for (const button of buttons) {
      button.setAttribute('aria-pressed', String(button.dataset['large'] === large))
    }
  }
  const choose = (large: string): void => {
    show(large)
    remember(CHOICE, large)
  }
  const before = recall(CHOICE) ?? ''
  show(choices.includes(before) ? before : (choices[panes.length > 2 ? 1 : 0] ?? ''))
  if (panes.length > 1) {
    for (const button of buttons) {
      button.hidden = false
      button.addEventListener('click', () => {
        const wanted = button.dataset['large'] ?? ''
        choose(wanted === stage.dataset['large'] && choices.includes('') ? '' : wanted)
      })
    }
  }
  return {
    swap: () => {
      choose(choices[(choices.indexOf(stage.dataset['large'] ?? '') + 1) % choices.length] ?? '')
    },
    canFillScreen: document.fullscreenEnabled || video?.webkitEnterFullscreen !== undefined,
    toggleFullScreen: () => {
      if (document.fullscreenElement) void document.exitFullscreen()
      else if (document.fullscreenEnabled) void player.requestFullscreen().catch(() => undefined)
      else video?.webkitEnterFullscreen?.()
    },
    togglePictureInPicture: () => {
      if (document.pictureInPictureElement) void document.exitPictureInPicture()
      else void video?.requestPictureInPicture().catch(() => undefined)
    },
  }
}
