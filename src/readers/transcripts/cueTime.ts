/**
 * A time of a caption file: WebVTT (W3C, section 4.3) and SubRip, and what tools write in their place: one-digit
 * or missing hours, more than 59 minutes without hours, comma or dot, one to nine digits of fraction or none, spaces
 * around the marks. Between two times: `-->`, or what word processors make of it.
 */
const TIME = String.raw`(?:(\d{1,4})\s?:\s?)?(\d{1,4})\s?:\s?(\d{1,2})(?:\s?[.,]\s?(\d{1,9})|:(\d{3}))?`
const WHOLE = new RegExp(`^${TIME}$`)
/** Behind the seconds, where a tool for film counts frames instead of a fraction: `00:00:01:12`, `00:00:01;12`. */
const FRAMES = String.raw`(?:[:;](\d{2}))?`
const TIMING = new RegExp(String.raw`^\s*${TIME}${FRAMES}\s*(?:-{1,3}>|[–—]>|→)\s*${TIME}${FRAMES}(?![\d:;])`)

/** Whether a line may be one of times; its end takes no time where it is none. */
export const ARROW = /[-–—]>|→/

/** Places and alignment behind the times: WebVTT's settings, SubRip's coordinates. */
const SETTING = /(?:^|\s)[\p{L}\d_-]{1,20}:\S*/gu

/** What stands behind the times of a timing line and is no setting: words, where a tool put a cue on one line. */
export function wordsBehindTimes(line: string): string {
  const rest = line.slice(TIMING.exec(line.slice(0, 200))?.[0].length ?? line.length)
  return rest.replace(SETTING, ' ').trim()
}

/** The two times of a timing line, in seconds. */
export interface CueTimes {
  readonly start: number
  readonly end: number
  /** The times count frames, whose rate no caption file says: they hold for the whole second alone. */
  readonly inFrames?: true
}

/** The times of a line like `00:01.000 --> 00:02.500 align:start`; null when it is not a timing line. */
export function parseTimingLine(line: string): CueTimes | null {
  if (!ARROW.test(line)) return null
  const match = TIMING.exec(line.slice(0, 200))
  if (!match) return null
  const start = secondsOf(match.slice(1, 6))
  const end = secondsOf(match.slice(7, 12))
  if (start === null || end === null) return null
  if (match[6] === undefined && match[12] === undefined) return { start, end }
  return { start, end: end === start ? end + 1 : end, inFrames: true }
}

/** The seconds of a time like `00:00:01.100`; null when it is none. */
export function parseCueTime(text: string): number | null {
  const match = WHOLE.exec(text)
  return match ? secondsOf(match.slice(1, 6)) : null
}

function secondsOf(parts: readonly (string | undefined)[]): number | null {
  const [hours, minutes, seconds, fraction, milliseconds] = parts
  if (Number(seconds) > 59 || (hours !== undefined && Number(minutes) > 59)) return null
  const part = Number(`0.${fraction ?? milliseconds ?? '0'}`)
  const whole = Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds)
  return Math.round((whole + part) * 1000) / 1000
}
