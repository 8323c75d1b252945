/**
 * The seconds meant by a link's time: `83.5`, `83.5s`, `1:23`, `01:23.5`, `1:02:03` or `1h2m3s`;
 * null for anything else, negative times included.
 */
export function parseTime(text: string): number | null {
  const trimmed = text.trim()
  const units = /^(?:(\d{1,3})h)?(?:(\d{1,5})m)?(?:(\d{1,7}(?:\.\d{1,6})?)s)?$/.exec(trimmed)
  if (trimmed && units)
    return Number(units[1] ?? 0) * 3600 + Number(units[2] ?? 0) * 60 + Number(units[3] ?? 0)
  const clock = /^(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,7}(?:\.\d{1,6})?)$/.exec(trimmed)
  if (!clock) return null
  return Number(clock[1] ?? 0) * 3600 + Number(clock[2] ?? 0) * 60 + Number(clock[3])
}

/** A clock for people, from seconds: `1:23`, `12:47`, `1:02:03`. Rounds down, as players do. */
export function formatTime(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  return h > 0 ? `${h}:${pad(m)}:${pad(s)}` : `${m}:${pad(s)}`
}

/** A length for people, from seconds: `45 s`, `12 min`, `1 h 38 min`. */
export function formatLength(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** WebVTT's own timestamp (W3C WebVTT, section 3.3) from seconds: `00:01:23.500`. */
export function vttTime(seconds: number): string {
  const ms = Math.round(Math.max(0, seconds) * 1000)
  const s = Math.floor(ms / 1000)
  return `${pad(Math.floor(s / 3600))}:${pad(Math.floor(s / 60) % 60)}:${pad(s % 60)}.${String(ms % 1000).padStart(3, '0')}`
}

function pad(n: number): string {
  return String(n).padStart(2, '0')
}
