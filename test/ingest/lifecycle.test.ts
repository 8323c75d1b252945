import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

import { createAddresses } from '../../src/archive/addresses.js'
import { filesBelow, temporaryFolder, tracesBelow, writeFiles } from '../folders.js'
import { SMALL_EVENT } from './event.js'
import { hits, holding, place, run, type Place } from './place.js'

describe('an ingest', () => {
  it('makes what an organizer laid out findable, to the second', async () => {
    const where = place()
    const { summary, problems } = await run(where)
    expect(summary).toMatchObject({ generation: 1, events: 1, talks: 2, transcripts: 2, cues: 4, errors: 0 })
    expect(problems.map((problem) => problem.code)).toEqual(['talk-undeclared'])
    expect((await hits(where, '"water and the zanzibar"'))[0]).toMatch(/^\/events\/harbour-days\/tides\?t=3/)
    expect((await hits(where, 'ladder'))[0]).toMatch(/^\/events\/harbour-days\/pilots\?t=3/)
    expect(createAddresses('').talk('harbour-days/tides')).toBe('/events/harbour-days/tides')
  })

  it('writes nothing when nothing changed', async () => {
    const where = place()
    await run(where)
    const before = tracesBelow(where.indexDir)
    const { summary } = await run(where)
    expect(summary).toMatchObject({ changed: false, generation: 1, filesRead: 0 })
    expect(tracesBelow(where.indexDir)).toEqual(before)
  })

  it('reads one file after one cue was edited, and forgets the old words', async () => {
    const where = place()
    await run(where)
    const transcript =
      SMALL_EVENT['harbour-days/tides/transcript.en.vtt']?.replace('zanzibar', 'lisbon') ?? ''
    writeFileSync(path.join(where.mediaDir, 'harbour-days/tides/transcript.en.vtt'), transcript)
    const { summary } = await run(where)
    expect(summary).toMatchObject({ changed: true, generation: 2, filesRead: 1 })
    expect(await hits(where, 'zanzibar')).toEqual([])
    expect(await hits(where, '"the lisbon harbour"')).toHaveLength(1)
  })

  it('forgets a talk whose folder is gone', async () => {
    const where = place()
    await run(where)
    rmSync(path.join(where.mediaDir, 'harbour-days/pilots'), { recursive: true })
    await run(where)
    expect(await hits(where, 'ladder')).toEqual([])
  })

  it.each(['recordingOptOut: true', 'status: withdrawn'])(
    'purges a talk with %s from index, cache and old generations',
    async (wish) => {
      const where = place()
      await run(where)
      const manifest = SMALL_EVENT['harbour-days/event.yaml'] ?? ''
      writeFileSync(
        path.join(where.mediaDir, 'harbour-days/event.yaml'),
        manifest.replace('    name: Reading', `    ${wish}\n    name: Reading`),
      )
      await run(where)
      expect(await hits(where, 'zanzibar')).toEqual([])
      expect(holding(where, 'zanzibar')).toEqual([])
      expect(await hits(where, 'tides')).not.toEqual([])
    },
  )

  it('withholds an event whose manifest speaks of opting out but cannot be read', async () => {
    const where = place()
    await run(where)
    const manifest = (SMALL_EVENT['harbour-days/event.yaml'] ?? '').replace(
      '    name: Reading',
      '    recordingOptOut: [\n    name: Reading',
    )
    writeFileSync(path.join(where.mediaDir, 'harbour-days/event.yaml'), manifest)
    const { problems } = await run(where)
    expect(problems.map((problem) => problem.code)).toContain('event-withheld')
    expect(await hits(where, 'zanzibar')).toEqual([])
    expect(holding(where, 'zanzibar')).toEqual([])
  })

  it('goes on past a file that cannot be read, and names it', async () => {
    const where = place({
      ...SMALL_EVENT,
      'harbour-days/tides/slides.pdf': 'this is no PDF',
      'harbour-days/tides/video.mp4': 'nor is this a video',
      'harbour-days/locks/transcript.vtt':
        'WEBVTT\n\n00:05.000 --> 00:06.000\nThe gate opens.\n\nnot a cue at all --> either\nlost\n',
      'second-event/event.yaml': 'name: [unclosed',
    })
    const { summary, problems } = await run(where)
    const named = new Set(
      problems.filter((problem) => problem.severity !== 'info').map((problem) => problem.path),
    )
    expect([...named]).toEqual(
      expect.arrayContaining([
        'harbour-days/locks/transcript.vtt',
        'harbour-days/tides/slides.pdf',
        'harbour-days/tides/video.mp4',
        'second-event/event.yaml',
      ]),
    )
    expect(summary.errors).toBeGreaterThan(2)
    expect(await hits(where, 'gate')).toHaveLength(1)
    expect(await hits(where, 'zanzibar')).toHaveLength(1)
  })

  it('gives the same bytes for the same input after --compact', async () => {
    const [one, two] = [place(), place()]
    await run(one)
    writeFileSync(
      path.join(one.mediaDir, 'harbour-days/tides/extra.srt'),
      '1\n00:00:01,000 --> 00:00:02,000\nfor now\n',
    )
    await run(one)
    rmSync(path.join(one.mediaDir, 'harbour-days/tides/extra.srt'))
    await run(one, { compact: true })
    await run(two, { compact: true })
    const served = ({ indexDir }: Place): [string, string][] =>
      [...filesBelow(indexDir)].filter(([name]) => !name.startsWith('cache'))
    expect(served(one)).toEqual(served(two))
  })

  it('keeps one generation back and collects the rest', async () => {
    const where = place()
    for (const word of ['one', 'two', 'three', 'four']) {
      writeFiles(where.mediaDir, {
        'harbour-days/pilots/notes.txt': word,
        'harbour-days/pilots/transcript.srt': `1\n00:00:01,000 --> 00:00:02,000\nnumber ${word}\n`,
      })
      await run(where)
    }
    expect(readdirSync(path.join(where.indexDir, 'generations'))).toEqual(['000003.json', '000004.json'])
    const all = [...filesBelow(where.indexDir).values()].join('\n')
    expect(all).toContain('number three')
    expect(all).not.toContain('number two')
  })

  it('makes an archive of folders and files alone', async () => {
    const where = place({
      'My Meetup 2023/First_talk/captions.pt-BR.srt': '1\n00:00:01,000 --> 00:00:02,000\nbom dia\n',
    })
    const { summary, problems } = await run(where)
    expect(summary).toMatchObject({ events: 1, talks: 1, cues: 1, errors: 0 })
    expect(problems.map((problem) => [problem.code, problem.severity])).toEqual([
      ['id-slugged', 'info'],
      ['id-slugged', 'info'],
    ])
    expect(await hits(where, 'lang:pt-BR bom')).toEqual([
      expect.stringMatching('^/events/my-meetup-2023/first-talk'),
    ])
  })

  it('refuses a media folder that is not there', async () => {
    const root = temporaryFolder()
    await expect(
      run({ mediaDir: path.join(root, 'none'), indexDir: path.join(root, 'index') }),
    ).rejects.toThrow(/no media folder/)
  })
})
