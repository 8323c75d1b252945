import type { Reading } from '../../src/archive/problem.js'
import { formatOf } from '../../src/readers/formats.js'
import type { ReadTranscript } from '../../src/readers/readTranscript.js'

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

/** What the reader of a file of this name makes of a text. */
export function transcriptIn(name: string, text: string): Reading<ReadTranscript> {
  const read = formatOf(name)?.read
  if (!read) throw new Error(`nothing reads ${name}`)
  return read(bytes(text), name)
}
