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

  it('tells when they are cut short', () => {
    const { bytes } = encodeRecords(passages.slice(0, 2))
    expect(() => decodeRecords(bytes.subarray(0, bytes.length - 1))).toThrow('cut short')
    expect(() => decodeRecord(new Uint8Array())).toThrow('empty')
  })
})
