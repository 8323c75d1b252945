import { belongsToControl } from './keys.js'

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -5, ArrowRight: 5, j: -10, l: 10 }

/** Keys people know from video sites: k or space plays, j and l or the arrows move. Fields keep their own. */
export function bindPlaybackKeys(media: HTMLMediaElement): void {
  addEventListener('keydown', (event) => {
    if (belongsToControl(event)) return
    const step = STEPS[event.key]
    if (step !== undefined) media.currentTime = Math.max(0, media.currentTime + step)
    else if (event.key === 'k' || (event.key === ' ' && event.target === document.body)) toggle(media)
    else return
    event.preventDefault()
  })
}

function toggle(media: HTMLMediaElement): void {
  if (media.paused) void media.play().catch(() => undefined)
  else media.pause()
}
