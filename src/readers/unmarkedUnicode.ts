/** Unicode in units of two or four bytes. */
export type WideEncoding = 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be'

/** Enough to tell by, bytes. */
const SAMPLE = 4096
/** The share of all bytes that are zeros in step, and how much rarer they are out of step. */
const ZEROS = 0.2
const OUT_OF_STEP = 0.1
/** The share of one half's bytes that are below the first visible character, and how much rarer they are in the other half. */
const LOW = 0.6
const LESS_LOW = 0.7
/** The share of units of four bytes that must be characters of the first plane. */
const CHARACTERS = 0.95

/**
 * The encoding of a text without a byte order mark, told by the bytes that its scripts have in common: zeros for Latin
 * letters, 1 to 31 for the alphabets up to U+1FFF. Eight-bit text has hardly any of them. Null when it is none of these;
 * Chinese and Japanese without spaces or figures has no such bytes.
 */
export function unmarkedUnicode(bytes: Uint8Array): WideEncoding | null {
  const sample = bytes.subarray(0, Math.min(SAMPLE, bytes.length - (bytes.length % 4)))
  return byFours(sample) ?? byTwos(bytes.subarray(0, SAMPLE))
}

function byFours(sample: Uint8Array): WideEncoding | null {
  const view = new DataView(sample.buffer, sample.byteOffset, sample.byteLength)
  const units = Math.floor(sample.length / 4)
  if (units === 0) return null
  let [little, big] = [0, 0]
  for (let at = 0; at + 4 <= sample.length; at += 4) {
    if (isCharacter(view.getUint32(at, true))) little++
    if (isCharacter(view.getUint32(at, false))) big++
  }
  if (little >= units * CHARACTERS) return 'utf-32le'
  return big >= units * CHARACTERS ? 'utf-32be' : null
}

function isCharacter(code: number): boolean {
  return code > 0 && code <= 0xffff && (code < 0xd800 || code > 0xdfff)
}

function byTwos(sample: Uint8Array): WideEncoding | null {
  const zeros = [0, 0]
  const low = [0, 0]
  sample.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
    if (byte < 0x20) low[i % 2] = (low[i % 2] ?? 0) + 1
  })
  return (
    higherHalf(zeros, sample.length * ZEROS, OUT_OF_STEP) ??
    higherHalf(low, (sample.length / 2) * LOW, LESS_LOW)
  )
}

/** The higher byte of each two is where the counted ones are. */
function higherHalf(
  [even = 0, odd = 0]: readonly number[],
  least: number,
  others: number,
): WideEncoding | null {
  if (odd > least && even < odd * others) return 'utf-16le'
  return even > least && odd < even * others ? 'utf-16be' : null
}
