import { parseCueTime } from './cueTime.js'
import { isProperName } from './speakerNames.js'

/** What the start of a line says of the words after it. Seconds. */
export interface LineHead {
  readonly start: number | null
  readonly end: number | null
  /** Somebody's name, if such names come again. */
  readonly name: string | null
  /** The name stands where nothing but a name does. */
  readonly isBareName: boolean
  /** The time is one of the day. */
  readonly isClock?: true
  readonly rest: string
}

const TIME = String.raw`(\d{1,3}:\d{1,3}(?::\d{1,2})?(?:[.,]\d{1,6})?)`
const OPEN = String.raw`[[({<]`
const CLOSE = String.raw`[\])}>]`
/** `[00:12] …`, `00:01:02 - …`, `(0:12 - 0:15): …` */
const TIME_FIRST = new RegExp(
  String.raw`^(${OPEN}?)${TIME}(?:\s{0,3}(?:-->|[-–—]|to)\s{0,3}${TIME})?(${CLOSE}?)(?:\s*[-–—:|]+)?(?:\s+|$)`,
)
/** `Name (00:12): …`, `Name 00:12`, `Name: [00:12] …`, `Name (Guest) 00:12` */
const TIME_SECOND = new RegExp(
  String.raw`^([^\d[({<:][^[({<:]{0,58}?(?:\s\([^()\d]{1,30}\))?)\s{0,9}(:?)\s{0,9}[-,–—|@]?\s{0,9}(${OPEN}?)${TIME}(?:\s{0,3}(?:-->|[-–—])\s{0,3}${TIME})?(${CLOSE}?)(:?)(?:\s+|$)`,
)
/** `[Name] 10:02:03`, as Zoom saves captions: a time of the day. */
const CLOCK_SECOND = /^\[([^\]\d[][^\][]{0,58})\]\s{1,9}(\d{1,2}:\d{2}:\d{2})(?:\s?([AP])\.?M\.?)?$/i
/** `Name: …`; the words may follow on the next line. */
const NAME = /^([\p{Lu}\p{Lo}\p{N}][^:\n]{0,59}?)\s{0,3}[:：](?:\s+|$)/u

/** Reads the time and the name at the start of a line of a transcript for people; both may be missing. */
export function readHead(line: string): LineHead {
  const text = line.trim()
  const first = TIME_FIRST.exec(text)
  if (first && Boolean(first[1]) === Boolean(first[4])) {
    const rest = text.slice(first[0].length)
    const named = nameAt(rest)
    const start = timeIn(first[2])
    if (start !== null) return { start, end: timeIn(first[3]), ...named }
  }
  const clock = CLOCK_SECOND.exec(text)
  const ofDay = timeIn(clock?.[2])
  if (clock && ofDay !== null) {
    const name = (clock[1] ?? '').trim()
    return {
      start: ofDay + noon(ofDay, clock[3]),
      end: null,
      name,
      isBareName: true,
      isClock: true,
      rest: '',
    }
  }
  const second = TIME_SECOND.exec(text)
  if (second) {
    const rest = text.slice(second[0].length)
    const name = (second[1] ?? '').trim()
    const isMarked = Boolean(second[2]) || Boolean(second[3]) || Boolean(second[7])
    const start = Boolean(second[3]) === Boolean(second[6]) ? timeIn(second[4]) : null
    if (start !== null && isName(name) && (isMarked || rest === ''))
      return { start, end: timeIn(second[5]), name, isBareName: true, rest }
  }
  return readName(text)
}

/** A heading with a time behind it that is no name above somebody's words: `Intro (0:00)`. */
const TITLE = new RegExp(String.raw`^(.{1,200}?)\s{0,9}[-–—|]?\s{0,9}(?:\(${TIME}\)|\[${TIME}\])$`)

/** Reads a heading as a title, its words and its time; null where no time stands behind them. */
export function readTitle(line: string): LineHead | null {
  const match = TITLE.exec(line.trim())
  const start = timeIn(match?.[2] ?? match?.[3])
  const title = match?.[1]
  return title === undefined || start === null
    ? null
    : { start, end: null, name: null, isBareName: false, rest: title }
}

/** The same for text whose times are not those of its words. */
export function readName(line: string): LineHead {
  return { start: null, end: null, ...nameAt(line.trim()) }
}

function nameAt(text: string): Pick<LineHead, 'name' | 'isBareName' | 'rest'> {
  const match = NAME.exec(text)
  const name = match?.[1]?.trim() ?? ''
  if (match && isName(name)) return { name, isBareName: false, rest: text.slice(match[0].length) }
  return { name: null, isBareName: false, rest: text }
}

/** Whether a whole line could be a name. */
export function isName(text: string): boolean {
  return (
    text.length > 0 &&
    text.length <= 60 &&
    /\p{L}/u.test(text) &&
    !/[.?!,;"“”…]$|[?!;"“”]/u.test(text.replace(/\b(?:Jr|Sr|Dr|[A-Z])\.$/, '')) &&
    text.split(/\s+/).length <= 6 &&
    isProperName(text)
  )
}

function timeIn(text: string | undefined): number | null {
  return text === undefined ? null : parseCueTime(text)
}

/** What a time of twelve hours lacks to one of twenty-four. */
function noon(time: number, half: string | undefined): number {
  if (half === undefined) return 0
  const isTwelve = time >= 43_200
  return half.toUpperCase() === 'P' ? (isTwelve ? 0 : 43_200) : isTwelve ? -43_200 : 0
}
