/**
 * Puts controls for which a narrow row has no room into a second one, which one more button opens. Each such control says
 * in `data-room` how wide the row must be, in rem. They are moved, not drawn twice, so that the order of the Tab key is
 * the order that is seen.
 */
export function bindMore(bar: HTMLElement): void {
  const button = bar.querySelector<HTMLElement>('[data-more]')
  const panel = bar.querySelector<HTMLElement>('[data-more-panel]')
  if (!button || !panel) return
  const controls = [...bar.querySelectorAll<HTMLElement>('[data-room]')]
  const places = controls.map((control) => ({ control, before: control.nextElementSibling }))

  const show = (isOpen: boolean): void => {
    panel.hidden = !isOpen
    button.setAttribute('aria-expanded', String(isOpen))
  }
  const arrange = (room: number): void => {
    const held = document.activeElement
    const fits = (control: HTMLElement): boolean => room >= Number(control.dataset['room'])
    // From the last to the first: what each stood before is in its place again by then.
    for (const { control, before } of [...places].reverse()) {
      if (fits(control) && control.parentElement === panel) bar.insertBefore(control, before)
    }
    for (const control of controls) if (!fits(control)) panel.append(control)
    button.hidden = panel.childElementCount === 0
    if (button.hidden) show(false)
    if (held instanceof HTMLElement && held !== document.activeElement) held.focus({ preventScroll: true })
  }
  button.addEventListener('click', () => {
    show(panel.hidden !== false)
  })
  bar.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || panel.hidden) return
    show(false)
    button.focus()
  })
  let last = NaN
  new ResizeObserver(([entry]) => {
    const room =
      (entry?.contentRect.width ?? 0) / parseFloat(getComputedStyle(document.documentElement).fontSize)
    if (room === last) return
    last = room
    arrange(room)
    // Until now it was kept to one line, so that nothing below it moves.
    bar.dataset['folded'] = ''
  }).observe(bar)
}
