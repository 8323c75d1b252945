/** Keeps the spoken sentence in view until the reader scrolls away; one control brings it back. */
export interface Follower {
  follow(sentence: HTMLElement): void
  /** The visitor went to another place on purpose: follow from there. */
  resume(): void
  /** The visitor reads somewhere else. */
  stop(): void
}

/** What readers scroll with. A page that scrolls by itself makes none of these. */
const BY_HAND = ['wheel', 'touchmove'] as const
const SCROLL_KEYS = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'])
const OWN_KEYS = 'input, textarea, select, [role="tab"], dialog, .ruler *'

/** @param control the button that resumes; hidden while following */
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
  for (const name of BY_HAND) {
    addEventListener(
      name,
      (event) => {
        // A list of slides that scrolls by itself is not the page.
        if (!(event.target instanceof Element && event.target.closest('[data-strip], dialog'))) stop()
      },
      { passive: true },
    )
  }
  addEventListener('keydown', (event) => {
    const isOwn = event.target instanceof Element && event.target.matches(OWN_KEYS)
    if (SCROLL_KEYS.has(event.key) && !isOwn) stop()
  })
  // The scroll bar belongs to the root element, beside everything that is laid out.
  addEventListener('pointerdown', (event) => {
    if (event.target === document.documentElement) stop()
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
    stop,
  }
}

function isComfortable(sentence: HTMLElement): boolean {
  const box = sentence.getBoundingClientRect()
  return box.top > topEdge() && box.bottom < innerHeight * 0.85
}

/** Scrolls the page so that an element stands in the upper part of what can be seen. */
export function bringIntoView(element: Element): void {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  const room = innerHeight - topEdge()
  scrollBy({
    top: element.getBoundingClientRect().top - topEdge() - room * 0.3,
    behavior: calm ? 'auto' : 'smooth',
  })
}

/** The lower edge of what stays at the top of the window: the stage, or on a telephone the video and the ruler. */
function topEdge(): number {
  let edge = 0
  for (const part of document.querySelectorAll('.dock, .pane-video, .transport')) {
    const { position } = getComputedStyle(part)
    if (position === 'fixed' || position === 'sticky')
      edge = Math.max(edge, part.getBoundingClientRect().bottom)
  }
  return edge
}
