/**
 * Most words of most texts are runs of ASCII letters that nothing binds to what stands beside them. They are told here,
 * character by character, in a fraction of the time that the analyzer's expressions take; whatever may be more than
 * that is left to those.
 */

/** Begins no word and binds none. */
const BETWEEN = 0
const LETTER = 1
const DIGIT = 2
/** Stands inside words: `near-memory`, `don't`, `Node.js`. */
const BINDER = 3
/** Ends words: `C++`. */
const SUFFIX = 4

const ASCII = 128
const DOT = '.'.charCodeAt(0)
const KINDS = Uint8Array.from({ length: ASCII }, (_, code) => {
  const character = String.fromCharCode(code)
  if (/[a-zA-Z]/.test(character)) return LETTER
  if (/[0-9]/.test(character)) return DIGIT
  if ("-_.&'".includes(character)) return BINDER
  return '+#'.includes(character) ? SUFFIX : BETWEEN
})

/** Code units that may be read after a text: so that words can be read in pieces of one size. */
const ROOM = 32

/** A text's UTF-16 code units, which are read several times: from here that is quicker than from the string. */
export interface Codes {
  /** Valid until the next text is taken, and up to `length`; after that there are 32 more, of any value. */
  readonly units: Uint16Array
  readonly length: number
}

let bytes = Buffer.alloc(1 << 12)
let units = unitsOver(bytes)

/** The code units of a text. */
export function codesOf(text: string): Codes {
  if (text.length + ROOM > units.length) {
    bytes = Buffer.alloc(4 * (text.length + ROOM))
    units = unitsOver(bytes)
  }
  bytes.write(text, 'utf16le')
  return { units, length: text.length }
}

function unitsOver(buffer: Buffer): Uint16Array {
  return new Uint16Array(buffer.buffer, buffer.byteOffset, buffer.length / 2)
}

/** The first place from `at` on where a word may begin; the text's length where there is none. */
export function skipBetween({ units, length }: Codes, at: number): number {
  for (let place = at; place < length; place += 1) {
    const code = units[place]!
    if (code >= ASCII) return place
    const kind = KINDS[code]!
    if (kind === LETTER || kind === DIGIT) return place
    if (code === DOT && place + 1 < length && mayBeLetter(units[place + 1]!)) return place
  }
  return length
}

/** Where a plain word ends that begins at `at`; `at` itself where none does, or where it may be more. */
export function plainWordEnd({ units, length }: Codes, at: number): number {
  let end = at
  let code = 0
  for (; end < length; end += 1) {
    code = units[end]!
    if (code >= ASCII || KINDS[code] !== LETTER) break
  }
  if (end === at || end === length) return end
  if (code >= ASCII) return at
  const kind = KINDS[code]!
  if (kind === BETWEEN) return end
  return kind === BINDER && (end + 1 === length || !mayBeWord(units[end + 1]!)) ? end : at
}

function mayBeLetter(code: number): boolean {
  return code >= ASCII || KINDS[code] === LETTER
}

function mayBeWord(code: number): boolean {
  return mayBeLetter(code) || KINDS[code] === DIGIT
}
