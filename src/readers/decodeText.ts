import { decodeCp1252 } from './cp1252.js'
import { withoutSecondEncoding } from './encodedTwice.js'
import { legacyEncoding, type LegacyEncoding } from './legacyEncodings.js'
import type { ProblemLog } from './problemLog.js'
import { unmarkedUnicode, type WideEncoding } from './unmarkedUnicode.js'

/** Bytes as text. */
export interface DecodedText {
  /** Without a byte order mark. */
  readonly text: string
  readonly encoding: 'utf-8' | WideEncoding | LegacyEncoding
  /** Places that no character could be made of; each holds U+FFFD. */
  readonly damaged: number
}

/** The largest text file that is read, in bytes. */
export const MAX_TEXT_BYTES = 32 * 1024 * 1024

/** Unicode 15, section 23.8: the longer mark first, as UTF-32LE begins like UTF-16LE. */
const MARKS = [
  { encoding: 'utf-32le', bytes: [0xff, 0xfe, 0, 0] },
  { encoding: 'utf-32be', bytes: [0, 0, 0xfe, 0xff] },
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
] as const

/**
 * Text from bytes of unknown encoding: a byte order mark decides; else zeros in step mean UTF-16 or UTF-32; else
 * UTF-8 when it is valid or nearly so; else one of the encodings that old caption tools write.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const mark = MARKS.find((candidate) => candidate.bytes.every((byte, i) => bytes[i] === byte))
  if (mark) return decodeAs(bytes.subarray(mark.bytes.length), mark.encoding)
  const unmarked = unmarkedUnicode(bytes)
  if (unmarked) return decodeAs(bytes, unmarked)
  const utf8 = decodeAs(bytes, 'utf-8')
  if (utf8.damaged === 0) return utf8
  return utf8.damaged * 4 <= countBeyondAscii(utf8.text) ? utf8 : decodeAs(bytes, legacyEncoding(bytes))
}

/** The text of a file, with what is odd about its bytes reported; null when it is too large to read. */
export function readText(bytes: Uint8Array, log: ProblemLog): string | null {
  if (bytes.length > MAX_TEXT_BYTES) {
    const size = Math.round(bytes.length / 1024 / 1024)
    log.add('error', 'text-too-large', `the file is ${size} MB; text is read up to 32 MB`, {
      hint: 'is this really a text file? Split it if it is',
    })
    return null
  }
  const { text, encoding, damaged } = decodeText(bytes)
  if (!encoding.startsWith('utf-'))
    log.add('info', 'text-not-utf-8', `the file is not UTF-8; it was read as ${nameOf(encoding)}`, {
      hint: 'save it as UTF-8 if letters look wrong',
    })
  if (damaged > 0)
    log.add('warning', 'text-damaged', `${damaged} place(s) are not valid ${encoding} and show as \ufffd`, {
      hint: 'save the file again as UTF-8',
    })
  return encoding.startsWith('utf-') ? withoutSecondEncoding(text, log) : text
}

function decodeAs(bytes: Uint8Array, encoding: DecodedText['encoding']): DecodedText {
  if (encoding === 'windows-1252') return { text: decodeCp1252(bytes), encoding, damaged: 0 }
  if (encoding === 'utf-32le' || encoding === 'utf-32be') {
    const text = decodeUtf32(bytes, encoding === 'utf-32le')
    return { text, encoding, damaged: countDamage(text) }
  }
  try {
    return {
      text: new TextDecoder(encoding, { ignoreBOM: true, fatal: true }).decode(bytes),
      encoding,
      damaged: 0,
    }
  } catch {
    const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes)
    return { text, encoding, damaged: countDamage(text) }
  }
}

/** As menus of editors have it: `Windows-1252`, `GB18030`. */
function nameOf(encoding: string): string {
  return encoding.startsWith('windows') ? encoding.replace('w', 'W') : encoding.toUpperCase()
}

function countDamage(text: string): number {
  return text.split('\ufffd').length - 1
}

function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const characters: string[] = []
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const code = view.getUint32(at, littleEndian)
    const isScalar = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
    characters.push(isScalar ? String.fromCodePoint(code) : '\ufffd')
  }
  return characters.join('')
}

function countBeyondAscii(text: string): number {
  let count = 0
  for (let i = 0; i < text.length; i++)
    if (text.charCodeAt(i) > 0x7f && text.charCodeAt(i) !== 0xfffd) count++
  return count
}
