/** What the archive suggests while somebody types: the answer of `GET /api/v1/suggest`. */
interface Suggestion {
  readonly kind: 'talk' | 'speaker' | 'topic' | 'event' | 'word'
  readonly text: string
  readonly url: string
}

const PAUSE_MS = 120
const MOST = 8

/**
 * Makes a search field a combobox with a list (ARIA Authoring Practices 1.2, list autocomplete with manual selection):
 * the focus stays in the field, and what is typed stays as it is until something is chosen.
 * @param address of the suggestions
 */
export function bindSearchField(field: HTMLInputElement, form: HTMLFormElement, address: string): void {
  const list = made('ul', { id: 'suggestions', className: 'suggestions', role: 'listbox', hidden: true })
  list.ariaLabel = 'Suggestions'
  const status = made('p', { className: 'visually-hidden', role: 'status' })
  form.append(list, status)
  const attributes = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': list.id }
  for (const [name, value] of Object.entries(attributes)) field.setAttribute(name, value)

  let suggestions: readonly Suggestion[] = []
  let active = -1
  let timer = 0
  let asked: AbortController | undefined

  const mark = (to: number): void => {
    list.children[active]?.removeAttribute('aria-selected')
    active = to
    const option = list.children[active]
    option?.setAttribute('aria-selected', 'true')
    option?.scrollIntoView({ block: 'nearest' })
    if (option) field.setAttribute('aria-activedescendant', option.id)
    else field.removeAttribute('aria-activedescendant')
  }
  const setOpen = (isOpen: boolean): void => {
    list.hidden = !isOpen
    field.ariaExpanded = String(isOpen)
    if (!isOpen) mark(-1)
  }
  const close = (): void => {
    clearTimeout(timer)
    asked?.abort()
    setOpen(false)
    status.textContent = ''
  }
  const show = (next: readonly Suggestion[]): void => {
    mark(-1)
    suggestions = next
    list.replaceChildren(...next.map(optionOf))
    setOpen(next.length > 0)
    status.textContent = next.length === 0 ? '' : `${next.length} suggestion${next.length === 1 ? '' : 's'}`
  }
  const ask = async (): Promise<void> => {
    asked?.abort()
    asked = new AbortController()
    const { signal } = asked
    const query = new URLSearchParams({ q: field.value, limit: String(MOST) })
    try {
      const answer = await fetch(`${address}?${query.toString()}`, { signal })
      const next = answer.ok ? ((await answer.json()) as { suggestions: Suggestion[] }).suggestions : []
      if (!signal.aborted && document.activeElement === field) show(next)
    } catch {
      // Without suggestions the field is still a search field.
      if (!signal.aborted) show([])
    }
  }
  const askSoon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void ask(), PAUSE_MS)
  }
  const choose = ({ kind, text, url }: Suggestion): void => {
    close()
    if (kind !== 'word') {
      location.assign(url)
      return
    }
    field.value = text
    form.requestSubmit()
  }
  const step = (by: 1 | -1): void => {
    if (list.hidden) {
      if (suggestions.length > 0) setOpen(true)
      else askSoon()
      return
    }
    // Between the last and the first there is the field itself.
    const places = suggestions.length + 1
    mark(((active + 1 + by + places) % places) - 1)
  }

  field.addEventListener('input', (event) => {
    if (!(event instanceof InputEvent && event.isComposing)) askSoon()
  })
  field.addEventListener('compositionend', askSoon)
  field.addEventListener('keydown', (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    const chosen = suggestions[active]
    if (event.key === 'ArrowDown') step(1)
    else if (event.key === 'ArrowUp') step(-1)
    else if (event.key === 'Escape' && !list.hidden) close()
    else if (event.key === 'Enter' && chosen && !list.hidden) choose(chosen)
    else return
    event.preventDefault()
  })
  field.addEventListener('blur', close)
  form.addEventListener('submit', close)
  // A press would take the focus from the field, and close the list before it is a click.
  list.addEventListener('mousedown', (event) => {
    event.preventDefault()
  })
  list.addEventListener('click', ({ target }) => {
    const option = target instanceof Element ? target.closest('[role="option"]') : null
    const chosen = option ? suggestions[[...list.children].indexOf(option)] : undefined
    if (chosen) choose(chosen)
  })
  setOpen(false)
  if (field.value !== field.defaultValue) askSoon()
}

/** Whatever a name holds, it is text. */
function optionOf({ kind, text }: Suggestion, index: number): HTMLLIElement {
  const option = made('li', { id: `suggestion-${index}`, role: 'option' })
  const name = made('span', { textContent: text, dir: 'auto' })
  option.append(name)
  if (kind !== 'word') option.append(made('span', { textContent: kind, className: 'meta' }))
  return option
}

function made<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]>,
): HTMLElementTagNameMap[K] {
  return Object.assign(document.createElement(tag), properties)
}
