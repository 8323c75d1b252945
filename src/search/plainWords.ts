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

/** The first place from `at` on where a word may begin; the text's length where there is none. */
export function skipBetween(text: string, at: number): number {
  for (let place = at; place < text.length; place += 1) {
    const code = text.charCodeAt(place)
    if (code >= ASCII) return place
    const kind = KINDS[code]!
    if (kind === LETTER || kind === DIGIT) return place
    if (code === DOT && mayBeLetter(text, place + 1)) return place
  }
  return text.length
}

/** Where a plain word ends that begins at `at`; `at` itself where none does, or where it may be more. */
export function plainWordEnd(text: string, at: number): number {
  let end = at
  let code = 0
  for (; end < text.length; end += 1) {
    code = text.charCodeAt(end)
    if (code >= ASCII || KINDS[code] !== LETTER) break
  }
  if (end === at || end === text.length) return end
  if (code >= ASCII) return at
  const kind = KINDS[code]!
  if (kind === BETWEEN) return end
  return kind === BINDER && !mayBeWord(text, end + 1) ? end : at
}

function mayBeLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= ASCII || KINDS[code] === LETTER
}

/** Past the end of the text there is `NaN`, which is no word. */
function mayBeWord(text: string, at: number): boolean {
  return mayBeLetter(text, at) || KINDS[text.charCodeAt(at)] === DIGIT
}
