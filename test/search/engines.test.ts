import { expect, it } from 'vitest'
import { ENGINES } from '../../src/search/engines.js'
import { describeEngine } from './engineContract.js'

for (const kind of Object.values(ENGINES)) describeEngine(kind)

it('names every engine by its own name', () => {
  expect(Object.entries(ENGINES).every(([name, kind]) => kind.name === name)).toBe(true)
})

it('refuses the index of another version', () => {
  for (const kind of Object.values(ENGINES)) {
    const text = new TextDecoder().decode(kind.build([]))
    const other = text.replace(`"version":${kind.version}`, `"version":${kind.version + 1}`)
    expect(other).not.toBe(text)
    expect(() => kind.open(new TextEncoder().encode(other))).toThrow(/version/)
  }
})
