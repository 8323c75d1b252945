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
  const isSameDay = at.getDate() === Number(iso.slice(8, 10))
  return isSameDay ? clock(at) : `${DAYS[at.getDay()] ?? ''} ${clock(at)}`
}

// Names of our own: a browser takes some 50 ms for its first Intl.DateTimeFormat, and the first paint waits for this.
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)

function clock(at: Date): string {
  return [at.getHours(), at.getMinutes()].map(twoDigits).join(':')
}

function spanInZone(from: Date, to: Date): string | null {
  if (Number.isNaN(from.getTime()) || Number.isNaN(to.getTime())) return null
  const until = to > from ? `–${clock(to)}` : ''
  return `${from.getDate()} ${MONTHS[from.getMonth()] ?? ''}, ${clock(from)}${until} ${zoneOf(from)}`
}

/** `UTC+9`, `UTC−3:30`. */
function zoneOf(at: Date): string {
  const east = -at.getTimezoneOffset()
  if (east === 0) return 'UTC'
  const [hours, minutes] = [Math.floor(Math.abs(east) / 60), Math.abs(east) % 60]
  return `UTC${east < 0 ? '−' : '+'}${hours}${minutes > 0 ? `:${twoDigits(minutes)}` : ''}`
}

function twoDigits(n: number): string {
  return String(n).padStart(2, '0')
}
