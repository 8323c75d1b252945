/** Keeps the spoken sentence in view until the reader scrolls away; one control brings it back. */
export interface Follower {
  follow(sentence: HTMLElement): void
  /** The recording plays on from this sentence: nothing moves yet, but a scroll from now on is the reader's wish. */
  begin(sentence: HTMLElement): void
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
  // The browser says where the sentence stands once it has laid out the page anyway: asking would make it do so twice.
  const place = new IntersectionObserver((entries) => {
    const entry = entries.at(-1)
    place.disconnect()
    if (!entry || !isFollowing || entry.target !== latest) return
    if (!isComfortable(entry.boundingClientRect)) bringIntoView(entry.target)
  })
  control?.addEventListener('click', () => {
    set(true)
    if (latest) bringIntoView(latest)
  })
  return {
    follow: (sentence) => {
      latest = sentence
      place.disconnect()
      if (isFollowing) place.observe(sentence)
    },
    begin: (sentence) => {
      latest = sentence
    },
    resume: () => {
      set(true)
    },
    stop,
  }
}

function isComfortable(box: DOMRectReadOnly): boolean {
  return box.top > topEdge() && box.bottom < innerHeight * 0.85
}

/**
 * Scrolls the page so that an element stands in the upper part of what can be seen.
 * @param again how often to look whether it does: what was never laid out is higher or lower than was guessed
 */
export function bringIntoView(element: Element, again = 3): void {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  const room = innerHeight - topEdge()
  const by = element.getBoundingClientRect().top - topEdge() - room * 0.3
  const isFar = Math.abs(by) > innerHeight
  scrollBy({ top: by, behavior: calm || isFar ? 'auto' : 'smooth' })
  if ((isFar || calm) && again > 0 && Math.abs(by) > 1) {
    requestAnimationFrame(() => {
      bringIntoView(element, again - 1)
    })
  }
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
