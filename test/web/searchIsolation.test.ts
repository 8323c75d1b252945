import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeArchive } from '../../scripts/bench/pagesArchive.js'
import { ingest } from '../../src/ingest/ingest.js'
import { openStore } from '../../src/store/generations.js'
import { createApp } from '../../src/web/app.js'
import { openLiveArchive, type LiveArchive } from '../../src/web/liveArchive.js'
import { createSearchThread } from '../../src/web/search/searchThread.js'

const STUCK_AFTER = 400
const THREAD = path.resolve(import.meta.dirname, '../../dist/src/web/search/thread.js')

/** The search thread as it was built, with faults: a query says which. They come before its answer, which takes a turn. */
const FAULTY_THREAD = `
import { parentPort } from 'node:worker_threads'
import ${JSON.stringify(pathToFileURL(THREAD).href)}
parentPort.on('message', ({ question }) => {
  if (question?.request.q === 'fault:ends') process.exit(1)
  if (question?.request.q === 'fault:throws') throw new Error('out of memory, say')
  if (question?.request.q === 'fault:hangs') for (;;);
})
`
let folder = ''
let indexDir = ''
let archive: LiveArchive
let server: Server
let url = ''

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lectern-isolation-'))
  const mediaDir = path.join(folder, 'media')
  indexDir = path.join(folder, 'index')
  await writeArchive(mediaDir, { talks: 5, words: 200 })
  await ingest({ mediaDir, indexDir })
  const script = path.join(folder, 'faultyThread.mjs')
  await writeFile(script, FAULTY_THREAD)
  const thread = createSearchThread(indexDir, '', { stuckAfter: STUCK_AFTER, script })
  archive = openLiveArchive(indexDir, '', undefined, thread)
  await archive.refresh()
  const app = createApp({ source: archive, mediaRoot: null, basePath: '', version: '0.0.0' })
  server = await new Promise((resolve) => {
    const starting = app.listen(0, '127.0.0.1', () => {
      resolve(starting)
    })
  })
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  archive.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await rm(folder, { recursive: true, force: true })
})

const statusOf = async (address: string): Promise<number> => (await fetch(url + address)).status

describe.each(['ends', 'throws', 'hangs'])('a search thread that %s', (fault) => {
  it('gives whole answers to several visitors at once, as pages and as documents with one tag', async () => {
    const api = `${url}/api/v1/search?q=latency`
    const answers = await Promise.all(
      [api, api, `${url}/search?q=latency`, `${url}/search?q=latency`].map((at) => fetch(at)),
    )
    const [one, other, ...pages] = await Promise.all(answers.map((answer) => answer.text()))
    const { momentTotal, tookMs } = JSON.parse(one ?? '') as { momentTotal: number; tookMs: number }
    expect([momentTotal > 0, tookMs >= 0, JSON.parse(other ?? '')]).toEqual([
      ...[true, true],
      expect.objectContaining({ momentTotal }),
    ])
    for (const page of pages) expect(page).toContain(`<b>${momentTotal} moments</b>`)
    const tags = answers.slice(0, 2).map(({ headers }) => headers.get('etag'))
    expect(tags).toEqual([expect.stringMatching(/^W\//), tags[0]])
    const head = await fetch(api, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8'])
  })

  it('takes no page with it: search says when to come again, and answers then', async () => {
    await expect.poll(() => statusOf('/api/v1/search?q=latency'), { timeout: 10_000 }).toBe(200)
    const lost = fetch(`${url}/api/v1/search?q=fault:${fault}`)
    const waiting = fetch(`${url}/search?q=latency`)
    for (const address of ['/', '/events', '/talks', '/healthz', '/api/v1/events'])
      expect([address, await statusOf(address)]).toEqual([address, 200])
    const call = await lost
    expect([call.status, call.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await call.json()).toMatchObject({
      error: { status: 503, message: expect.stringMatching(/again/) as unknown },
    })
    const page = await waiting
    expect([200, 503]).toContain(page.status)
    if (page.status === 503) expect(await page.text()).toContain('Search is being started again')
    expect(await statusOf('/')).toBe(200)
    for (const address of [
      '/api/v1/search?q=latency',
      '/api/v1/suggest?q=lat',
      '/search.csv?q=latency',
      '/search?q=latency',
    ])
      await expect.poll(() => statusOf(address), { timeout: 10_000 }).toBe(200)
    const { total } = (await (await fetch(`${url}/api/v1/search?q=latency`)).json()) as { total: number }
    expect(total).toBeGreaterThan(0)
  })
})

describe('a search thread that is started anew', () => {
  it('finds the large files in memory, whatever became of them on the disk', async () => {
    const store = openStore(indexDir)
    const { whole } = (await store.current())?.generation.search ?? { whole: [] }
    expect(whole.length).toBeGreaterThan(0)
    await without(
      whole.map(({ hash }) => store.objects.pathOf(hash)),
      async () => {
        expect(await statusOf('/api/v1/search?q=fault:ends')).toBe(503)
        await expect.poll(() => statusOf('/api/v1/search?q=latency'), { timeout: 10_000 }).toBe(200)
      },
    )
  })

  it('says that the index is lost when it cannot be opened again', async () => {
    const store = openStore(indexDir)
    const { main } = (await store.current())?.generation.search ?? { main: { hash: '' } }
    await without([store.objects.pathOf(main.hash)], async () => {
      expect(await statusOf('/api/v1/search?q=fault:ends')).toBe(503)
      await expect
        .poll(async () => await (await fetch(`${url}/api/v1/search?q=latency`)).text(), { timeout: 10_000 })
        .toMatch(/gone or damaged/)
      expect(await statusOf('/api/v1/search?q=latency')).toBe(503)
      expect(await statusOf('/events')).toBe(200)
    })
  })
})

/** Does something while files are away. */
async function without(files: readonly string[], act: () => Promise<void>): Promise<void> {
  for (const file of files) await rename(file, `${file}.away`)
  try {
    await act()
  } finally {
    for (const file of files) await rename(`${file}.away`, file)
  }
}
