import { formatTime } from '../archive/time.js'
import { bringIntoView } from './follower.js'
import { matcherFor, wantedIn, type Match, type Matcher } from './matching.js'
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
}

/** Finding words in this talk, in what was said and what was shown. */
export interface Find {
  /** Goes to the next (1) or the previous (-1) match. */
  readonly step: (by: 1 | -1) => void
}

/** A place where the words stand. */
interface Hit {
  readonly element: HTMLElement
  readonly range: AbstractRange | null
  /** Seconds, where they are known. */
  readonly start: number
  /** 1-based, for a slide. */
  readonly page?: number
}

interface Page {
  readonly page: number
  readonly link: HTMLAnchorElement
  readonly text: HTMLElement | null
}

/** More flags than this on the ruler say nothing. */
const MOST_FLAGS = 300
const PAUSE_MS = 120

/**
 * Makes the field above the transcript find words while they are typed; null on a page without one.
 * @param url the talk's own address
 */
export function createFind(url: string, { transcript, pane, ruler, tabs }: Places): Find | null {
  const form = document.querySelector<HTMLFormElement>('[data-find]')
  const field = form?.querySelector('input')
  const output = form?.querySelector('output')
  if (!form || !field || !output) return null
  const pages = pagesOf()
  const paint = createPaint()
  let hits: readonly Hit[] = []
  let index = -1
  let timer = 0

  const tell = (): void => {
    const place = hits[index]
    const where = place?.page === undefined ? '' : `, slide ${place.page}`
    output.textContent =
      field.value.trim() === ''
        ? ''
        : hits.length === 0
          ? 'None'
          : index < 0
            ? String(hits.length)
            : `${index + 1} of ${hits.length}${where}`
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
  const step = (by: 1 | -1): void => {
    if (hits.length === 0) return
    go(index < 0 ? (by > 0 ? 0 : hits.length - 1) : (index + by + hits.length) % hits.length)
  }
  const search = (): void => {
    hits = find(field.value, transcript, pages)
    index = -1
    paint.show(hits, undefined)
    badge(hits, pages)
    ruler?.flag(placesOf(hits, url))
    tell()
  }
  const buttons = [...form.querySelectorAll<HTMLButtonElement>('[data-find-step]')]
  for (const button of buttons) {
    button.addEventListener('click', () => {
      step(button.dataset['findStep'] === '1' ? 1 : -1)
    })
  }
  field.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(search, PAUSE_MS)
  })
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && field.value !== '') {
      event.preventDefault()
      field.value = ''
      search()
    }
    if (event.key !== 'Enter' || event.isComposing) return
    event.preventDefault()
    clearTimeout(timer)
    if (index < 0) search()
    step(event.shiftKey ? -1 : 1)
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
  })
  if (field.value !== '') {
    const found = find(field.value, transcript, pages)
    // What the search forgave, a typo or an ending, stays marked as the server has it.
    if (found.length > 0) search()
  }
  return { step }
}

function pagesOf(): readonly Page[] {
  return [...document.querySelectorAll<HTMLAnchorElement>('[data-grid] a.slide')].map((link) => ({
    page: Number(link.dataset['page']),
    link,
    text: link.parentElement?.querySelector<HTMLElement>('[data-text]') ?? null,
  }))
}

/** The phrase as typed where it occurs, else its words; in order of time, pages without a time last. */
function find(query: string, transcript: Transcript | null, pages: readonly Page[]): readonly Hit[] {
  const { phrases, words } = wantedIn(query)
  const whole = hitsOf(matcherFor([...phrases, words.join(' ')]), transcript, pages)
  if (whole.length > 0 || words.length < 2) return whole
  const telling = words.filter((word) => word.length > 3)
  return hitsOf(matcherFor([...phrases, ...(telling.length > 0 ? telling : words)]), transcript, pages)
}

function hitsOf(matcher: Matcher, transcript: Transcript | null, pages: readonly Page[]): readonly Hit[] {
  const said = (transcript?.sentences ?? []).flatMap((element): Hit[] => {
    const text = element.firstChild
    const start = Number(element.dataset['t'] ?? NaN)
    return matcher(element.textContent).map((match) => ({
      element,
      range: text && rangeIn(text, match),
      start,
    }))
  })
  const shown = pages.flatMap(({ page, link, text }): Hit[] => {
    const start = Number(link.dataset['t'] ?? NaN)
    const lines = text ? [...text.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE) : []
    const inText = lines.flatMap((node) =>
      matcher(node.textContent ?? '').map((match): Hit => ({
        element: link,
        range: rangeIn(node, match),
        start,
        page,
      })),
    )
    if (inText.length > 0) return inText
    return matcher(link.dataset['title'] ?? '').length > 0
      ? [{ element: link, range: null, start, page }]
      : []
  })
  const timed = [...said, ...shown].filter((hit) => hit.start >= 0).sort((a, b) => a.start - b.start)
  return [...timed, ...[...said, ...shown].filter((hit) => Number.isNaN(hit.start))]
}

function rangeIn(node: Node, [from, to]: Match): AbstractRange {
  return new StaticRange({ startContainer: node, startOffset: from, endContainer: node, endOffset: to })
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
