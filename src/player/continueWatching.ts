import { formatLength, formatTime } from '../archive/time.js'
import { forgetPositions, readPositions, type Position } from './watched.js'

const MOST = 4

/** Lists the talks that this device was watching, those seen last first; nothing is sent anywhere. */
function showPositions(section: HTMLElement): void {
  const list = section.querySelector('ul')
  const below = section.dataset['continue']
  if (!list || !below) return
  const unfinished = readPositions(below).filter(isUnfinished).slice(0, MOST)
  list.replaceChildren(...unfinished.map(rowOf))
  section.hidden = unfinished.length === 0
}

/** Begun in earnest, and not at its last words. */
function isUnfinished({ t, d }: Position): boolean {
  return t >= 5 && t < d - Math.min(30, d / 20)
}

function rowOf({ t, d, name, url }: Position): HTMLLIElement {
  const link = element('a', name)
  link.href = url
  link.dir = 'auto'
  const progress = element('progress', '')
  progress.max = d
  progress.value = t
  progress.ariaLabel = `Watched ${Math.round((t / d) * 100)} per cent`
  const title = element('h3', '')
  title.append(link)
  const left = element('p', `${formatTime(t)} of ${formatTime(d)}, ${formatLength(d - t)} left`)
  left.className = 'meta'
  const row = element('li', '')
  row.append(title, left, progress)
  return row
}

/** Whatever a name holds, it is text. */
function element<K extends keyof HTMLElementTagNameMap>(tag: K, text: string): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  made.textContent = text
  return made
}

const section = document.querySelector<HTMLElement>('[data-continue]')
if (section) {
  showPositions(section)
  // Coming back from a talk by the browser's own button shows the page as it was left.
  addEventListener('pageshow', () => {
    showPositions(section)
  })
  section.querySelector('[data-continue-forget]')?.addEventListener('click', () => {
    forgetPositions()
    section.hidden = true
    // The pressed button is gone: the next heading takes the focus.
    const next = document.querySelector<HTMLElement>('#latest')
    if (next) {
      next.tabIndex = -1
      next.focus()
    }
  })
}
