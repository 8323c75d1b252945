/**
 * Fills in times in the visitor's own zone: `23 March, 15:00–18:00 UTC in your zone` for an event, `15:00 for you` for
 * a line of its schedule.
 */
export function showVisitorTimes(): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-visitor-clock]')) {
    const iso = place.dataset['visitorClock'] ?? ''
    const text = showsSameClock(iso) ? null : clockInZone(iso)
    if (!text) continue
    place.textContent = `${text} for you`
    place.hidden = false
  }
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

/** The visitor's clock at an instant, with the day of the week where that is another than the event's. */
function clockInZone(iso: string): string | null {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return null
  const text = clock(at)
  const isSameDay = at.getDate() === Number(iso.slice(8, 10))
  return isSameDay ? text : `${format({ weekday: 'short' }).format(at)} ${text}`
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Made when first asked for: each takes milliseconds, and this script holds back the first paint of every page. */
function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options)
  const made = formats.get(key) ?? new Intl.DateTimeFormat('en-GB', options)
  formats.set(key, made)
  return made
}

function clock(at: Date): string {
  return format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
}

function spanInZone(from: Date, to: Date): string | null {
  if (Number.isNaN(from.getTime()) || Number.isNaN(to.getTime())) return null
  const zone = format({ timeZoneName: 'short' })
    .formatToParts(from)
    .find((part) => part.type === 'timeZoneName')?.value
  const until = to > from ? `–${clock(to)}` : ''
  return `${format({ day: 'numeric', month: 'long' }).format(from)}, ${clock(from)}${until}${zone ? ` ${zone}` : ''}`
}
