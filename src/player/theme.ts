const KEY = 'lectern-theme'

/** Puts the visitor's chosen theme on the page; without a choice the system decides. */
export function applyTheme(): void {
  const chosen = recall()
  if (chosen === 'dark' || chosen === 'light') document.documentElement.dataset['theme'] = chosen
}

/** Shows the switch and makes it work, once. */
export function bindThemeSwitch(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-theme-switch]')
  if (!button?.hidden) return
  button.hidden = false
  button.addEventListener('click', () => {
    const next = isDark() ? 'light' : 'dark'
    document.documentElement.dataset['theme'] = next
    remember(next)
  })
}

function isDark(): boolean {
  const chosen = document.documentElement.dataset['theme']
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
}

// Storage may be forbidden; then the choice lasts as long as the page.
function recall(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}

function remember(theme: string): void {
  try {
    localStorage.setItem(KEY, theme)
  } catch {
    return
  }
}
