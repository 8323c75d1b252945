import type { Reading } from '../../src/archive/problem.js'

/** UTF-8 bytes of a text. */
export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** The value of a reading that must have one. */
export function valueOf<T>(reading: Reading<T>): T {
  if (reading.value === null) throw new Error(`nothing was read: ${codesOf(reading).join(', ')}`)
  return reading.value
}

/** The codes of a reading's problems, in order. */
export function codesOf(reading: Reading<unknown>): readonly string[] {
  return reading.problems.map((problem) => problem.code)
}
