import { formatTime } from '../archive/time.js'
import { quoteOf, offerQuotes, type Quoted } from './quote.js'

/** Sharing, citing and copying: what a visitor takes along from this page, with or without its second. */
export function bindTake(media: HTMLMediaElement | null, quoted: Quoted): void {
  bindMenus()
  const now = (): number => media?.currentTime ?? 0
  const share = bindShare(now, media !== null)
  const cite = bindCite(now, media !== null)
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('.menu')) {
    menu.addEventListener('toggle', () => {
      if (!menu.open) return
      for (const clock of menu.querySelectorAll('[data-now]')) clock.replaceChildren(formatTime(now()))
      share()
      if (menu.matches('[data-cite]')) cite()
    })
  }
  for (const button of document.querySelectorAll<HTMLElement>('[data-copy]')) {
    button.hidden = false
    button.addEventListener('click', () => {
      const source = document.querySelector<HTMLElement>(button.dataset['copy'] ?? '')
      const isField = source instanceof HTMLInputElement || source instanceof HTMLTextAreaElement
      void copy(isField ? source.value : (source?.textContent ?? ''), button)
    })
  }
  const actions = document.querySelector<HTMLElement>('[data-share-actions]')
  if (actions && document.querySelector('.transcript')) {
    const button = Object.assign(document.createElement('button'), {
      type: 'button',
      className: 'button',
      textContent: 'Copy quote and link',
    })
    button.addEventListener('click', () => {
      void copy(quoteOf(quoted) ?? new URL(quoted.url, location.origin).href, button)
    })
    actions.append(button)
  }
  offerQuotes(quoted, (text, button) => {
    void copy(text, button)
  })
}

/** Puts text where the visitor can paste it from, and says so. */
async function copy(text: string, button: HTMLElement): Promise<void> {
  const status = button.closest('.menu-panel')?.querySelector('[data-copied]')
  let said = 'Copied'
  try {
    await navigator.clipboard.writeText(text.trim())
  } catch {
    // Without HTTPS there is no clipboard for pages; what is selected can be copied by hand.
    said = 'Press Ctrl+C or ⌘C to copy'
    const field = button
      .closest('.menu-panel')
      ?.querySelector<HTMLInputElement | HTMLTextAreaElement>(button.dataset['copy'] ?? 'input')
    field?.select()
  }
  if (status) status.textContent = said
  else button.textContent = said
}

function bindShare(now: () => number, hasMedia: boolean): () => void {
  const field = document.querySelector<HTMLInputElement>('[data-share-link]')
  const code = document.querySelector<HTMLTextAreaElement>('[data-embed-base]')
  const moment = document.querySelector<HTMLElement>('[data-share-moment]')
  const box = moment?.querySelector('input')
  const actions = document.querySelector<HTMLElement>('[data-share-actions]')
  if (!field || !code) return () => undefined
  if (moment) moment.hidden = !hasMedia
  if (actions) actions.hidden = false
  const base = new URL(field.dataset['base'] ?? '', location.origin).href
  const embed = new URL(code.dataset['embedBase'] ?? '', location.origin).href
  const embedCode = code.value
  const fill = (): void => {
    const time = hasMedia && box?.checked ? `?t=${Math.floor(now() * 10) / 10}` : ''
    field.value = base + time
    code.value = embedCode.replace(/src="[^"]*"/, `src="${embed}${time}"`)
  }
  box?.addEventListener('change', fill)
  document.querySelector('[data-address]')?.addEventListener('click', () => {
    const { pathname, search } = new URL(field.value)
    history.pushState(null, '', pathname + search)
  })
  fill()
  return fill
}

function bindCite(now: () => number, hasMedia: boolean): () => void {
  const text = document.querySelector<HTMLElement>('[data-reference]')
  const moment = document.querySelector<HTMLElement>('[data-cite-moment]')
  const box = moment?.querySelector('input')
  const links = [...document.querySelectorAll<HTMLAnchorElement>('[data-cite-format]')]
  if (!text) return () => undefined
  if (moment) moment.hidden = !hasMedia
  const fill = (): void => {
    const time = hasMedia && box?.checked ? `?t=${Math.floor(now() * 10) / 10}` : ''
    for (const link of links) link.href = (link.getAttribute('href') ?? '').replace(/\?.*$/, '') + time
    const plain = links.find((link) => link.pathname.endsWith('.txt'))
    if (plain) void show(plain.href)
  }
  const show = async (address: string): Promise<void> => {
    const answer = await fetch(address).catch(() => null)
    if (!answer?.ok) return
    text.textContent = (await answer.text()).trim()
    text.hidden = false
  }
  box?.addEventListener('change', fill)
  return fill
}

/** One menu open at a time; Escape or a press elsewhere closes it. */
function bindMenus(): void {
  const menus = [...document.querySelectorAll<HTMLDetailsElement>('.menu')]
  const closeOthers = (kept: Element | null): void => {
    for (const menu of menus) if (menu !== kept) menu.open = false
  }
  for (const menu of menus) {
    menu.addEventListener('toggle', () => {
      if (menu.open) closeOthers(menu)
    })
    menu.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !menu.open) return
      menu.open = false
      menu.querySelector('summary')?.focus()
    })
  }
  document.addEventListener('pointerdown', ({ target }) => {
    closeOthers(target instanceof Element ? target.closest('.menu') : null)
  })
}
