import { createRoving, type Roving } from './roving.js'
import { scrollWithin } from './scrollWithin.js'

/** The slide beside the recording. */
export interface SlidePane {
  /**
   * Shows the slide that was up at a time (seconds), where that is known. While the recording plays on, the pane changes
   * with its slides only: who turns pages by hand is left alone until the next.
   */
  showAt(time: number, playsOn?: boolean): void
  /** Shows a page of the deck. */
  show(page: number): void
  /** Shows the page before (-1) or after (1) the one that is shown. */
  step(by: 1 | -1): void
  readonly showFirst: () => void
  readonly showLast: () => void
  /** The page that was up at a time; undefined where that is not known. */
  pageAt(time: number): number | undefined
  /** A page's picture and title. */
  look(page: number): { readonly src: string; readonly title: string } | undefined
}

const ARROWS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 } as const
/** A finger that moves this far sideways turns the page, pixels. */
const SWIPE = 40

/**
 * The slide pane of this page; null when the talk has no pictures of slides.
 * @param media moves with the slides that have a second of their own
 */
export function createSlidePane(media: HTMLMediaElement | null): SlidePane | null {
  const pane = document.querySelector<HTMLElement>('[data-slide-pane]')
  const image = pane?.querySelector('img')
  if (!pane || !image) return null
  const track = JSON.parse(pane.dataset['track'] ?? '[]') as [start: number, end: number, page: number][]
  const links = [...document.querySelectorAll<HTMLAnchorElement>('a.slide[data-page]')]
  const byPage = new Map<number, HTMLAnchorElement[]>()
  for (const link of links) {
    const page = Number(link.dataset['page'])
    byPage.set(page, [...(byPage.get(page) ?? []), link])
  }
  const grid = new Map(
    links.filter((link) => link.closest('[data-grid]')).map((link) => [Number(link.dataset['page']), link]),
  )
  const pages = [...grid.keys()]
  const strips = [...document.querySelectorAll<HTMLElement>('[data-strip], [data-grid]')].map(rovingSlides)
  let shown = Number(document.querySelector('[data-slide-page]')?.textContent ?? 1)

  let tracked: number | undefined

  const mark = (page: number, isCurrent: boolean): void => {
    for (const link of byPage.get(page) ?? []) {
      if (!isCurrent) link.removeAttribute('aria-current')
      else {
        link.setAttribute('aria-current', 'true')
        requestAnimationFrame(() => {
          scrollWithin(link.closest('[data-strip]'), link)
        })
        for (const strip of strips) if (strip.list.contains(link)) strip.roving.stopAt(link)
      }
    }
  }
  const show = (page: number): void => {
    const source = grid.get(page)
    if (!source || page === shown) return
    mark(shown, false)
    shown = page
    const title = source.dataset['title'] ?? ''
    // What stands in the grid is the small one.
    const picture = source.dataset['picture']
    if (picture) image.src = picture
    image.alt = `Slide ${page}: ${title}`
    document.querySelector('[data-slide-page]')?.replaceChildren(String(page))
    document.querySelector('[data-slide-title]')?.replaceChildren(title)
    pane.querySelector('a')?.setAttribute('href', `#slide-${page}`)
    mark(page, true)
    warm(pages[pages.indexOf(page) + 1])
  }
  const warm = (page: number | undefined): void => {
    const next = page === undefined ? undefined : grid.get(page)?.dataset['picture']
    if (next) new Image().src = next
  }
  const step = (by: 1 | -1): void => {
    const next = pages[pages.indexOf(shown) + by]
    if (next !== undefined) show(next)
  }
  mark(shown, true)
  for (const link of links) {
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
      show(Number(link.dataset['page']))
      // A slide with a second of its own moves the recording; that is the seek links' work.
      if (media && link.dataset['t'] !== undefined) return
      event.preventDefault()
      comeIntoView(pane)
    })
  }
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-slide-step]')) {
    button.addEventListener('click', () => {
      step(button.dataset['slideStep'] === '1' ? 1 : -1)
    })
  }
  bindSwipe(pane, step)
  bindTurning(pane, step, media !== null)

  // A recording ends a little later than was read from its file, and its last slide is up until then.
  const last = Math.max(...track.map(([, end]) => end))
  const pageAt = (time: number): number | undefined =>
    track.find(([start, end]) => start <= time + 0.02 && time < (end === last ? Infinity : end))?.[2]
  return {
    show,
    step,
    pageAt,
    showAt: (time, playsOn = false) => {
      const page = pageAt(time)
      if (page !== undefined && !(playsOn && page === tracked)) show(page)
      tracked = page
    },
    showFirst: () => {
      show(pages[0] ?? 1)
    },
    showLast: () => {
      show(pages.at(-1) ?? 1)
    },
    look: (page) => {
      const link = grid.get(page)
      const src = link?.querySelector('img')?.src
      return link && src ? { src, title: link.dataset['title'] ?? '' } : undefined
    },
  }
}

function rovingSlides(list: HTMLElement): { list: HTMLElement; roving: Roving } {
  return {
    list,
    roving: createRoving(list, () => [...list.querySelectorAll<HTMLElement>('a.slide')], ARROWS),
  }
}

function bindSwipe(pane: HTMLElement, step: (by: 1 | -1) => void): void {
  let from: { x: number; y: number } | null = null
  pane.addEventListener(
    'touchstart',
    ({ touches }) => {
      const [touch] = touches
      from = touch && touches.length === 1 ? { x: touch.clientX, y: touch.clientY } : null
    },
    { passive: true },
  )
  pane.addEventListener('touchend', ({ changedTouches }) => {
    const [touch] = changedTouches
    if (!from || !touch) return
    const [across, down] = [touch.clientX - from.x, touch.clientY - from.y]
    from = null
    if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(down)) step(across < 0 ? 1 : -1)
  })
}

/**
 * A press on the slide itself turns the page where slides are all there is, back on its first third; beside a recording it
 * leads to the slide's text, which is not on the screen that the player fills.
 */
function bindTurning(pane: HTMLElement, step: (by: 1 | -1) => void, hasMedia: boolean): void {
  pane.querySelector('a')?.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    if (hasMedia && !document.fullscreenElement) return
    event.preventDefault()
    // A key's press has no place.
    if (hasMedia || event.detail === 0) return
    const { left, width } = pane.getBoundingClientRect()
    step(event.clientX < left + width / 3 ? -1 : 1)
  })
}

/** The page that was chosen is shown in the pane: from far below nobody would see it change. */
function comeIntoView(pane: HTMLElement): void {
  const { top, bottom } = pane.getBoundingClientRect()
  if (bottom - Math.max(0, top) < (bottom - top) / 2) pane.scrollIntoView({ block: 'start' })
}
