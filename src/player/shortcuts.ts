import { belongsToControl } from './keys.js'
import type { Layout } from './layout.js'
import type { Playback } from './playback.js'
import type { SlidePane } from './slidePane.js'

/** What keys can reach on this page. */
export interface Reach {
  readonly playback: Playback | null
  readonly layout: Layout | null
  readonly pane: SlidePane | null
  /** Steps through what was found. */
  readonly step: ((by: 1 | -1) => void) | null
}

/** Keys people know from video sites. Fields and controls keep their own, and so do keys with a modifier. */
export function bindShortcuts({ playback, layout, pane, step }: Reach): void {
  const acts = (): Readonly<Record<string, (() => void) | undefined>> => ({
    ...(playback ? playbackKeys(playback) : readerKeys(pane)),
    f: layout?.toggleFullScreen,
    s: layout?.swap,
    '[': pane
      ? () => {
          pane.step(-1)
        }
      : undefined,
    ']': pane
      ? () => {
          pane.step(1)
        }
      : undefined,
    n: step
      ? () => {
          step(1)
        }
      : undefined,
    N: step
      ? () => {
          step(-1)
        }
      : undefined,
    '?': openKeys,
  })
  bindKeysDialog()
  addEventListener('keydown', (event) => {
    if (belongsToControl(event) || document.querySelector('dialog[open]')) return
    if (event.key === ' ' && !meansPlayer(event.target)) return
    // Letters mean the same with Caps Lock on.
    const all = acts()
    const key = Object.hasOwn(all, event.key) ? event.key : event.key.toLowerCase()
    const act = Object.hasOwn(all, key) ? all[key] : undefined
    if (!act) return
    event.preventDefault()
    act()
  })
}

function playbackKeys(playback: Playback): Record<string, () => void> {
  const tenths = Array.from({ length: 10 }, (_, n): [string, () => void] => [
    String(n),
    () => {
      playback.jumpTo(n / 10)
    },
  ])
  const move = (by: number) => () => {
    playback.move(by)
  }
  return {
    ...Object.fromEntries(tenths),
    k: playback.toggle,
    ' ': playback.toggle,
    j: move(-10),
    l: move(10),
    ArrowLeft: move(-5),
    ArrowRight: move(5),
    '<': () => {
      playback.changeSpeed(-1)
    },
    '>': () => {
      playback.changeSpeed(1)
    },
    c: playback.toggleCaptions,
    m: playback.toggleMute,
  }
}

/** A deck without a recording is turned like a book. */
function readerKeys(pane: SlidePane | null): Record<string, () => void> {
  if (!pane) return {}
  const turn = (by: 1 | -1) => () => {
    pane.step(by)
  }
  return {
    ArrowLeft: turn(-1),
    ArrowRight: turn(1),
    Home: pane.showFirst,
    End: pane.showLast,
    // On the whole screen there is nothing to scroll, and this is what presenters' remote controls send.
    ...(document.fullscreenElement && {
      PageUp: turn(-1),
      PageDown: turn(1),
      ArrowUp: turn(-1),
      ArrowDown: turn(1),
      ' ': turn(1),
    }),
  }
}

/** On a link the space bar scrolls, as everywhere, but on one that has just moved the recording it means that. */
function meansPlayer(target: EventTarget | null): boolean {
  return target === document.body || (target instanceof Element && target.matches('.player *, a[data-t]'))
}

/** Shows the list of keys. */
export function openKeys(): void {
  keysDialog()?.showModal()
}

const keysDialog = (): HTMLDialogElement | null =>
  document.querySelector<HTMLDialogElement>('[data-keys-dialog]')

/** The key that shows the list hides it too, and so does a press beside it. */
function bindKeysDialog(): void {
  const dialog = keysDialog()
  dialog?.addEventListener('keydown', (event) => {
    if (event.key !== '?') return
    event.stopPropagation()
    dialog.close()
  })
  dialog?.addEventListener('click', ({ target, clientX, clientY }) => {
    const { left, right, top, bottom } = dialog.getBoundingClientRect()
    const isInside = clientX >= left && clientX <= right && clientY >= top && clientY <= bottom
    if (target === dialog && !isInside) dialog.close()
  })
}
