import { expect, it } from 'vitest'
import { ENGINES } from '../../src/search/engines.js'
import { aGroup } from './archive.js'
import { describeEngine } from './engineContract.js'
import { memoryFiles } from './memoryFiles.js'

for (const kind of Object.values(ENGINES)) describeEngine(kind)

it('names every engine by its own name', () => {
  expect(Object.entries(ENGINES).every(([name, kind]) => kind.name === name)).toBe(true)
})

it('refuses the index of another version', async () => {
  for (const kind of Object.values(ENGINES)) {
    const files = memoryFiles()
    const index = await kind.update([aGroup('event', []).group], null, files)
    const text = new TextDecoder().decode(files.contents.get(index.main.hash))
    const other = text.replace(`"version":${kind.version}`, `"version":${kind.version + 1}`)
    expect(other).not.toBe(text)
    files.contents.set(index.main.hash, new TextEncoder().encode(other))
    await expect(kind.open(index, files)).rejects.toThrow(/version/)
  }
})
