/** Keeps the spoken sentence in view until the reader scrolls away; one control brings it back. */
export interface Follower {
  follow(sentence: HTMLElement): void
  /** The visitor went to another place on purpose: follow from there. */
  resume(): void
}

/** What readers scroll with. A page that scrolls by itself makes none of these. */
const BY_HAND = ['wheel', 'touchmove'] as const
const SCROLL_KEYS = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End', ' '])

/** @param control holds the button that resumes; hidden while following */
export function createFollower(control: HTMLElement | null): Follower {
  let isFollowing = true
  let latest: HTMLElement | null = null

  const set = (following: boolean): void => {
    isFollowing = following
    if (control) control.hidden = following || latest === null
  }
  const stop = (): void => {
    if (isFollowing && latest) set(false)
  }
  for (const name of BY_HAND) addEventListener(name, stop, { passive: true })
  addEventListener('keydown', (event) => {
    if (SCROLL_KEYS.has(event.key) && event.target === document.body) stop()
  })
  control?.addEventListener('click', () => {
    set(true)
    if (latest) bringIntoView(latest)
  })
  return {
    follow: (sentence) => {
      latest = sentence
      if (isFollowing && !isComfortable(sentence)) bringIntoView(sentence)
    },
    resume: () => {
      set(true)
    },
  }
}

function isComfortable(sentence: HTMLElement): boolean {
  const box = sentence.getBoundingClientRect()
  return box.top > topEdge() && box.bottom < innerHeight * 0.85
}

function bringIntoView(sentence: HTMLElement): void {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  const room = innerHeight - topEdge()
  scrollBy({
    top: sentence.getBoundingClientRect().top - topEdge() - room * 0.3,
    behavior: calm ? 'auto' : 'smooth',
  })
}

/** The lower edge of what stays at the top of the window. */
function topEdge(): number {
  const dock = document.querySelector('.dock')
  if (!dock) return 0
  const { position } = getComputedStyle(dock)
  return position === 'fixed' || position === 'sticky' ? Math.max(0, dock.getBoundingClientRect().bottom) : 0
}
