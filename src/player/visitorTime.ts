/** Fills in the times of an event in the visitor's own zone: `15:00–18:00 in your zone (UTC)`. */
export function showVisitorTimes(): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-visitor-time]')) {
    const { from, to } = place.dataset
    if (!from || !to || showsSameClock(from)) continue
    const text = spanInZone(new Date(from), new Date(to))
    if (!text) continue
    place.textContent = `${text} in your zone`
    place.hidden = false
  }
}

/** Whether the visitor's clock shows what the event's does: then there is nothing to add. */
function showsSameClock(iso: string): boolean {
  const offset = /([+-])(\d\d):(\d\d)$/.exec(iso)
  if (!offset) return false
  const minutes = (Number(offset[2]) * 60 + Number(offset[3])) * (offset[1] === '-' ? -1 : 1)
  return minutes === -new Date(iso).getTimezoneOffset()
}

function spanInZone(from: Date, to: Date): string | null {
  if (Number.isNaN(from.getTime()) || Number.isNaN(to.getTime())) return null
  const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' })
  const zone = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' })
    .formatToParts(from)
    .find((part) => part.type === 'timeZoneName')?.value
  const until = to > from ? `–${clock.format(to)}` : ''
  return `${day.format(from)}, ${clock.format(from)}${until}${zone ? ` ${zone}` : ''}`
}
