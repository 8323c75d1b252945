const TEXT = 'textarea, select, input:not([type="range"], [type="checkbox"], [type="radio"], [type="button"])'
const MOVES = new Set([
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'PageUp',
  'PageDown',
])

/** Whether a key press is text or a control's own, and not ours to take. */
export function belongsToControl(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
    return true
  const { target, key } = event
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.matches(TEXT)) return true
  // The ruler's head has no use for the space bar, and whoever has just moved it means the recording.
  if (target.matches('input[type="range"]')) return MOVES.has(key)
  if (target.matches('[role="tab"], video[controls], audio[controls]')) {
    return MOVES.has(key) || key === ' ' || key === 'Enter'
  }
  return target.matches('button, summary, input') && (key === ' ' || key === 'Enter')
}

/** `/` goes to the search field; on a talk's page to the one that finds in the talk. */
export function focusSearchOnSlash(): void {
  addEventListener('keydown', (event) => {
    if (event.key !== '/' || belongsToControl(event) || document.querySelector('dialog[open]')) return
    const field =
      document.querySelector<HTMLInputElement>('#find') ?? document.querySelector<HTMLInputElement>('#q')
    if (!field) return
    event.preventDefault()
    const go = (): void => {
      field.focus()
      field.select()
    }
    // Nothing beside what fills the screen can have the focus.
    if (document.fullscreenElement?.contains(field) === false) void document.exitFullscreen().then(go, go)
    else go()
  })
}
