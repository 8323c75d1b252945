import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { decodeText, MAX_TEXT_BYTES } from '../../src/readers/decodeText.js'
import { formatOf } from '../../src/readers/formats.js'
import { codesOf } from './reading.js'

const utf16 = (text: string, bigEndian: boolean, mark: boolean): Uint8Array => {
  const bytes = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le')
  return bigEndian ? bytes.swap16() : bytes
}
const utf32 = (text: string, littleEndian: boolean): Uint8Array => {
  const codes = [0xfeff, ...Array.from(text, (character) => character.codePointAt(0) ?? 0)]
  const view = new DataView(new ArrayBuffer(codes.length * 4))
  codes.forEach((code, i) => {
    view.setUint32(i * 4, code, littleEndian)
  })
  return new Uint8Array(view.buffer)
}

describe('text of unknown encoding', () => {
  it.each([
    ['UTF-8', Buffer.from('Grüße, 世界 🙂'), 'utf-8', 'Grüße, 世界 🙂'],
    ['UTF-8 with a mark', Buffer.from('\ufeffGrüße'), 'utf-8', 'Grüße'],
    ['UTF-16LE', utf16('Grüße 🙂', false, true), 'utf-16le', 'Grüße 🙂'],
    ['UTF-16BE', utf16('Grüße 🙂', true, true), 'utf-16be', 'Grüße 🙂'],
    [
      'UTF-16LE without a mark',
      utf16('1\n00:01 --> 00:02\nHello', false, false),
      'utf-16le',
      '1\n00:01 --> 00:02\nHello',
    ],
    ['UTF-16BE without a mark', utf16('Hello there', true, false), 'utf-16be', 'Hello there'],
    ['UTF-32LE', utf32('Grüße 🙂', true), 'utf-32le', 'Grüße 🙂'],
    ['UTF-32BE', utf32('Grüße 🙂', false), 'utf-32be', 'Grüße 🙂'],
    ['Windows-1252', Buffer.from([0x93, 0x48, 0x69, 0x94, 0x20, 0xe9, 0x80]), 'windows-1252', '“Hi” é€'],
  ])('reads %s', (_, bytes, encoding, text) => {
    expect(decodeText(bytes)).toEqual({ text, encoding, damaged: 0 })
  })

  it('keeps UTF-8 with a broken place, and counts it', () => {
    const bytes = Buffer.concat([
      Buffer.from('Grüße über Flüsse, schöne '),
      Buffer.from([0xff]),
      Buffer.from(' Bäume'),
    ])
    expect(decodeText(bytes)).toMatchObject({ encoding: 'utf-8', damaged: 1 })
  })

  it('reads any UTF-8 as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!text.startsWith('\ufeff') && !text.includes('\0') && !text.includes('\ufffd'))
        expect(decodeText(Buffer.from(text)).text).toBe(text)
      }),
    )
  })

  it('never fails, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => typeof decodeText(bytes).text === 'string'),
    )
  })

  it('names a file that is too large', () => {
    const tooLarge = new Uint8Array(MAX_TEXT_BYTES + 1)
    for (const name of ['big.srt', 'big.json', 'big.md', 'big.yml', 'big.ttml']) {
      const reading = formatOf(name)?.read?.(tooLarge, name)
      expect(reading && codesOf(reading)).toEqual(['text-too-large'])
    }
  })
})
