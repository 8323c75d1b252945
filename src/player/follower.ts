/** Keeps the spoken sentence in view until the reader scrolls away; one control brings it back. */
export interface Follower {
  follow(sentence: HTMLElement): void
  /**
   * The recording went to this sentence at once: it is brought into view now, if the reader has not scrolled away.
   * @param gently moves the page no further than needed, where the sentence stands near
   */
  goTo(sentence: HTMLElement, gently?: boolean): void
  /** The recording plays on from this sentence: nothing moves yet, but a scroll from now on is the reader's wish. */
  begin(sentence: HTMLElement): void
  /** The visitor went to another place on purpose: follow from there. */
  resume(): void
  /** The visitor reads somewhere else. */
  stop(): void
  /** Whether it is the voice that moves the page now, and not the reader. */
  readonly isLeading: boolean
}

/** What readers scroll with. A page that scrolls by itself makes none of these. */
const BY_HAND = ['wheel', 'touchmove'] as const
const SCROLL_KEYS = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'])
const OWN_KEYS = 'input, textarea, select, [role="tab"], dialog, .ruler *'

/** What is spoken stands above this share of the window. */
const LOWEST = 0.85
/** Where the focus may be without saying that somebody reads elsewhere. */
const BESIDE_THE_VOICE = '.player, .transcript, .contents, .strip, .tabs, dialog'

/** @param control the button that resumes; hidden while following */
export function createFollower(control: HTMLElement | null): Follower {
  let isFollowing = true
  let isLeading = false
  let latest: HTMLElement | null = null

  const set = (following: boolean): void => {
    isFollowing = following
    if (control) control.hidden = following || latest === null
  }
  const stop = (): void => {
    isLeading = false
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
  // Who tabs on to what stands further down would be brought back with the next sentence.
  addEventListener('focusin', ({ target }) => {
    if (!(target instanceof Element) || target.closest(BESIDE_THE_VOICE)) return
    const { top, bottom } = target.getBoundingClientRect()
    if (target.matches(':focus-visible') && latest && (bottom > innerHeight || top > lowerEdge(latest)))
      stop()
  })
  const bring = (sentence: Element, box: DOMRectReadOnly, gently = false): void => {
    if (isComfortable(box)) return
    isLeading = true
    const missing = box.bottom - innerHeight * LOWEST
    if (gently && missing > 0 && missing < innerHeight / 2) scrollBy({ top: missing, behavior: 'instant' })
    else bringIntoView(sentence)
  }
  // The browser says where the sentence stands once it has laid out the page anyway: asking would make it do so twice.
  const place = new IntersectionObserver((entries) => {
    const entry = entries.at(-1)
    place.disconnect()
    if (!entry || !isFollowing || entry.target !== latest) return
    bring(entry.target, entry.boundingClientRect)
  })
  control?.addEventListener('click', () => {
    set(true)
    if (latest) bring(latest, latest.getBoundingClientRect())
  })
  return {
    follow: (sentence) => {
      latest = sentence
      place.disconnect()
      if (isFollowing) place.observe(sentence)
    },
    goTo: (sentence, gently) => {
      latest = sentence
      place.disconnect()
      // The observer says nothing of what stands so far away that it is not laid out.
      if (isFollowing) bring(sentence, sentence.getBoundingClientRect(), gently)
    },
    begin: (sentence) => {
      latest = sentence
    },
    resume: () => {
      set(true)
    },
    stop,
    get isLeading() {
      return isLeading
    },
  }
}

function lowerEdge(sentence: HTMLElement): number {
  return sentence.closest('.transcript')?.getBoundingClientRect().bottom ?? 0
}

function isComfortable(box: DOMRectReadOnly): boolean {
  return box.top > topEdge() && box.bottom < innerHeight * LOWEST
}

/** What was not laid out until the page came near gets its true height within so many frames. */
const SETTLING = 12

/** Scrolls the page so that an element stands in the upper part of what can be seen, and stays there. */
export function bringIntoView(element: Element): void {
  const away = (): number => {
    const edge = topEdge()
    return element.getBoundingClientRect().top - edge - (innerHeight - edge) * 0.3
  }
  const by = away()
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  if (!calm && Math.abs(by) <= innerHeight) {
    scrollBy({ top: by, behavior: 'smooth' })
    return
  }
  const settle = (left: number): void => {
    const off = away()
    if (Math.abs(off) > 1) scrollBy({ top: off, behavior: 'instant' })
    if (left > 0)
      requestAnimationFrame(() => {
        settle(left - 1)
      })
  }
  settle(SETTLING)
}

/** The lower edge of what stays at the top of the window: the stage, or on a telephone the video and the ruler. */
function topEdge(): number {
  let edge = 0
  for (const part of document.querySelectorAll('.dock, .pane-video, .transport')) {
    const { position } = getComputedStyle(part)
    const { top, bottom } = part.getBoundingClientRect()
    if (position === 'fixed' || position === 'sticky') edge = Math.max(edge, bottom)
    // It will stay at the top as soon as the page has been scrolled (see stage.ts).
    else if (part.closest('.can-stay')) edge = Math.max(edge, bottom - top)
  }
  return edge
}
