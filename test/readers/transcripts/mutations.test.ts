import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { Cue } from '../../../src/archive/transcript.js'
import { toWebVtt } from '../../../src/archive/webvtt.js'
import { formatOf } from '../../../src/readers/formats.js'
import type { ReadTranscript } from '../../../src/readers/readTranscript.js'
import { bytes, codesOf, transcriptIn, valueOf } from '../reading.js'
import { SAMPLES, type Sample } from './samples.js'

/** What is done to a good file, and which of its cues it leaves alone. */
interface Mutation {
  readonly content: Uint8Array
  readonly spared: readonly number[]
}

/** Cues that neither stand in the place that was changed nor beside it. */
function sparedBy({ places }: Sample, from: number, to: number): readonly number[] {
  const hit = places.flatMap((place, i) => (place.to >= from && place.from <= to ? [i] : []))
  const before = places.findLastIndex((place) => place.to < from)
  const after = places.findIndex((place) => place.from > to)
  const [first, last] = [hit[0] ?? before, hit.at(-1) ?? after]
  return places.flatMap((_, i) => (i < first - 1 || (last >= 0 && i > last + 1) ? [i] : []))
}

function truncated(sample: Sample, at: number): Mutation {
  return {
    content: bytes(sample.text.slice(0, at)),
    spared: sample.places
      .flatMap((place, i) => (place.to < at && i < sample.places.length ? [i] : []))
      .slice(0, -1),
  }
}

/** A byte of some cue changed: the head of a file says what it is, and is not played with here. */
function flipped(sample: Sample, at: number, mask: number): Mutation {
  const content = bytes(sample.text)
  content[at] = (content[at] ?? 0) ^ mask
  return { content, spared: sparedBy(sample, at, at) }
}

function withoutLine(sample: Sample, at: number): Mutation {
  const from = sample.text.lastIndexOf('\n', at) + 1
  const end = sample.text.indexOf('\n', at)
  const to = end < 0 ? sample.text.length : end + 1
  return {
    content: bytes(sample.text.slice(0, from) + sample.text.slice(to)),
    spared: sparedBy(sample, from, to),
  }
}

function expectSettled(value: ReadTranscript | null, problems: number): void {
  expect(value !== null || problems > 0).toBe(true)
  for (const { cues } of value ? [value, ...(value.others ?? [])] : []) {
    expect(cues.every((cue) => cue.text !== '')).toBe(true)
    expect(cues.every((cue) => cue.start === undefined || cue.start < (cue.end ?? 0))).toBe(true)
    expect(cues.every((cue, i) => (cue.start ?? 0) >= (cues[i - 1]?.start ?? 0))).toBe(true)
    expect(cues.every((cue) => !cue.words || cue.words.map((word) => word.text).join(' ') === cue.text)).toBe(
      true,
    )
  }
}

const saying = (cues: readonly Cue[]): string => cues.map((cue) => cue.text).join(' ')

describe.each(SAMPLES)('$name', (sample) => {
  const read = (content: Uint8Array) => {
    const reading = formatOf(sample.name)?.read?.(content, sample.name)
    if (!reading) throw new Error(`nothing reads ${sample.name}`)
    return reading
  }
  const first = sample.places[0]?.from ?? 0
  const last = (sample.places.at(-1)?.to ?? 1) - 1
  const within = fc.integer({ min: first, max: last })

  it('is read whole, and stays the same as WebVTT', () => {
    const reading = read(bytes(sample.text))
    const { cues, timing } = valueOf(reading)
    expect(codesOf(reading)).toEqual([])
    expect(sample.tokens.filter((token) => !saying(cues).includes(token))).toEqual([])
    if (timing === 'none') return
    expect(cues.map((cue) => cue.start)).toEqual(sample.tokens.map((_, i) => i * 4 + 1))
    expect(valueOf(transcriptIn('again.vtt', toWebVtt(cues))).cues).toEqual(cues)
  })

  it.each([
    ['cut off', within.map((at) => truncated(sample, at))],
    ['with a bit turned', fc.tuple(within, fc.nat(6)).map(([at, bit]) => flipped(sample, at, 1 << bit))],
    ['with a line less', within.map((at) => withoutLine(sample, at))],
  ])('%s, loses no neighbour', (_, mutations) => {
    fc.assert(
      fc.property(mutations, ({ content, spared }) => {
        const { value, problems } = read(content)
        expectSettled(value, problems.length)
        const said = saying(value?.cues ?? [])
        expect(spared.filter((i) => !said.includes(sample.tokens[i] ?? ''))).toEqual([])
      }),
      { numRuns: 60, seed: 3 },
    )
  })

  it('gives settled cues or a problem, whatever is done to it', () => {
    const edit = fc.tuple(fc.nat(sample.text.length), fc.nat(sample.text.length), fc.nat(255))
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), (edits) => {
        let content = Buffer.from(sample.text)
        for (const [from, to, byte] of edits) {
          const [a, b] = [Math.min(from, to), Math.max(from, to)]
          if (byte % 3 === 0) content[a] = byte
          else if (byte % 3 === 1) content = Buffer.concat([content.subarray(0, a), content.subarray(b)])
          else content = Buffer.concat([content.subarray(a, b), content])
          content = content.subarray(0, 20_000)
        }
        const { value, problems } = read(content)
        expectSettled(value, problems.length)
      }),
      { numRuns: 50, seed: 4 },
    )
  })
})
