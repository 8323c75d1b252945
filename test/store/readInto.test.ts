import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readInto } from '../../src/store/readInto.js'
import { IndexUnusable } from '../../src/store/unusable.js'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lectern-read-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
})

async function fileOf(bytes: Uint8Array): Promise<string> {
  const file = path.join(folder, String(bytes.length))
  await writeFile(file, bytes)
  return file
}

/** Bytes of which no two stretches are the same. */
function numbered(length: number): Buffer {
  const bytes = Buffer.alloc(length)
  for (let at = 0; at + 4 <= length; at += 4) bytes.writeUInt32LE(at, at)
  return bytes
}

describe('reading a file into memory', () => {
  // None, one piece, exactly some, and some with a rest.
  it.each([0, 1000, 3 << 23, 5 * (1 << 23) + 12])(
    'puts all of %i bytes where they belong',
    async (length) => {
      const bytes = numbered(length)
      const memory = new Uint8Array(new SharedArrayBuffer(length))
      await readInto(memory, await fileOf(bytes))
      expect(bytes.equals(memory)).toBe(true)
    },
  )

  it('says which file is cut short, or missing', async () => {
    const file = await fileOf(numbered(2000))
    await expect(readInto(new Uint8Array(2001), file)).rejects.toThrow(IndexUnusable)
    await expect(readInto(new Uint8Array(2001), file)).rejects.toThrow(`${file} is cut short`)
    const pieces = await fileOf(numbered(12 << 20))
    await expect(readInto(new Uint8Array(40 << 20), pieces)).rejects.toThrow(`${pieces} is cut short`)
    await expect(readInto(new Uint8Array(1), path.join(folder, 'none'))).rejects.toThrow(/none is missing/)
  })
})
