/** The parts of the page as tabs: one is shown at a time. */
export interface Tabs {
  /** Shows the part that an element is in. */
  reveal(element: Element): void
}

/** Makes the links to the parts of the page tabs; without this script all parts stand below each other. */
export function createTabs(): Tabs | null {
  const list = document.querySelector<HTMLElement>('[data-tabs]')
  const links = [...(list?.querySelectorAll<HTMLAnchorElement>('a') ?? [])]
  if (!list || links.length < 2) return null
  const parts = links.map((link) => document.querySelector<HTMLElement>(link.hash))
  const open = (index: number, focus = false): void => {
    links.forEach((link, i) => {
      link.setAttribute('aria-selected', String(i === index))
      link.tabIndex = i === index ? 0 : -1
      const part = parts[i]
      if (part) part.hidden = i !== index
    })
    if (focus) links[index]?.focus()
  }
  list.setAttribute('role', 'tablist')
  list.setAttribute('aria-label', 'Parts of this talk')
  for (const item of list.children) item.setAttribute('role', 'presentation')
  links.forEach((link, index) => {
    link.role = 'tab'
    link.id = `tab-${link.hash.slice(1)}`
    link.setAttribute('aria-controls', link.hash.slice(1))
    const part = parts[index]
    part?.setAttribute('role', 'tabpanel')
    part?.setAttribute('aria-labelledby', link.id)
    link.addEventListener('click', (event) => {
      event.preventDefault()
      open(index)
    })
    link.addEventListener('keydown', (event) => {
      const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: links.length - 1 }[event.key]
      if (event.key === ' ') event.preventDefault()
      if (event.key === ' ') open(index)
      if (to === undefined) return
      event.preventDefault()
      open((to + links.length) % links.length, true)
    })
  })
  const reveal = (element: Element): void => {
    const index = parts.findIndex((part) => part?.contains(element))
    if (index >= 0) open(index)
  }
  const follow = (): void => {
    const target = targetOfAddress()
    if (!target || !parts.some((part) => part?.contains(target))) return
    reveal(target)
    target.scrollIntoView()
  }
  open(0)
  follow()
  addEventListener('hashchange', follow)
  return { reveal }
}

/** What the fragment of the address names; anybody can write one that is not even text. */
function targetOfAddress(): HTMLElement | null {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)))
  } catch {
    return null
  }
}
