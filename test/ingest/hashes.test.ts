import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openHashes } from '../../src/ingest/hashes.js'

let folder: string
let store: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lectern-hashes-'))
  store = path.join(folder, 'hashes.json')
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const a = { path: 'a.vtt', fingerprint: '1-1' }
const b = { path: 'b.vtt', fingerprint: '2-2' }
const [HASH_OF_A, HASH_OF_B] = ['a'.repeat(64), 'b'.repeat(64)]

describe('known hashes', () => {
  it('keep what is met between two savings, though nothing of it is new', async () => {
    const first = await openHashes(folder, store)
    first.learn(a, HASH_OF_A)
    first.learn(b, HASH_OF_B)
    await first.save()
    const whole = readFileSync(store, 'utf8')
    const second = await openHashes(folder, store)
    expect(second.known(a)).toBe(HASH_OF_A)
    await second.save()
    expect(readFileSync(store, 'utf8')).not.toContain('b.vtt')
    expect(second.known(b)).toBe(HASH_OF_B)
    await second.save()
    expect(readFileSync(store, 'utf8')).toBe(whole)
  })

  it.each([
    ['of another content', '["not", "hashes"]', false],
    ['not to be believed', JSON.stringify({ 'gone.vtt': ['1-1', HASH_OF_A] }), true],
  ])('leave nothing of a store that is %s', async (_what, text, anew) => {
    writeFileSync(store, text)
    await (await openHashes(folder, store, anew)).save()
    expect(readFileSync(store, 'utf8')).toBe('{}\n')
  })
})
