import { formatTime } from '../archive/time.js'
import { bringIntoView } from './follower.js'
import { createPlaceFinder, type Hit, type Page } from './foundPlaces.js'
import type { Ruler } from './ruler.js'
import type { SlidePane } from './slidePane.js'
import type { Tabs } from './tabs.js'
import type { Transcript } from './transcript.js'

/** Where finds are shown. */
interface Places {
  readonly transcript: Transcript | null
  readonly pane: SlidePane | null
  readonly ruler: Ruler | null
  readonly tabs: Tabs | null
  /** The second of the recording; 0 without one. */
  readonly now: () => number
}

/** Finding words in this talk, in what was said and what was shown. */
export interface Find {
  /** Goes to the next (1) or the previous (-1) match. */
  readonly step: (by: 1 | -1) => void
}

/** More flags than this on the ruler say nothing. */
const MOST_FLAGS = 300
const PAUSE_MS = 120
/** A match that began this long ago is still the one that is heard, seconds. */
const JUST_NOW = 0.5

/**
 * Makes the field above the transcript find words while they are typed; null on a page without one.
 * @param url the talk's own address
 */
export function createFind(url: string, { transcript, pane, ruler, tabs, now }: Places): Find | null {
  const form = document.querySelector<HTMLFormElement>('[data-find]')
  const field = form?.querySelector('input')
  const output = form?.querySelector('output')
  if (!form || !field || !output) return null
  const pages = pagesOf()
  const places = createPlaceFinder(addressOf(form), transcript?.sentences ?? [], pages)
  const paint = createPaint()
  let hits: readonly Hit[] = []
  let total = 0
  let index = -1
  let timer = 0
  /** What the hits are of. */
  let found = ''
  let asked: AbortController | undefined

  const tell = (): void => {
    const place = hits[index]
    const where = place?.page === undefined ? '' : `, slide ${place.page}`
    output.textContent =
      field.value.trim() === ''
        ? ''
        : hits.length === 0
          ? 'None'
          : index < 0
            ? String(total)
            : `${index + 1} of ${total}${where}`
    for (const button of buttons) button.hidden = hits.length === 0
  }
  const go = (to: number): void => {
    index = to
    const hit = hits[index]
    paint.show(hits, hit)
    tell()
    if (!hit) return
    if (hit.page !== undefined) {
      pane?.show(hit.page)
      // With a pane it is in view already, whatever part of the page is open.
      if (!pane) tabs?.reveal(hit.element)
      if (hit.element.checkVisibility()) bringIntoView(hit.element)
      return
    }
    tabs?.reveal(hit.element)
    transcript?.follower?.stop()
    transcript?.reach(hit.element)
    bringIntoView(hit.element)
  }
  /** The first step goes on from where the recording is, and around. */
  const nearest = (by: 1 | -1): number => {
    const from = now() - JUST_NOW
    if (by > 0)
      return Math.max(
        0,
        hits.findIndex(({ start }) => start >= from),
      )
    const before = hits.findLastIndex(({ start }) => start < from)
    return before < 0 ? hits.length - 1 : before
  }
  const step = (by: 1 | -1): void => {
    if (hits.length === 0) return
    go(index < 0 ? nearest(by) : (index + by + hits.length) % hits.length)
  }
  const show = (query: string, next: readonly Hit[], all: number): void => {
    found = query
    hits = next
    total = all
    index = -1
    paint.show(hits, undefined)
    badge(hits, pages)
    ruler?.flag(placesOf(hits, url))
    tell()
  }
  /** Asks for what is in the field, if that was not asked last. */
  const search = async (): Promise<void> => {
    clearTimeout(timer)
    asked?.abort()
    const query = field.value.trim()
    if (query === found) return
    if (query === '') {
      show('', [], 0)
      return
    }
    asked = new AbortController()
    const { signal } = asked
    try {
      const { hits: next, total: all } = await places(query, signal)
      if (!signal.aborted) show(query, next, all)
    } catch {
      if (signal.aborted) return
      show('', [], 0)
      output.textContent = 'No answer'
    }
  }
  const buttons = [...form.querySelectorAll<HTMLButtonElement>('[data-find-step]')]
  for (const button of buttons) {
    button.addEventListener('click', () => {
      step(button.dataset['findStep'] === '1' ? 1 : -1)
    })
  }
  field.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(() => void search(), PAUSE_MS)
  })
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && field.value !== '') {
      event.preventDefault()
      field.value = ''
      void search()
    }
    if (event.key !== 'Enter' || event.isComposing) return
    event.preventDefault()
    const by = event.shiftKey ? -1 : 1
    if (field.value.trim() === found) step(by)
    else
      void search().then(() => {
        step(by)
      })
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
  })
  const asGiven = field.value.trim()
  if (asGiven !== '') {
    // What the search forgave, a typo, stays marked as the server has it.
    asked = new AbortController()
    const { signal } = asked
    places(asGiven, signal).then(
      ({ hits: next, total: all }) => {
        if (next.length > 0 && !signal.aborted) show(asGiven, next, all)
      },
      () => undefined,
    )
  }
  return { step }
}

/** The question for this talk, about the transcript that is shown. */
function addressOf(form: HTMLFormElement): string {
  const shown = document.querySelector<HTMLElement>('.transcript')?.dataset['transcript']
  const address = form.dataset['find'] ?? ''
  return shown === undefined ? address : `${address}?transcript=${encodeURIComponent(shown)}`
}

function pagesOf(): readonly Page[] {
  return [...document.querySelectorAll<HTMLAnchorElement>('[data-grid] a.slide')].map((link) => ({
    page: Number(link.dataset['page']),
    link,
    text: link.parentElement?.querySelector<HTMLElement>('[data-text]') ?? null,
  }))
}

/** Marks words without touching the text; a browser without custom highlights counts and steps all the same. */
function createPaint(): { show(hits: readonly Hit[], on: Hit | undefined): void } {
  if (!('highlights' in CSS)) return { show: () => undefined }
  const [all, one] = [new Highlight(), new Highlight()]
  one.priority = 1
  CSS.highlights.set('found', all)
  CSS.highlights.set('found-on', one)
  return {
    show: (hits, on) => {
      all.clear()
      one.clear()
      for (const hit of hits) if (hit.range && hit !== on) all.add(hit.range)
      if (on?.range) one.add(on.range)
    },
  }
}

/** Says on each slide's picture how often the words stand on it. */
function badge(hits: readonly Hit[], pages: readonly Page[]): void {
  for (const old of document.querySelectorAll('.slide .found')) old.remove()
  for (const { page } of pages) {
    const n = hits.filter((hit) => hit.page === page).length
    if (n === 0) continue
    for (const link of document.querySelectorAll(`a.slide[data-page="${page}"]`)) {
      const mark = Object.assign(document.createElement('span'), {
        className: 'found',
        textContent: String(n),
      })
      mark.prepend(
        Object.assign(document.createElement('span'), {
          className: 'visually-hidden',
          textContent: 'found ',
        }),
      )
      link.prepend(mark)
    }
  }
}

function placesOf(
  hits: readonly Hit[],
  url: string,
): readonly { start: number; url: string; label: string }[] {
  const places = new Map<number, { start: number; url: string; label: string }>()
  for (const { start, page, element } of hits) {
    if (Number.isNaN(start) || places.has(start)) continue
    const what = page === undefined ? element.textContent : `slide ${page}`
    places.set(start, {
      start,
      url: `${url}?t=${Math.round(start * 100) / 100}`,
      label: `Found at ${formatTime(start)}: ${what}`,
    })
  }
  return [...places.values()].slice(0, MOST_FLAGS)
}
