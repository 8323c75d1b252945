/** Scrolls a list so that one of its members is in view: the list alone, never the page. */
export function scrollWithin(list: Element | null, member: Element): void {
  if (!list) return
  const [box, frame] = [member.getBoundingClientRect(), list.getBoundingClientRect()]
  if (box.top < frame.top || box.bottom > frame.bottom) list.scrollTop += box.top - frame.top - 8
  if (box.left < frame.left || box.right > frame.right) list.scrollLeft += box.left - frame.left - 8
}
