import { readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

import type { Generation } from '../../src/store/generation.js'
import { openStore } from '../../src/store/generations.js'
import type { ObjectRef } from '../../src/store/objects.js'
import { tracesBelow, writeFiles } from '../folders.js'
import { SMALL_EVENT } from './event.js'
import { hits, place, run, type Place } from './place.js'

const TALK = 'harbour-days/tides'
const TRANSCRIPT = `${TALK}/transcript.en.vtt`

async function generationOf({ indexDir }: Place): Promise<Generation> {
  const stored = await openStore(indexDir).current()
  if (!stored) throw new Error('nothing was published')
  return stored.generation
}

describe('a talk that has not changed', () => {
  it('is not read again when its files were only touched', async () => {
    const where = place()
    await run(where)
    utimesSync(path.join(where.mediaDir, TRANSCRIPT), 1e9, 1e9)
    const { summary } = await run(where)
    expect(summary).toMatchObject({ changed: false, filesRead: 0, filesCached: 2, cues: 4, transcripts: 2 })
  })

  it('is counted and named as when it was read', async () => {
    const where = place({
      ...SMALL_EVENT,
      [`${TALK}/slower.srt`]: '1\n00:00:01,000 --> 00:00:02,000\nOnce more\n\nno cue --> at all\nlost\n',
    })
    const first = await run(where)
    const second = await run(where)
    const { took, ...counts } = first.summary
    expect(took).toBeGreaterThan(0)
    expect(second.summary).toMatchObject({ ...counts, changed: false, filesRead: 0, filesCached: 3 })
    expect(second.problems).toEqual(first.problems)
    expect(second.problems.some(({ path }) => path.endsWith('slower.srt'))).toBe(true)
  })

  it('follows what the manifest now says of it', async () => {
    const where = place()
    await run(where)
    const manifest = SMALL_EVENT['harbour-days/event.yaml'] ?? ''
    writeFiles(where.mediaDir, { 'harbour-days/event.yaml': manifest.replace('Reading the', 'Watching the') })
    const { summary } = await run(where)
    expect(summary).toMatchObject({ changed: true, filesRead: 0 })
    expect(await hits(where, 'watching')).not.toEqual([])
    expect(await hits(where, 'reading')).toEqual([])
  })

  it('follows the language that the archive now has', async () => {
    const where = place()
    await run(where)
    expect(await hits(where, 'lang:de ladder')).toEqual([])
    writeFiles(where.mediaDir, { 'archive.yaml': 'title: Hafen\ninLanguage: de\n' })
    const { summary } = await run(where)
    expect(summary).toMatchObject({ changed: true, filesRead: 0 })
    expect(await hits(where, 'lang:de ladder')).not.toEqual([])
  })

  it('moves with its offset', async () => {
    const where = place()
    await run(where)
    const manifest = SMALL_EVENT['harbour-days/event.yaml'] ?? ''
    const media = '    media: [{ role: transcript, path: transcript.en.vtt, offset: 60 }]\n'
    writeFiles(where.mediaDir, { 'harbour-days/event.yaml': manifest + media })
    await run(where)
    expect((await hits(where, 'zanzibar'))[0]).toMatch(/\?t=6[4-8]/)
  })
})

describe('what an unchanged talk has in the index is made again', () => {
  const damaged: [string, (file: string) => void][] = [
    [
      'gone',
      (file) => {
        rmSync(file)
      },
    ],
    [
      'cut short',
      (file) => {
        writeFileSync(file, readFileSync(file).subarray(0, 5))
      },
    ],
    [
      'other bytes of the same size',
      (file) => {
        writeFileSync(file, readFileSync(file).fill(7, 2, 8))
      },
    ],
  ]
  const parts: [string, (generation: Generation) => ObjectRef | undefined][] = [
    ['its words', ({ contents }) => contents[TALK]],
    ['a segment', ({ search }) => search.whole[0]],
    ['its passages', ({ search }) => search.parts.at(-1)],
    ['the catalogue', ({ catalogue }) => catalogue],
  ]
  const cases = parts.flatMap(([what, refOf]) =>
    damaged.map(([how, damage]) => ({ what, how, refOf, damage })),
  )

  it.each(cases)('$what, $how', async ({ refOf, damage }) => {
    const where = place()
    await run(where)
    const generation = await generationOf(where)
    const { objects } = openStore(where.indexDir)
    const ref = refOf(generation)
    if (!ref) throw new Error('the generation does not name it')
    damage(objects.pathOf(ref.hash))
    await expect(objects.read(ref)).rejects.toThrow(/lectern ingest/)
    const { summary } = await run(where)
    expect(summary).toMatchObject({ changed: false, filesRead: 0 })
    expect((await objects.read(ref)).length).toBe(ref.bytes)
    expect(await hits(where, 'zanzibar')).not.toEqual([])
    const before = tracesBelow(where.indexDir)
    await run(where)
    expect(tracesBelow(where.indexDir)).toEqual(before)
  })
})

describe('what was read of a file, kept in the cache', () => {
  const entriesOf = ({ indexDir }: Place): string[] =>
    readdirSync(path.join(indexDir, 'cache'))
      .filter((name) => /^[0-9a-f]{64}\.json$/.test(name))
      .map((name) => path.join(indexDir, 'cache', name))

  it('is read again when it is gone, though its talk is known', async () => {
    const where = place()
    await run(where)
    const entries = entriesOf(where)
    for (const entry of entries) rmSync(entry)
    expect((await run(where)).summary).toMatchObject({ changed: false, filesRead: 2 })
    expect(entriesOf(where)).toEqual(entries)
    expect((await run(where)).summary).toMatchObject({ changed: false, filesRead: 0 })
  })

  it('is not asked for while its talk is known, and not believed when it was changed', async () => {
    const where = place()
    await run(where)
    for (const entry of entriesOf(where))
      writeFileSync(entry, readFileSync(entry, 'utf8').replaceAll('zanzibar', 'atlantis'))
    expect((await run(where)).summary).toMatchObject({ changed: false, filesRead: 0 })
    const manifest = SMALL_EVENT['harbour-days/event.yaml'] ?? ''
    const media = '    media: [{ role: transcript, path: transcript.en.vtt, offset: 60 }]\n'
    writeFiles(where.mediaDir, { 'harbour-days/event.yaml': manifest + media })
    await run(where)
    expect(await hits(where, 'zanzibar')).not.toEqual([])
    expect(await hits(where, 'atlantis')).toEqual([])
  })
})

describe('what is remembered of talks is not believed', () => {
  it.each([
    ['when it was changed', (text: string) => text.replace('"cues":2', '"cues":9')],
    ['when it is cut short', (text: string) => text.slice(0, 100)],
    ['when it is empty', () => ''],
    ['when it holds something else', () => '[]'],
  ])('%s', async (_what, spoil) => {
    const where = place()
    const first = await run(where)
    const file = path.join(where.indexDir, 'cache/talks.json')
    const good = readFileSync(file, 'utf8')
    expect(spoil(good)).not.toBe(good)
    writeFileSync(file, spoil(good))
    const { summary } = await run(where)
    expect(summary).toMatchObject({ changed: false, cues: first.summary.cues, filesRead: 0, filesCached: 2 })
    expect(readFileSync(file, 'utf8')).toBe(good)
  })

  it('of a talk that is gone, and nothing of it is kept', async () => {
    const where = place()
    await run(where)
    rmSync(path.join(where.mediaDir, 'harbour-days/pilots'), { recursive: true })
    await run(where)
    const kept = readdirSync(path.join(where.indexDir, 'cache')).map((name) =>
      readFileSync(path.join(where.indexDir, 'cache', name), 'utf8'),
    )
    expect(kept.filter((text) => /pilot/i.test(text))).toEqual([])
  })
})
