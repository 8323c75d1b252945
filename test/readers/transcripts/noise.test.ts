import { describe, expect, it } from 'vitest'

import { formatOf } from '../../../src/readers/formats.js'
import { bytes, codesOf, transcriptIn, valueOf } from '../reading.js'

/** Bytes as programs and pictures have them; the same on every run. */
const noise = (length: number): Buffer => {
  let state = 7
  return Buffer.from(
    Uint8Array.from({ length }, () => (state = (state * 1103515245 + 12345) % 2 ** 31) >> 16),
  )
}
const read = (name: string, content: Uint8Array) => {
  const reading = formatOf(name)?.read?.(content, name)
  if (!reading) throw new Error(`nothing reads ${name}`)
  return reading
}

describe('what is no text', () => {
  it.each(['a.txt', 'a.md', 'a.srt', 'a.vtt', 'a.sbv', 'a.yml', 'a.json', 'a.ass'])(
    'is named and never taken for words: %s',
    (name) => {
      for (const content of [
        noise(20_000),
        Buffer.concat([bytes('Hello, this is a talk\n'.repeat(30)), noise(20_000)]),
        Buffer.concat([bytes('\x1f\x8b\b\0'), noise(3000)]),
      ]) {
        const reading = read(name, content)
        expect(reading.value).toBeNull()
        expect(codesOf(reading)).toContain('file-is-something-else')
      }
    },
  )

  it.each(['a.txt', 'a.md'])('is left out where it lies between lines of text: %s', (name) => {
    const lines = Array.from(
      { length: 400 },
      (_, i) => `The harbour wall was moved in the winter of ${1500 + i}.`,
    )
    lines.splice(
      200,
      0,
      noise(60)
        .toString('latin1')
        .replace(/[\r\n]/g, '?'),
    )
    const reading = transcriptIn(name, lines.join('\n'))
    expect(
      valueOf(reading)
        .cues.map((cue) => cue.text)
        .join(' '),
    ).toBe(lines.toSpliced(200, 1).join(' '))
    expect(reading.problems).toMatchObject([{ code: 'text-noise', severity: 'warning', line: 201 }])
  })

  it('is not a text with a stray control character, or one that was encoded twice', () => {
    expect(
      valueOf(transcriptIn('a.txt', 'So\u00e2\u0080\u0094 we\u00e2\u0080\u0099re late.')).cues,
    ).toHaveLength(1)
    expect(valueOf(transcriptIn('a.txt', 'Hello\u0002 there, all of you.\nBye.')).cues).toHaveLength(2)
  })
})
