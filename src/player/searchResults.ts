const PAUSE_MS = 150
/** How long results stand before they are said aloud: nobody wants to hear those of every letter. */
const SAY_MS = 700

/** Shows results while a query is typed, as the server prints them; the field keeps the focus and its caret. */
function followTyping(form: HTMLFormElement, field: HTMLInputElement): void {
  /** The address that Back returns to once something else is searched for. */
  let settled = location.href
  let shown = withoutFragment(location.href)
  let asked: AbortController | undefined
  let timer = 0

  /** Whether the results of an address are now on the page. */
  const show = async (address: string): Promise<boolean> => {
    asked?.abort()
    asked = new AbortController()
    const { signal } = asked
    const answer = await fetch(address, { signal }).catch(() => null)
    const text = answer?.ok ? await answer.text().catch(() => '') : ''
    const page = new DOMParser().parseFromString(text, 'text/html')
    const next = page.querySelector<HTMLElement>('[data-answer]')
    // What is stale was replaced by a later question: that one will show itself.
    if (signal.aborted) return true
    if (!next) return false
    replaceResults(next)
    document.title = page.title
    shown = address
    return true
  }
  const type = async (): Promise<void> => {
    const address = addressOf(form)
    if (address !== shown && (await show(address)) && shown === address)
      history.replaceState(null, '', address)
  }
  const typeSoon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void type(), PAUSE_MS)
  }

  field.addEventListener('input', (event) => {
    if (!(event instanceof InputEvent && event.isComposing)) typeSoon()
  })
  field.addEventListener('compositionend', typeSoon)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    clearTimeout(timer)
    const address = addressOf(form)
    // On a phone the keyboard hides what was asked for.
    if (matchMedia('(pointer: coarse)').matches) field.blur()
    if (address !== withoutFragment(settled)) {
      history.replaceState(null, '', settled)
      history.pushState(null, '', address)
      settled = address
    }
    if (address === shown) return
    void show(address).then((isShown) => {
      // The server's own page says what is wrong.
      if (!isShown) location.reload()
    })
  })
  addEventListener('popstate', () => {
    const address = withoutFragment(location.href)
    if (address === shown) return
    clearTimeout(timer)
    settled = address
    field.value = new URL(address).searchParams.get('q') ?? ''
    void show(address).then((isShown) => {
      if (!isShown) location.reload()
    })
  })
}

let sayTimer = 0

function replaceResults(next: HTMLElement): void {
  const old = document.querySelector('[data-answer]')
  const fold = next.querySelector<HTMLDetailsElement>('.facets-fold')
  if (fold) fold.open = old?.querySelector<HTMLDetailsElement>('.facets-fold')?.open ?? false
  old?.replaceWith(document.adoptNode(next))
  clearTimeout(sayTimer)
  sayTimer = setTimeout(() => {
    const summary = next.querySelector('h1')?.textContent ?? ''
    document.querySelector('[data-answer-status]')?.replaceChildren(summary)
  }, SAY_MS)
}

/** The address that the form would lead to, without what is empty. */
function addressOf(form: HTMLFormElement): string {
  const address = new URL(form.action)
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string' && value !== '') address.searchParams.append(name, value)
  return address.href
}

function withoutFragment(href: string): string {
  const address = new URL(href)
  address.hash = ''
  return address.href
}

const form = document.querySelector<HTMLFormElement>('.masthead form[role="search"]')
const field = form?.querySelector<HTMLInputElement>('#q')
if (form && field) followTyping(form, field)
