import { once } from 'node:events'
import { readdirSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'

import type { IngestEvent } from '../../src/archive/progress.js'
import { filesBelow, writeFiles } from '../folders.js'
import { SMALL_EVENT } from '../ingest/event.js'
import { json, place, run, serving, until } from './program.js'

describe('lectern ingest', () => {
  it('ends with 0 and a summary a person can read, one line of it for what is missing', () => {
    const { status, stdout, stderr } = run(place(), 'ingest')
    expect(status).toBe(0)
    expect(stderr).toBe('')
    expect(stdout).toContain('1 event, 2 talks; 2 transcripts with 25 words')
    expect(stdout.split('\n').filter((line) => line.includes('No ffmpeg'))).toHaveLength(1)
    expect(stdout).not.toContain('\u001b')
  })

  it('ends with 1 when an input had an error, and groups problems by file', () => {
    const where = place({ ...SMALL_EVENT, 'harbour-days/tides/slides.pdf': 'not a PDF' })
    const { status, stdout } = run(where, 'ingest')
    expect(status).toBe(1)
    expect(stdout).toMatch(/^harbour-days\/tides\/slides\.pdf\n {2}error: /m)
    expect(stdout).toMatch(/1 error, 1 warning/)
  })

  it('prints events for programs with --json, the summary last', () => {
    const lines = run(place(), 'ingest', '--json').stdout.trim().split('\n')
    const events = lines.map((line) => JSON.parse(line) as IngestEvent)
    expect(events.at(-1)).toMatchObject({ type: 'done', summary: { talks: 2 } })
    expect(events.map((event) => event.type)).toContain('published')
  })

  it('ends with 3 when it cannot run, and says why', () => {
    const where = place()
    const { status, stderr } = run(where, 'ingest', '--media', 'nowhere')
    expect(status).toBe(3)
    expect(stderr).toMatch(/^lectern: there is no media folder at .*nowhere/)
  })

  it('keeps control characters of file contents off the terminal', () => {
    const where = place({ 'e/event.yaml': 'name: x\n"bad\\u001b[31mkey": 1\n' })
    expect(run(where, 'ingest').stdout).not.toContain('\u001b')
  })
})

describe('lectern check', () => {
  it('reports problems and leaves no trace', () => {
    const where = place({ ...SMALL_EVENT, 'harbour-days/tides/slides.pdf': 'not a PDF' })
    const before = filesBelow(where.folder)
    const { status, stdout } = run(where, 'check')
    expect(status).toBe(1)
    expect(stdout).toContain('harbour-days/tides/slides.pdf')
    expect(stdout).toContain('nothing was kept')
    expect(filesBelow(where.folder)).toEqual(before)
  })

  it('names a recording that does not play, and persons who may be one', () => {
    const where = place({
      ...SMALL_EVENT,
      'harbour-days/tides/video.mp4': 'no video',
      'river-days/event.yaml': 'name: River Days\npersons:\n  - { id: a-reis, name: Ana Reis }\n',
    })
    const { stdout } = run(where, 'check')
    expect(stdout).toMatch(/harbour-days\/tides\/video\.mp4\n {2}error: /)
    expect(stdout).toContain('"Ana Reis" is here with the id "a-reis" and elsewhere with the id "ana-reis"')
  })
})

describe('wrong usage ends with 2', () => {
  it.each([
    [['ingest', '--nonsense'], /unknown option '--nonsense'/],
    [['publish'], /unknown command 'publish'/],
    [['serve', '--port', 'web'], /PORT must be a number/],
    [['serve', '--base-path', '/a/../b'], /BASE_PATH must be a path/],
  ])('%j', (options, message) => {
    const { status, stderr } = run(place(), ...options)
    expect(stderr).toMatch(message)
    expect(status).toBe(2)
  })

  it.each(['--help', '--version'])('but %s is no mistake', (flag) => {
    expect(run(place(), flag).status).toBe(0)
  })
})

describe('lectern serve', () => {
  it('ends with 3 without an index, and names the command that makes one', () => {
    const { status, stderr } = run(place(), 'serve')
    expect(status).toBe(3)
    expect(stderr).toContain('lectern ingest')
  })

  it('ends with 3 on an index of another version', () => {
    const where = place()
    run(where, 'ingest')
    const generations = path.join(where.folder, 'index/generations')
    for (const name of readdirSync(generations)) writeFileSync(path.join(generations, name), '{"format": 99}')
    const { status, stderr } = run(where, 'serve')
    expect(status).toBe(3)
    expect(stderr).toMatch(/another version.*lectern ingest/)
  })

  it('ends with 3 when the port is taken, and names PORT', async () => {
    const where = place()
    run(where, 'ingest')
    const taken = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void taken.close())
    await once(taken, 'listening')
    const { port } = taken.address() as AddressInfo
    const { status, stderr } = run(where, 'serve', '--port', String(port))
    expect(status).toBe(3)
    expect(stderr).toContain(`port ${port} is taken; choose another, e.g. PORT=${port + 1}`)
  })

  it('shows a new generation without being started again, and ends well on SIGTERM', async () => {
    const where = place()
    run(where, 'ingest')
    const { child, url } = await serving(where, 'serve')
    expect(await json(`${url}healthz`)).toMatchObject({ generation: 1 })
    writeFiles(path.join(where.folder, 'media'), {
      'harbour-days/locks/transcript.srt': '1\n00:00:01,000 --> 00:00:02,000\nthe gate\n',
    })
    run(where, 'ingest')
    await until(async () => ((await json(`${url}api/v1/search?q=gate`)) as { total: number }).total || null)
    child.kill('SIGTERM')
    const [code] = (await once(child, 'exit')) as [number]
    expect(code).toBe(0)
  })
})

describe('lectern start', () => {
  it('serves at once, reads media/ beside it, and has the answer when it is done', async () => {
    const where = place({ ...SMALL_EVENT, 'harbour-days/tides/slides.pdf': 'not a PDF' })
    const { child, url, output } = await serving(where, 'start', '--base-path', '/talks')
    expect(url).toMatch(/\/talks\/$/)
    // 503 for machines while there is nothing to serve, with a page for people.
    const first = await fetch(url)
    expect([200, 503]).toContain(first.status)
    expect(first.headers.get('content-type')).toMatch(/^text\/html/)
    const answer = await until(async () => {
      const found = (await json(`${url}api/v1/search?q=zanzibar`)) as {
        results?: { moments: { url: string }[] }[]
      }
      return found.results?.[0]?.moments[0] ?? null
    })
    expect(answer.url).toMatch(/^\/talks\/events\/harbour-days\/tides\?t=/)
    await until(() => Promise.resolve(output().includes('generation 1') || null))
    expect(output()).toContain('slides.pdf')
    child.kill('SIGINT')
    expect((await once(child, 'exit'))[0]).toBe(0)
  })

  it('serves a page that says what to do when there is nothing yet', async () => {
    const where = place({})
    writeFiles(where.folder, { 'media/README.md': 'nothing yet' })
    const { url, output } = await serving(where, 'start')
    await until(() => Promise.resolve(output().includes('0 talks') || null))
    const page = await until(async () => {
      const text = await (await fetch(url)).text()
      return text.includes('media/') ? text : null
    })
    expect(page).toContain('npm start')
  })
})
