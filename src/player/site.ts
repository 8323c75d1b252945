import { focusSearchOnSlash } from './keys.js'
import { showVisitorTimes } from './visitorTime.js'
import { applyTheme, bindThemeSwitch } from './theme.js'

// This module holds back the first paint, so that a chosen theme never flashes in.
applyTheme()

addEventListener('DOMContentLoaded', () => {
  bindThemeSwitch()
  showVisitorTimes()
  focusSearchOnSlash()
})
