import { describe, expect, it } from 'vitest'

import type { Passage } from '../../src/archive/moment.js'
import { decodeRecord, decodeRecords, encodeRecords } from '../../src/search/lectern/records.js'

const passages: Passage[] = ['plain', '', 'two\nlines\u0000', 'ÿ þ Ā 機械 👩‍🚀', 'x'.repeat(100_000)].map(
  (text, index) => ({
    id: `event/talk#${index}`,
    kind: 'speech',
    event: 'event',
    text,
    times: [0, 0.5, 1.25],
  }),
)

describe('records', () => {
  it('gives passages back, whatever their texts hold, all together and one by one', () => {
    const { bytes, starts } = encodeRecords(passages)
    expect(decodeRecords(bytes)).toEqual(passages)
    const each = starts.map((start, index) => decodeRecord(bytes.subarray(start, starts[index + 1])))
    expect(each).toEqual(passages)
  })

  it('gives every field back, and any number to its last bit', () => {
    const whole: Required<Passage> = {
      id: 'event/talk#speech:en:0',
      kind: 'speech',
      event: 'event',
      talk: 'event/talk',
      text: '\u{dc00} text',
      lang: '',
      start: 0.1 + 0.2,
      end: 1e300,
      transcript: 'en',
      firstCue: 2 ** 28,
      lastCue: -3,
      timing: 'word',
      times: [0, 12.345, 12.3456, 2 ** 31, 0.001, 268_435.455, 5, -268_435.455, 7, 6, 1 / 3, 8],
      page: 12_345_678,
      heading: 'Ā\u{d800}',
      faq: '\u0000 \n',
    }
    const bare: Passage = { id: '', kind: 'faq', event: '', text: '', times: [] }
    const { bytes } = encodeRecords([whole, bare])
    // Half a character is no text: it is kept as any that cannot be shown.
    expect(decodeRecords(bytes)).toEqual([{ ...whole, text: '\ufffd text', heading: 'Ā\ufffd' }, bare])
  })

  it('tells when they are cut short', () => {
    const { bytes } = encodeRecords(passages.slice(0, 2))
    expect(() => decodeRecords(bytes.subarray(0, bytes.length - 1))).toThrow('cut short')
    expect(() => decodeRecord(new Uint8Array())).toThrow('empty')
  })

  it('tells when they are damaged, or gives a passage', () => {
    const { bytes } = encodeRecords(passages.slice(0, 1))
    // What fields there are, and how long the strings are.
    for (const at of [0, 1, 2]) {
      const damaged = bytes.slice()
      damaged[at] = 0
      expect([at, () => decodeRecord(damaged)][1]).toThrow(/damaged|cut short/)
    }
    for (let at = 0; at < bytes.length; at += 1) {
      const damaged = bytes.slice()
      damaged[at] = (damaged[at] ?? 0) ^ 0x15
      try {
        expect(decodeRecord(damaged).kind).toBe('speech')
      } catch (error) {
        expect(String(error)).toMatch(/damaged|cut short|ERR_OUT_OF_RANGE|outside buffer/)
      }
    }
  })
})
