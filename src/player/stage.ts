import type { Follower } from './follower.js'

/** A stage higher than this share of the window leaves no room to read beside it. */
const MOST = 0.7
/** Less than this of the stage's place in view means that the reader has gone down into the words, pixels. */
const GONE = 120

/**
 * Keeps the stage at the top on a wide screen, and its place free so that nothing jumps: as it is while the voice leads,
 * for whoever watches; as one row when the reader goes down by hand, for whoever reads.
 */
export function keepStage(follower: Follower | null): void {
  const player = document.querySelector<HTMLElement>('.player')
  const dock = player?.querySelector<HTMLElement>('.dock')
  if (!player || !dock || !document.querySelector('.transcript .s')) return
  const wide = matchMedia('(min-width: 64rem)')
  const is = (name: string): boolean => player.classList.contains(name)
  const beside = document.querySelectorAll<HTMLElement>('.contents, .strip')
  let isWaiting = false
  let height = 0

  const update = (): void => {
    isWaiting = false
    if (!is('is-small')) {
      height = dock.offsetHeight
      player.style.minBlockSize = wide.matches ? `${height}px` : ''
      player.classList.toggle('can-stay', wide.matches && height < innerHeight * MOST)
    }
    const { top, bottom } = player.getBoundingClientRect()
    const leads = follower?.isLeading === true && is('can-stay')
    const isSmall = wide.matches && bottom < GONE && (is('is-small') || !leads)
    player.classList.toggle('is-small', isSmall)
    // Once it stays it does so until it gets small, else the first turn of the wheel would tear it away.
    const stays = !isSmall && is('can-stay') && top < 0 && (is('is-staying') || leads)
    player.classList.toggle('is-staying', stays)
    // Not a property of the whole page: each of its sentences would inherit it, and be styled again.
    for (const part of beside) part.style.setProperty('--dock', `${height}px`)
    document.documentElement.style.scrollPaddingBlockStart = stays ? `${height + 16}px` : ''
  }
  const later = (): void => {
    if (!isWaiting) requestAnimationFrame(update)
    isWaiting = true
  }
  addEventListener('scroll', later, { passive: true })
  // Another pane large, a title of two lines, another window: each makes another height.
  new ResizeObserver(update).observe(dock)
  wide.addEventListener('change', () => {
    player.classList.remove('is-small', 'is-staying')
    update()
  })
}
