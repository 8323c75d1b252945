/** A group that is one tab stop: arrows go on inside it. */
export interface Roving {
  /** Makes one member the group's tab stop, without moving the focus. */
  stopAt(member: Element): void
}

type Member = HTMLElement | SVGElement

/**
 * @param members in reading order
 * @param keys which arrows move: `ArrowDown` to the next, and so on; Home and End always do
 */
export function createRoving(
  group: HTMLElement | SVGElement,
  members: () => readonly Member[],
  keys: Readonly<Record<string, 1 | -1>>,
): Roving {
  let stop: Member | undefined
  const stopAt = (member: Member): void => {
    stop?.setAttribute('tabindex', '-1')
    member.setAttribute('tabindex', '0')
    stop = member
  }
  for (const member of members()) member.setAttribute('tabindex', '-1')
  const [first] = members()
  if (first) stopAt(first)

  const listen = (event: Event): void => {
    if (!(event instanceof KeyboardEvent) || event.ctrlKey || event.metaKey || event.altKey) return
    const all = members()
    const here = all.findIndex((member) => member === event.target)
    if (here < 0) return
    const step = keys[event.key]
    const next =
      step !== undefined
        ? nextShown(all, here, step)
        : event.key === 'Home'
          ? all[0]
          : event.key === 'End'
            ? all.at(-1)
            : undefined
    if (!next) return
    event.preventDefault()
    stopAt(next)
    next.focus()
  }
  group.addEventListener('keydown', listen)
  group.addEventListener('focusin', (event) => {
    const { target } = event
    if (target instanceof HTMLElement || target instanceof SVGElement) {
      if (target !== stop && target.getAttribute('tabindex') === '-1' && members().includes(target))
        stopAt(target)
    }
  })
  return {
    stopAt: (member) => {
      if (member instanceof HTMLElement || member instanceof SVGElement) stopAt(member)
    },
  }
}

/** The next member that can be seen: what is folded is passed over. */
function nextShown(all: readonly Member[], from: number, step: 1 | -1): Member | undefined {
  for (let i = from + step; i >= 0 && i < all.length; i += step) {
    const member = all[i]
    if (member?.checkVisibility()) return member
  }
  return undefined
}
