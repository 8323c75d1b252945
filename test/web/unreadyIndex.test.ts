import { appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import request from 'supertest'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ingest } from '../../src/ingest/ingest.js'
import { createApp } from '../../src/web/app.js'
import { openLiveArchive, type LiveArchive } from '../../src/web/liveArchive.js'
import { withoutPaths } from '../../src/web/withoutPaths.js'
import { writeFiles } from '../folders.js'
import { SMALL_EVENT } from '../ingest/event.js'

let folder = ''
let archive: LiveArchive
let complaints: string[] = []
const at = (name: string): string => path.join(folder, name)
const ask = (address: string): request.Test =>
  request(createApp({ source: archive, mediaRoot: at('media'), basePath: '', version: '1.0.0' })).get(address)
const read = (): Promise<unknown> => ingest({ mediaDir: at('media'), indexDir: at('index') })

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'lectern-unready-'))
  complaints = []
  writeFiles(at('media'), SMALL_EVENT)
  await read()
  archive = openLiveArchive(at('index'), '', (reason) => complaints.push(reason))
  await archive.refresh()
})
afterEach(() => {
  archive.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('an index that is deleted while it is served', () => {
  it('leaves every page up, says so once, and is followed again when it is made anew', async () => {
    rmSync(at('index'), { recursive: true })
    await expect.poll(async () => (await ask('/readyz')).status).toBe(503)
    expect((await ask('/readyz')).body).toMatchObject({
      status: 'degraded',
      generation: 1,
      problem: expect.stringContaining('lectern ingest') as string,
    })
    expect((await ask('/healthz')).status).toBe(200)
    for (const page of ['/', '/events', '/events/harbour-days', '/events/harbour-days/tides', '/search'])
      expect([page, (await ask(page)).status]).toEqual([page, 200])
    expect((await ask('/events/harbour-days/tides/slides/1.webp')).status).toBe(404)
    // Nobody could tell "no words" from "not now".
    for (const call of [
      '/search?q=tides',
      '/api/v1/talks/harbour-days/tides/transcript',
      '/events/harbour-days/tides/captions/en.vtt',
    ])
      expect([call, (await ask(call)).status]).toEqual([call, 503])
    // The operator is told why.
    expect(complaints).toEqual([
      'the index is gone or damaged (it has no generation any more). Make it anew with: lectern ingest',
    ])

    await read()
    await expect.poll(async () => (await ask('/readyz')).status).toBe(200)
    expect((await ask('/api/v1/talks/harbour-days/tides/transcript')).status).toBe(200)
    expect(complaints).toHaveLength(1)
  })
})

describe('a new generation that is damaged', () => {
  it('is not served: the one before is, and that is said once', async () => {
    writeFileSync(
      at('media/harbour-days/tides/transcript.en.vtt'),
      'WEBVTT\n\n00:01.000 --> 00:02.000\nOther words\n',
    )
    archive.close()
    await read()
    const { catalogue } = JSON.parse(await readFile(at('index/generations/000002.json'), 'utf8')) as {
      catalogue: { hash: string }
    }
    appendFileSync(at(`index/objects/${catalogue.hash.slice(0, 2)}/${catalogue.hash.slice(2)}`), 'x')
    await expect(archive.refresh()).rejects.toThrow()
    await expect(archive.refresh()).rejects.toThrow()
    expect((await ask('/healthz')).body).toMatchObject({ generation: 1 })
    const ready = await ask('/readyz')
    expect([ready.status, ready.body]).toEqual([
      200,
      { status: 'ready', generation: 1, problem: expect.any(String) as string },
    ])
    expect(ready.text).not.toContain(folder)
    expect((await ask('/events/harbour-days/tides')).text).toContain('The moon pulls')
  })

  it('is told to the operator once, by the server that follows', async () => {
    writeFileSync(at('index/current'), 'nonsense')
    await expect.poll(() => complaints.length).toBe(1)
    await archive.refresh().catch(() => undefined)
    expect(complaints).toHaveLength(1)
    expect((await ask('/events/harbour-days/tides')).status).toBe(200)
    expect(readdirSync(at('index'))).toContain('current')
  })
})

describe('a request whose generation is replaced and collected under it', () => {
  it('is answered from the present one', async () => {
    archive.close()
    for (const words of ['Second words', 'Third words']) {
      writeFileSync(
        at('media/harbour-days/tides/transcript.en.vtt'),
        `WEBVTT\n\n00:01.000 --> 00:02.000\n${words}\n`,
      )
      await read()
    }
    // The first generation's words are collected, and the archive was not told yet.
    expect(archive.current()?.generation).toBe(1)
    const { status, text } = await ask('/api/v1/talks/harbour-days/tides/transcript')
    expect([status, text]).toEqual([200, expect.stringContaining('Third words')])
    expect(archive.current()?.generation).toBe(3)
    expect(complaints).toEqual([])
  })
})

describe('text for visitors', () => {
  it.each([
    ['cannot read /srv/secret/media/a.vtt: gone', 'cannot read a.vtt: gone'],
    ["open '/var/lib/lectern/index/lock'", "open 'lock'"],
    ['C:\\Users\\me\\media is missing', 'media is missing'],
    ['delete /a/b and /c/d/ then', 'delete b and  then'],
    ['see https://example.org/a/b', 'see https://example.org/a/b'],
    ['a/b/slides.pdf', 'a/b/slides.pdf'],
    ['1/2 of media/ is read', '1/2 of media/ is read'],
  ])('%s', (text, expected) => {
    expect(withoutPaths(text)).toBe(expected)
  })
})
