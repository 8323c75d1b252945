import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spanInAddress, spanOf } from '../../src/player/address.js'
import { nudge } from '../../src/player/inStep.js'
import { positionsIn, withPosition } from '../../src/player/positions.js'

describe('the part that an address names', () => {
  it.each([
    ['83.5', { start: 83.5 }],
    ['83,95', { start: 83, end: 95 }],
    ['npt:1:23,1:35.5', { start: 83, end: 95.5 }],
    [',12', { start: 0, end: 12 }],
    ['83,', { start: 83 }],
    ['95,83', { start: 95 }],
    ['', null],
    ['-3', null],
    ['soon', null],
  ])('%s', (text, span) => {
    expect(spanOf(text)).toEqual(span)
  })

  it('is the fragment’s before the query’s', () => {
    expect(spanInAddress({ hash: '#t=5', search: '?t=9' })).toEqual({ start: 5 })
    expect(spanInAddress({ hash: '#slides', search: '?q=a&t=9,12' })).toEqual({ start: 9, end: 12 })
    expect(spanInAddress({ hash: '', search: '' })).toBeNull()
  })
})

describe('the second recording', () => {
  it('runs faster when behind, slower when ahead, and jumps when far off', () => {
    expect(nudge(0)).toBe(1)
    expect(nudge(0.1)).toBeLessThan(1)
    expect(nudge(-0.1)).toBeGreaterThan(1)
    expect(nudge(2)).toBeNull()
    expect(nudge(-2)).toBeNull()
  })

  it('comes into step from anywhere, looked at eight times a second', () => {
    fc.assert(
      fc.property(fc.double({ min: -0.35, max: 0.35, noNaN: true }), (begin) => {
        let ahead = begin
        for (let i = 0; i < 40; i += 1) ahead += 0.125 * ((nudge(ahead) ?? 1) - 1)
        expect(Math.abs(ahead)).toBeLessThan(0.05)
      }),
    )
  })
})

describe('where a visitor stopped', () => {
  const position = (t: number, at = 1): { t: number; d: number; at: number; name: string; url: string } => ({
    t,
    d: 100,
    at,
    name: 'A talk',
    url: '/events/e/a',
  })

  it('is kept, and forgotten once the talk was seen', () => {
    const kept = withPosition({}, 'e/a', position(50))
    expect(kept).toEqual({ 'e/a': position(50) })
    expect(withPosition(kept, 'e/a', position(96))).toEqual({})
    expect(withPosition(kept, 'e/b', position(3, 2))).toEqual(kept)
  })

  it('is kept for the newest two hundred', () => {
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`e/${i}`, position(50, i)]))
    const next = withPosition(many, 'e/new', position(50, 999))
    expect(Object.keys(next)).toHaveLength(200)
    expect(next['e/new']).toBeDefined()
    expect(next['e/0']).toBeUndefined()
  })

  it.each([null, '', 'nonsense', '[]', '{"e/a":{"t":"soon"}}', '{"e/a":null}', '7'])(
    'is nowhere in %s',
    (text) => {
      expect(positionsIn(text)).toEqual({})
    },
  )
})
