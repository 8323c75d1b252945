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
  const acts: Readonly<Record<string, (() => void) | undefined>> = {
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
  }
  addEventListener('keydown', (event) => {
    if (belongsToControl(event) || document.querySelector('dialog[open]')) return
    // On a link the space bar scrolls, as everywhere.
    if (event.key === ' ' && event.target !== document.body) return
    const act = Object.hasOwn(acts, event.key) ? acts[event.key] : undefined
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
  }
}

/** Shows the list of keys. */
export function openKeys(): void {
  document.querySelector<HTMLDialogElement>('[data-keys-dialog]')?.showModal()
}
