/** More than this the second recording jumps, seconds; less, it runs a little faster or slower. */
const JUMP = 0.35
/** Less than this nobody sees, seconds. */
const CLOSE_ENOUGH = 0.02
/** The most its speed is changed by, as a share. */
const MOST = 0.12
const CHECK_MS = 120

/**
 * How fast a recording that is `ahead` seconds ahead of the other must run to be in step soon.
 * @returns a factor for the other's speed; null where it must jump
 */
export function nudge(ahead: number): number | null {
  if (Math.abs(ahead) > JUMP) return null
  if (Math.abs(ahead) < CLOSE_ENOUGH) return 1
  return 1 - Math.max(-MOST, Math.min(MOST, ahead * 1.2))
}

/**
 * Plays a second recording in step with the first, whose sound, speed and place lead.
 * @param lag seconds the second starts after the first
 */
export function keepInStep(leader: HTMLMediaElement, second: HTMLVideoElement, lag: number): void {
  second.muted = true
  second.controls = false
  const wanted = (): number => Math.max(0, leader.currentTime - lag)
  const jump = (): void => {
    second.currentTime = wanted()
  }
  const follow = (): void => {
    const isOn = !leader.paused && leader.currentTime >= lag && !second.ended
    if (isOn && second.paused) void second.play().catch(() => undefined)
    else if (!isOn && !second.paused) second.pause()
    if (second.seeking || second.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return
    const ahead = second.currentTime - wanted()
    if (!isOn) {
      if (Math.abs(ahead) > CLOSE_ENOUGH && wanted() <= second.duration) jump()
      return
    }
    const factor = nudge(ahead)
    if (factor === null) jump()
    second.playbackRate = leader.playbackRate * (factor ?? 1)
  }
  for (const name of ['play', 'pause', 'seeked', 'ratechange', 'waiting', 'playing']) {
    leader.addEventListener(name, follow)
  }
  leader.addEventListener('seeking', jump)
  second.addEventListener('loadeddata', follow)
  second.addEventListener('seeked', follow)
  setInterval(follow, CHECK_MS)
  follow()
}
