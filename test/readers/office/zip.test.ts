import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'

import { openZip } from '../../../src/readers/office/zip.js'
import { createProblemLog } from '../../../src/readers/problemLog.js'
import { archive } from './officeFixtures.js'

const LIMITS = { entries: 100, fileBytes: 1_000_000, totalBytes: 2_500_000 }
const open = (content: Uint8Array) => {
  const log = createProblemLog('slides.pptx')
  const zip = openZip(content, log, LIMITS)
  return { zip, codes: () => log.list().map((problem) => problem.code) }
}
const text = (content: Uint8Array | null | undefined) => content && new TextDecoder().decode(content)

describe('an archive', () => {
  it('gives its files, packed or not, whatever their names', () => {
    const content = zipSync({
      'a/ü.xml': new TextEncoder().encode('packed '.repeat(100)),
      b: [new Uint8Array([104, 105]), { level: 0 }],
    })
    const { zip, codes } = open(content)
    expect(zip?.names).toEqual(['a/ü.xml', 'b'])
    expect(text(zip?.read('a/ü.xml'))).toBe('packed '.repeat(100))
    expect(text(zip?.read('b'))).toBe('hi')
    expect(zip?.read('../b')).toBeNull()
    expect(codes()).toEqual([])
  })

  it('may hold another archive', () => {
    const inner = archive({ 'sheet.xml': 'cells' })
    const { zip } = open(zipSync({ 'a.xlsx': [inner, { level: 0 }], 'b.xml': new Uint8Array([98]) }))
    expect(zip?.names).toEqual(['a.xlsx', 'b.xml'])
    expect(Buffer.from(zip?.read('a.xlsx') ?? []).equals(Buffer.from(inner))).toBe(true)
  })

  it('is not unpacked past what a file may hold, whatever it says of its sizes', () => {
    const content = archive({ bomb: new Uint8Array(3_000_000), after: 'words' })
    for (const at of placesOf(content, [0x50, 0x4b, 0x01, 0x02])) content.fill(1, at + 24, at + 28)
    const { zip, codes } = open(content)
    expect(zip?.read('bomb')).toBeNull()
    expect(zip?.read('after')).toBeNull()
    expect(codes()[0]).toBe('zip-too-large')
  })

  it('is not unpacked past what all files together may hold', () => {
    const { zip, codes } = open(
      archive({ a: new Uint8Array(900_000), b: new Uint8Array(900_000), c: new Uint8Array(900_000) }),
    )
    expect(['a', 'b', 'c'].map((name) => zip?.read(name) !== null)).toEqual([true, true, false])
    expect(codes()).toEqual(['zip-too-large'])
  })

  it('with too many files is refused', () => {
    const many = archive(Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`f${i}`, 'x'])))
    const { zip, codes } = open(many)
    expect(zip).toBeNull()
    expect(codes()).toEqual(['zip-too-many-files'])
  })

  it('names damage and gives the rest', () => {
    const content = zipSync({
      a: [new TextEncoder().encode('first words'), { level: 0 }],
      b: new TextEncoder().encode('second'),
    })
    const at = Buffer.from(content).indexOf('first')
    content[at] = 70
    const { zip, codes } = open(content)
    expect(text(zip?.read('a'))).toBe('First words')
    expect(text(zip?.read('b'))).toBe('second')
    expect(codes()).toEqual(['zip-damaged'])
  })

  it('with a password is named', () => {
    const content = archive({ a: 'secret' })
    for (const at of placesOf(content, [0x50, 0x4b, 0x01, 0x02])) content[at + 8] = 1
    const { zip, codes } = open(content)
    expect(zip?.read('a')).toBeNull()
    expect(codes()).toEqual(['zip-encrypted'])
  })
})

function placesOf(content: Uint8Array, signature: readonly number[]): number[] {
  return [...content.keys()].filter((at) => signature.every((byte, i) => content[at + i] === byte))
}
