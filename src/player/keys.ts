/** Whether a key press is text or a control's own, and not ours to take. */
export function belongsToControl(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true
  const { target } = event
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.matches('input, textarea, select, button, summary, video, audio')
}

/** `/` goes to the search field. */
export function focusSearchOnSlash(): void {
  addEventListener('keydown', (event) => {
    if (event.key !== '/' || belongsToControl(event)) return
    const field = document.querySelector<HTMLInputElement>('#q')
    if (!field) return
    event.preventDefault()
    field.focus()
    field.select()
  })
}
