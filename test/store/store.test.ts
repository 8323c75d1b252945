import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

import { INDEX_FORMAT, type Generation } from '../../src/store/generation.js'
import { openStore, type Store } from '../../src/store/generations.js'
import { IndexUnusable } from '../../src/store/unusable.js'
import { temporaryFolder, tracesBelow } from '../folders.js'

async function generation(store: Store, text: string): Promise<Generation> {
  const object = await store.objects.put(Buffer.from(text))
  const engine = { name: 'minisearch', version: 1 }
  return {
    format: INDEX_FORMAT,
    analyzer: engine,
    engine,
    catalogue: object,
    search: { main: object, whole: [object], parts: [] },
    contents: { 'e/t': object },
    images: [],
  }
}

describe('generations', () => {
  it('come back as they were published, by number', async () => {
    const store = openStore(temporaryFolder())
    expect(await store.current()).toBeNull()
    expect(await store.stamp()).toBeNull()
    const first = await generation(store, 'one')
    expect(await store.publish(first)).toEqual({ number: 1, changed: true })
    const second = await generation(store, 'two')
    expect(await store.publish(second)).toEqual({ number: 2, changed: true })
    expect((await store.current())?.generation).toEqual(second)
  })

  it('are not written again when they say the same', async () => {
    const folder = temporaryFolder()
    const store = openStore(folder)
    await store.publish(await generation(store, 'one'))
    const before = tracesBelow(folder)
    expect(await store.publish(await generation(store, 'one'))).toEqual({ number: 1, changed: false })
    expect(tracesBelow(folder)).toEqual(before)
  })

  it('are refused when an object they name is missing or cut short', async () => {
    const store = openStore(temporaryFolder())
    const wanted = await generation(store, 'some words')
    truncateSync(store.objects.pathOf(wanted.catalogue.hash), 3)
    await expect(store.publish(wanted)).rejects.toThrow(/was not written/)
    expect(await store.current()).toBeNull()
  })

  it.each([
    ['another format', (text: string) => text.replace(`"format": ${INDEX_FORMAT}`, '"format": 99')],
    ['no JSON', () => '{ half'],
    ['a path in place of a hash', (text: string) => text.replace(/[0-9a-f]{64}/, '../../../etc/passwd')],
    ...['whole', 'parts', 'contents', 'images'].map((list): [string, (text: string) => string] => [
      `a path among its ${list}`,
      (text) => {
        const value = JSON.parse(text) as Record<string, unknown>
        const bad = { hash: '../../../etc/passwd', bytes: 1 }
        if (list === 'contents') value[list] = { 'event/talk': bad }
        else if (list === 'images') value[list] = [bad]
        else value['search'] = { ...(value['search'] as object), [list]: [bad] }
        return JSON.stringify(value)
      },
    ]),
    ['a size below nothing', (text: string) => text.replace(/"bytes": \d+/, '"bytes": -1')],
  ])('of %s are refused, and the message says what to do', async (_what, spoil) => {
    const folder = temporaryFolder()
    const store = openStore(folder)
    await store.publish(await generation(store, 'one'))
    const file = path.join(folder, 'generations/000001.json')
    writeFileSync(file, spoil(readFileSync(file, 'utf8')))
    await expect(store.current()).rejects.toThrow(IndexUnusable)
    await expect(store.current()).rejects.toThrow(/lectern ingest/)
  })

  it('that are missing while "current" names them are refused', async () => {
    const folder = temporaryFolder()
    const store = openStore(folder)
    await store.publish(await generation(store, 'one'))
    rmSync(path.join(folder, 'generations/000001.json'))
    await expect(store.current()).rejects.toThrow(IndexUnusable)
  })

  it.each<[string, (folder: string) => void]>([
    [
      'holds no number',
      (folder) => {
        writeFileSync(path.join(folder, 'current'), 'seven')
      },
    ],
    [
      'is empty',
      (folder) => {
        writeFileSync(path.join(folder, 'current'), '')
      },
    ],
    [
      'is a folder',
      (folder) => {
        rmSync(path.join(folder, 'current'))
        mkdirSync(path.join(folder, 'current/x'), { recursive: true })
      },
    ],
  ])(
    'are not found where "current" %s: the message names it, and publishing mends it',
    async (_what, spoil) => {
      const folder = temporaryFolder()
      const store = openStore(folder)
      const one = await generation(store, 'one')
      await store.publish(one)
      spoil(folder)
      for (const ask of [() => store.current(), () => store.stamp()]) {
        await expect(ask()).rejects.toThrow(IndexUnusable)
        await expect(ask()).rejects.toThrow(`${path.join(folder, 'current')} does not hold a number`)
      }
      await expect(store.current()).rejects.toThrow(/lectern ingest/)
      await store.publish(one)
      expect((await store.current())?.generation).toEqual(one)
      await store.collect({ keepPrevious: false })
      expect(readdirSync(path.join(folder, 'generations'))).toHaveLength(1)
    },
  )

  it('leave nothing behind but themselves and, when asked, the one before', async () => {
    const folder = temporaryFolder()
    const store = openStore(folder)
    for (const text of ['one', 'two', 'three']) await store.publish(await generation(store, text))
    await store.collect({ keepPrevious: true })
    expect(readdirSync(path.join(folder, 'generations'))).toEqual(['000002.json', '000003.json'])
    await store.collect({ keepPrevious: false })
    expect(readdirSync(path.join(folder, 'generations'))).toEqual(['000003.json'])
    expect(readdirSync(path.join(folder, 'objects'))).toHaveLength(1)
    expect((await store.current())?.number).toBe(3)
  })
})

