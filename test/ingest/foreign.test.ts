import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

import { WrongSetting } from '../../src/settings.js'
import { lockIndex } from '../../src/store/lock.js'
import { openStore } from '../../src/store/generations.js'
import { filesBelow, tracesBelow, writeFiles } from '../folders.js'
import { makePdf, slide } from '../readers/pdfFixtures.js'
import { SMALL_EVENT } from './event.js'
import { hits, place, run, type Place } from './place.js'

const cacheOf = ({ indexDir }: Place): string => path.join(indexDir, 'cache')
const entriesOf = (where: Place): string[] =>
  readdirSync(cacheOf(where)).filter((name) => /^[0-9a-f]{64}\.json$/.test(name))

describe('files that do not belong into the index', () => {
  it('stop no ingest, and those that were never ours stay', async () => {
    const where = place()
    await run(where)
    const foreign = {
      'cache/.DS_Store': 'x',
      'cache/notes/why.txt': 'x',
      'objects/.DS_Store': 'x',
      'objects/README.md': 'x',
      'generations/.DS_Store': 'x',
    }
    writeFiles(where.indexDir, foreign)
    writeFiles(where.mediaDir, { 'harbour-days/locks/a.srt': '1\n00:00:01,000 --> 00:00:02,000\nnew\n' })
    const { summary } = await run(where)
    expect(summary).toMatchObject({ changed: true, errors: 0 })
    for (const name of Object.keys(foreign))
      expect(existsSync(path.join(where.indexDir, name)), name).toBe(true)
  })

  it.each<[string, (entry: string) => void]>([
    [
      'cut short',
      (entry) => {
        writeFileSync(entry, readFileSync(entry).subarray(0, 90))
      },
    ],
    [
      'of another shape',
      (entry) => {
        writeFileSync(entry, '{"value":{"cues":5},"problems":[]}')
      },
    ],
    [
      'a number',
      (entry) => {
        writeFileSync(entry, '7')
      },
    ],
    [
      'empty',
      (entry) => {
        writeFileSync(entry, '')
      },
    ],
    [
      'with other words',
      (entry) => {
        writeFileSync(entry, readFileSync(entry, 'utf8').replaceAll('the ', 'thy '))
      },
    ],
    [
      'a folder',
      (entry) => {
        rmSync(entry)
        mkdirSync(path.join(entry, 'x'), { recursive: true })
      },
    ],
  ])('nor is a cache entry believed that is %s', async (_what, spoil) => {
    const where = place()
    await run(where)
    for (const name of entriesOf(where)) spoil(path.join(cacheOf(where), name))
    // What is known of a talk as a whole needs no entry.
    rmSync(path.join(cacheOf(where), 'talks.json'))
    const { summary } = await run(where)
    expect(summary).toMatchObject({ changed: false, errors: 0, filesRead: 2 })
    expect(await hits(where, 'zanzibar')).not.toEqual([])
    expect((await run(where)).summary.filesRead).toBe(0)
  })

  it('nor does a folder in place of what is known of files', async () => {
    const where = place()
    await run(where)
    const known = path.join(cacheOf(where), 'hashes.json')
    rmSync(known)
    mkdirSync(known)
    expect((await run(where)).summary.errors).toBe(0)
  })
})

it('--compact believes neither cache nor known hashes', async () => {
  const where = place()
  await run(where)
  const hashes = path.join(cacheOf(where), 'hashes.json')
  const lie = readFileSync(hashes, 'utf8').replaceAll(/"[0-9a-f]{64}"/g, `"${'0'.repeat(64)}"`)
  writeFileSync(hashes, lie)
  const { summary } = await run(where, { compact: true })
  expect(summary).toMatchObject({ filesRead: 2, filesCached: 0, errors: 0 })
  expect(readFileSync(hashes, 'utf8')).not.toContain('0'.repeat(64))
  expect(await hits(where, 'zanzibar')).not.toEqual([])
})

it('an index whose generation is damaged is made anew', async () => {
  const where = place()
  await run(where)
  for (const spoilt of ['{ half', '{"format":1}', '']) {
    const [last = ''] = readdirSync(path.join(where.indexDir, 'generations')).sort().reverse()
    writeFileSync(path.join(where.indexDir, 'generations', last), spoilt)
    await expect(hits(where, 'zanzibar')).rejects.toThrow(/lectern ingest/)
    expect((await run(where)).summary.errors).toBe(0)
    expect(await hits(where, 'zanzibar')).not.toEqual([])
  }
})

it('an object whose bytes were changed under it is named, and mended by the next ingest', async () => {
  const where = place()
  await run(where)
  const store = openStore(where.indexDir)
  const hash = (await store.current())?.generation.search.main.hash ?? ''
  const file = store.objects.pathOf(hash)
  writeFileSync(file, Buffer.from(readFileSync(file)).fill(7, 10, 20))
  await expect(hits(where, 'zanzibar')).rejects.toThrow(/is damaged.*lectern ingest/)
  await run(where)
  expect(await hits(where, 'zanzibar')).not.toEqual([])
})

