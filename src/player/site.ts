import { focusSearchOnSlash } from './keys.js'
import { showVisitorTimes } from './visitorTime.js'
import { applyTheme, bindThemeSwitch } from './theme.js'

// A module runs when the page is parsed, and this one holds back the first paint: a chosen theme never flashes in, and
// what is shown only with scripts moves nothing later.
applyTheme()
bindThemeSwitch()
showVisitorTimes()
focusSearchOnSlash()
suggestWhenFocused()

/** What a page needs only once somebody searches is loaded then. */
function suggestWhenFocused(): void {
  const field = document.querySelector<HTMLInputElement>('#q')
  const form = field?.closest('form')
  const address = form?.dataset['suggest']
  if (!field || !form || !address) return
  const bind = (): void => {
    import('./searchField.js').then(
      ({ bindSearchField }) => {
        bindSearchField(field, form, address)
      },
      // No network for a moment; the form works without.
      bindLater,
    )
  }
  const bindLater = (): void => {
    field.addEventListener('focus', bind, { once: true })
  }
  if (document.activeElement === field) bind()
  else bindLater()
}
