/** The slide beside the recording. */
export interface SlidePane {
  /** Shows the slide that was up at a time (seconds), where that is known. */
  showAt(time: number): void
  /** Shows a page of the deck. */
  show(page: number): void
  /** Makes the strip, the grid and the two arrows choose the slide in the pane. */
  bindLinks(hasMedia: boolean): void
}

/** The slide pane of this page; null when the talk has no pictures of slides. */
export function createSlidePane(): SlidePane | null {
  const pane = document.querySelector<HTMLElement>('[data-slide-pane]')
  const image = pane?.querySelector('img')
  if (!pane || !image) return null
  const track = JSON.parse(pane.dataset['track'] ?? '[]') as [start: number, end: number, page: number][]
  const links = [...document.querySelectorAll<HTMLAnchorElement>('a.slide[data-page]')]
  const grid = links.filter((link) => link.closest('.grid-slides'))
  const pages = grid.map((link) => Number(link.dataset['page']))
  let shown = Number(pane.querySelector('[data-slide-page]')?.textContent ?? 1)

  const show = (page: number): void => {
    const source = grid.find((link) => Number(link.dataset['page']) === page)
    const picture = source?.querySelector('img')
    if (!source || page === shown) return
    shown = page
    const title = source.dataset['title'] ?? ''
    if (picture) image.src = picture.src
    image.alt = `Slide ${page}: ${title}`
    pane.querySelector('[data-slide-page]')?.replaceChildren(String(page))
    pane.querySelector('[data-slide-title]')?.replaceChildren(title)
    pane.querySelector('a')?.setAttribute('href', `#slide-${page}`)
    for (const link of links) {
      if (Number(link.dataset['page']) === page) {
        link.setAttribute('aria-current', 'true')
        keepInStrip(link)
      } else link.removeAttribute('aria-current')
    }
  }

  return {
    show,
    showAt: (time) => {
      const span = track.find(([start, end]) => start <= time + 0.02 && time < end)
      if (span) show(span[2])
    },
    bindLinks: (hasMedia) => {
      for (const link of links) {
        link.addEventListener('click', (event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
          show(Number(link.dataset['page']))
          // A slide with a second of its own moves the recording; that is the seek links' work.
          if (!(hasMedia && link.dataset['t'] !== undefined)) event.preventDefault()
        })
      }
      for (const button of pane.querySelectorAll<HTMLButtonElement>('[data-slide-step]')) {
        button.hidden = false
        button.addEventListener('click', () => {
          const next = pages[pages.indexOf(shown) + Number(button.dataset['slideStep'])]
          if (next !== undefined) show(next)
        })
      }
    },
  }
}

/** Scrolls the strip alone, never the page. */
function keepInStrip(link: HTMLElement): void {
  const strip = link.closest<HTMLElement>('.strip ol')
  if (!strip) return
  const [box, frame] = [link.getBoundingClientRect(), strip.getBoundingClientRect()]
  if (box.top >= frame.top && box.bottom <= frame.bottom) return
  strip.scrollTop += box.top - frame.top - 8
}