describe('pictures of a deck', () => {
  const deckOf = (...titles: string[]): Promise<Buffer> =>
    makePdf(titles.map((title, i) => slide(i + 1, title, `about ${title}`)))
  const imagesOf = async ({ indexDir }: Place): Promise<(string | undefined)[]> => {
    const store = openStore(indexDir)
    const contents = (await store.current())?.generation.contents ?? {}
    const ref = contents['e/t']
    const talk = ref
      ? (JSON.parse(String(await store.objects.read(ref))) as {
          deck: { slides: { image?: { object: string } }[] }
        })
      : null
    return talk?.deck.slides.map(({ image }) => image?.object) ?? []
  }

  it('are drawn again when their bytes were damaged without changing their size', async () => {
    const where = place({ 'e/t/slides.pdf': await deckOf('Locks', 'Weirs') })
    await run(where)
    const [image = ''] = await imagesOf(where)
    const file = openStore(where.indexDir).objects.pathOf(image)
    const good = readFileSync(file)
    writeFileSync(file, Buffer.from(good).fill(0, 100, 200))
    await run(where)
    expect(readFileSync(file).equals(good)).toBe(true)
    const before = tracesBelow(where.indexDir)
    expect((await run(where)).summary).toMatchObject({ changed: false, filesRead: 0 })
    expect(tracesBelow(where.indexDir)).toEqual(before)
  })

  it('stay on unchanged pages while an edited deck is drawn', async () => {
    const where = place({ 'e/t/slides.pdf': await deckOf('Locks', 'Weirs', 'Dams') })
    await run(where)
    const before = await imagesOf(where)
    writeFileSync(path.join(where.mediaDir, 'e/t/slides.pdf'), await deckOf('Locks', 'Canals', 'Dams'))
    const steps: Promise<(string | undefined)[]>[] = []
    await run(where, {
      onEvent: (event) => {
        if (event.type === 'published') steps.push(imagesOf(where))
      },
    })
    const [text, last] = await Promise.all(steps)
    expect(text).toEqual([before[0], undefined, before[2]])
    expect(last?.every((image) => image !== undefined)).toBe(true)
    expect(last?.[1]).not.toBe(before[1])
  })
})

describe('index and media folder', () => {
  it('may have the index inside the media folder, which is passed over', async () => {
    const { mediaDir } = place()
    for (const inside of ['index', 'harbour-days/index', '.lectern']) {
      const where = { mediaDir, indexDir: path.join(mediaDir, inside) }
      const first = await run(where)
      const { summary, problems } = await run(where)
      expect(summary).toMatchObject({ events: 1, talks: 2, changed: false })
      expect(problems).toEqual(first.problems)
      rmSync(where.indexDir, { recursive: true })
    }
  })

  it.each(['.', 'media', 'media/deeper'])('refuse media in the index: %s', async (inside) => {
    const { mediaDir } = place()
    const indexDir = path.dirname(mediaDir)
    const media = path.join(indexDir, inside)
    mkdirSync(media, { recursive: true })
    const before = filesBelow(indexDir)
    await expect(run({ mediaDir: media, indexDir })).rejects.toThrow(WrongSetting)
    symlinkSync(indexDir, `${indexDir}-link`)
    await expect(run({ mediaDir: media, indexDir: `${indexDir}-link` })).rejects.toThrow(
      /lies in the index folder/,
    )
    rmSync(`${indexDir}-link`)
    expect(filesBelow(indexDir)).toEqual(before)
  })
})

it('what a killed ingest left in the index goes with the next one', async () => {
  const where = place()
  await run(where)
  const left = [
    'tmp/lectern-slides-x/page-1.webp',
    'current.1234567',
    'generations/000009.json.99',
    `cache/${'a'.repeat(64)}.json.77`,
    'cache/talks.json.77',
  ]
  writeFiles(where.indexDir, Object.fromEntries(left.map((name) => [name, 'half'])))
  await run(where)
  expect(left.filter((name) => existsSync(path.join(where.indexDir, name)))).toEqual([])
  expect(readdirSync(where.indexDir)).not.toContain('tmp')
})

it('an ingest that waits begins when the other has ended, and says once that it waits', async () => {
  const where = place()
  const unlock = await lockIndex(where.indexDir)
  const notices: string[] = []
  let said: () => void = () => undefined
  const waiting = new Promise<void>((resolve) => (said = resolve))
  const waited = run(where, {
    wait: true,
    onEvent: (event) => {
      if (event.type !== 'notice' || !event.message.startsWith('Waiting')) return
      notices.push(event.message)
      said()
    },
  })
  await waiting
  await unlock()
  expect((await waited).summary.talks).toBe(2)
  expect(notices).toEqual([expect.stringContaining('another ingest is at work')])
})

it.skipIf(process.platform === 'win32')(
  'pipes, sockets and devices in a talk are named and never opened',
  async () => {
    const where = place(SMALL_EVENT)
    const pipe = path.join(where.mediaDir, 'harbour-days/tides/video.mp4')
    execFileSync('mkfifo', [pipe])
    symlinkSync(pipe, path.join(where.mediaDir, 'harbour-days/tides/slides.pdf'))
    execFileSync('mkfifo', [path.join(where.mediaDir, 'archive.yaml')])
    const { problems } = await run(where)
    expect(
      problems.filter(({ code }) => code === 'not-a-file').map(({ path, severity }) => [path, severity]),
    ).toEqual([
      ['archive.yaml', 'error'],
      ['harbour-days/tides/slides.pdf', 'error'],
      ['harbour-days/tides/video.mp4', 'error'],
    ])
    expect(await hits(where, 'zanzibar')).not.toEqual([])
  },
)
