import { MOMENT_KINDS, type Passage } from '../../archive/moment.js'
import {
  LONGEST_NUMBER,
  readNumber,
  readVarint,
  writeNumber,
  writeVarint,
  type NumberBytes,
} from './recordNumbers.js'

/** A group's passages as bytes, and where each begins. */
export interface Records {
  readonly bytes: Uint8Array
  readonly starts: readonly number[]
}

type FieldOf<Kind> = {
  [Name in keyof Passage]-?: Required<Passage>[Name] extends Kind ? Name : never
}[keyof Passage]
type NumberField = FieldOf<number>
type StringField = Exclude<FieldOf<string>, 'text'>

/** The fields of a passage beside its text and times: each is left out where a passage has none. */
const NUMBERS = Object.keys({ start: 0, end: 0, firstCue: 0, lastCue: 0, page: 0 } satisfies Record<
  NumberField,
  0
>) as NumberField[]
const STRINGS = Object.keys({
  id: '',
  kind: '',
  event: '',
  talk: '',
  lang: '',
  transcript: '',
  timing: '',
  heading: '',
  faq: '',
} satisfies Record<StringField, ''>) as StringField[]
/** The bit for times, above those of the fields. */
const TIMES = 1 << (NUMBERS.length + STRINGS.length)

const KINDS: ReadonlySet<string> = new Set(MOMENT_KINDS)
/** Ends a record: no byte of UTF-8 is this one. */
const END = 0xff
/** UTF-8 takes at most so many bytes for a UTF-16 code unit. */
const LONGEST_CODE = 3

const scratch: NumberBytes = { bytes: Buffer.alloc(1 << 16), at: 0 }

/**
 * Passages as they are kept beside the index, read only when they are shown: the fields that there are, a bit for each;
 * the numbers; the lengths of the strings; then all strings as one, the text last. To write them as JSON, and to read
 * them again, takes several times as long.
 */
export function encodeRecords(passages: readonly Passage[]): Records {
  scratch.at = 0
  const starts = passages.map((passage) => {
    const start = scratch.at
    encode(passage)
    return start
  })
  return { bytes: new Uint8Array(scratch.bytes.subarray(0, scratch.at)), starts }
}

function encode(passage: Passage): void {
  const { times, text } = passage
  let fields = times ? TIMES : 0
  let strings = ''
  for (let field = 0; field < STRINGS.length; field += 1) {
    const value = passage[STRINGS[field]!]
    if (value === undefined) continue
    fields |= 1 << field
    strings += value
  }
  for (let field = 0; field < NUMBERS.length; field += 1)
    if (passage[NUMBERS[field]!] !== undefined) fields |= 1 << (STRINGS.length + field)
  const numbers = 2 + NUMBERS.length + STRINGS.length + (times?.length ?? 0)
  reserve(LONGEST_NUMBER * numbers + LONGEST_CODE * (strings.length + text.length) + 1)
  writeVarint(scratch, fields)
  for (const name of NUMBERS) {
    const value = passage[name]
    if (value !== undefined) writeNumber(scratch, value, 0)
  }
  if (times) writeTimes(times)
  for (const name of STRINGS) {
    const value = passage[name]
    if (value !== undefined) writeVarint(scratch, value.length)
  }
  const { bytes } = scratch
  scratch.at += bytes.write(strings, scratch.at)
  scratch.at += bytes.write(text, scratch.at)
  bytes[scratch.at] = END
  scratch.at += 1
}

function writeTimes(times: readonly number[]): void {
  writeVarint(scratch, times.length)
  let third = 0
  let second = 0
  let first = 0
  for (const time of times) {
    const parts = writeNumber(scratch, time, third)
    third = second
    second = first
    first = parts
  }
}

function reserve(more: number): void {
  const needed = scratch.at + more
  if (needed <= scratch.bytes.length) return
  const larger = Buffer.alloc(2 * needed)
  scratch.bytes.copy(larger, 0, 0, scratch.at)
  scratch.bytes = larger
}

/**
 * The passages of a group's records.
 * @throws when they are cut short or damaged
 */
export function decodeRecords(bytes: Uint8Array): Passage[] {
  const from: NumberBytes = { bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), at: 0 }
  const passages: Passage[] = []
  while (from.at < from.bytes.length) passages.push(decode(from))
  return passages
}

/**
 * One passage's record.
 * @throws when it is none
 */
export function decodeRecord(bytes: Uint8Array): Passage {
  const [passage] = decodeRecords(bytes)
  if (!passage) throw new Error('a record of the search index is empty')
  return passage
}

function decode(from: NumberBytes): Passage {
  const passage: Record<string, string | number | number[]> = {}
  const fields = readVarint(from)
  NUMBERS.forEach((name, field) => {
    if ((fields & (1 << (STRINGS.length + field))) !== 0) passage[name] = readNumber(from, 0).value
  })
  if ((fields & TIMES) !== 0) passage['times'] = readTimes(from)
  const lengths = STRINGS.map((_, field) => ((fields & (1 << field)) !== 0 ? readVarint(from) : -1))
  const end = from.bytes.indexOf(END, from.at)
  if (end < 0) throw new Error('records of the search index are cut short')
  const strings = from.bytes.toString('utf8', from.at, end)
  from.at = end + 1
  let at = 0
  STRINGS.forEach((name, field) => {
    const length = lengths[field]!
    if (length < 0) return
    passage[name] = strings.slice(at, at + length)
    at += length
  })
  if (at > strings.length || !KINDS.has(String(passage['kind'])) || passage['event'] === undefined)
    throw new Error('records of the search index are damaged')
  return { ...passage, text: strings.slice(at) } as Passage
}

function readTimes(from: NumberBytes): number[] {
  const count = readVarint(from)
  // Each takes a byte at least.
  if (count > from.bytes.length - from.at) throw new Error('records of the search index are cut short')
  const times: number[] = []
  let third = 0
  let second = 0
  let first = 0
  while (times.length < count) {
    const { value, parts } = readNumber(from, third)
    times.push(value)
    third = second
    second = first
    first = parts
  }
  return times
}
