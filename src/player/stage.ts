/** On a wide screen the stage shrinks to one row when the reader goes down, and keeps its place so nothing jumps. */
export function shrinkStage(): void {
  const player = document.querySelector<HTMLElement>('.player')
  const dock = player?.querySelector<HTMLElement>('.dock')
  if (!player || !dock || !document.querySelector('.transcript .s')) return
  const wide = matchMedia('(min-width: 64rem)')
  const update = (): void => {
    const isSmall = player.classList.contains('is-small')
    if (!isSmall) player.style.minBlockSize = wide.matches ? `${dock.offsetHeight}px` : ''
    player.classList.toggle('is-small', wide.matches && player.getBoundingClientRect().bottom < 120)
  }
  addEventListener('scroll', update, { passive: true })
  wide.addEventListener('change', () => {
    player.classList.remove('is-small')
    update()
  })
}