describe('objects', () => {
  it('are checked against their name when read', async () => {
    const store = openStore(temporaryFolder())
    const ref = await store.objects.put(Buffer.from('some words'))
    expect(String(await store.objects.read(ref))).toBe('some words')
    writeFileSync(store.objects.pathOf(ref.hash), 'some wordz')
    await expect(store.objects.read(ref)).rejects.toThrow(/damaged/)
  })

  it('that were damaged without changing their size are written again', async () => {
    const store = openStore(temporaryFolder())
    const ref = await store.objects.put(Buffer.from('some words'))
    writeFileSync(store.objects.pathOf(ref.hash), 'some wordz')
    await store.objects.put(Buffer.from('some words'))
    expect(String(await store.objects.read(ref))).toBe('some words')
  })

  it('name themselves and the way out when they are gone', async () => {
    const store = openStore(temporaryFolder())
    const ref = await store.objects.put(Buffer.from('some words'))
    rmSync(store.objects.pathOf(ref.hash))
    await expect(store.objects.read(ref)).rejects.toThrow(IndexUnusable)
    await expect(store.objects.read(ref)).rejects.toThrow(/missing.*lectern ingest/)
  })

  it('put up with files that are not theirs, and leave them', async () => {
    const folder = temporaryFolder()
    const store = openStore(folder)
    const kept = await store.objects.put(Buffer.from('kept'))
    const gone = await store.objects.put(Buffer.from('gone'))
    const prefix = path.dirname(store.objects.pathOf(gone.hash))
    const foreign = [
      path.join(folder, 'objects/README.txt'),
      path.join(prefix, 'Thumbs.db'),
      path.join(folder, 'objects/zz/x'),
    ]
    mkdirSync(path.join(folder, 'objects/zz'))
    for (const file of foreign) writeFileSync(file, 'x')
    await store.objects.collect(new Set([kept.hash]))
    expect(existsSync(store.objects.pathOf(gone.hash))).toBe(false)
    expect(foreign.filter((file) => !existsSync(file))).toEqual([])
    expect(String(await store.objects.read(kept))).toBe('kept')
  })

  it('take their place from a folder or a file that stands there', async () => {
    const store = openStore(temporaryFolder())
    const ref = await store.objects.put(Buffer.from('some words'))
    const file = store.objects.pathOf(ref.hash)
    rmSync(file)
    mkdirSync(path.join(file, 'inner'), { recursive: true })
    await store.objects.put(Buffer.from('some words'))
    expect(String(await store.objects.read(ref))).toBe('some words')
    rmSync(path.dirname(file), { recursive: true })
    writeFileSync(path.dirname(file), 'a file')
    await store.objects.put(Buffer.from('some words'))
    expect(String(await store.objects.read(ref))).toBe('some words')
  })

  it('have names that cannot be paths', () => {
    expect(() => openStore('x').objects.pathOf('../../../etc/passwd')).toThrow(/not an object name/)
  })
})
