import { focusSearchOnSlash } from './keys.js'
import { showVisitorTimes } from './visitorTime.js'
import { applyTheme, bindThemeSwitch } from './theme.js'

// The first paint waits for this script: a chosen theme never flashes in. On most pages it runs when the page is parsed,
// so what is shown only with scripts moves nothing later; a talk's page does not wait for the end of its transcript.
applyTheme()
focusSearchOnSlash()
showWhatIsThere()
if (document.readyState === 'loading') addEventListener('DOMContentLoaded', whenParsed, { once: true })
else suggestWhenFocused()

function whenParsed(): void {
  showWhatIsThere()
  suggestWhenFocused()
}

function showWhatIsThere(): void {
  bindThemeSwitch()
  showVisitorTimes()
}

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
