import { describe, expect, it } from 'vitest'
import request from 'supertest'
import type { SearchAnswer } from '../../src/search/answer.js'
import type { MomentList } from '../../src/search/momentList.js'
import { openSite } from './site.js'

const site = await openSite()
const HEAD = 'event,talk,speakers,date,kind,start,page,language,text,url'

/** Cells of a table by RFC 4180. */
function rowsOf(csv: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain = '', end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain)
    if (end === '\r\n') rows.push([])
  }
  return rows.slice(0, -1)
}

describe('all hits as a table', () => {
  it.each([
    'q=latency',
    'q=a',
    'q=latency&in=slide&sort=date',
    'q=recall&talk=ranking-2026/recall',
    'q=reading+group',
  ])('%s has a row for every moment there is', async (query) => {
    const answer = (await site.get(`/api/v1/search?${query}`)).body as SearchAnswer
    const { text, headers, status } = await site.get(`/search.csv?${query}&limit=1&offset=3`)
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('text/csv; charset=utf-8; header=present')
    expect(headers['content-disposition']).toMatch(/^attachment; filename=".+\.csv"/)
    expect(text.startsWith(`${HEAD}\r\n`)).toBe(true)
    const rows = rowsOf(text)
    expect(answer.momentTotal).toBeGreaterThan(0)
    expect(rows).toHaveLength(answer.momentTotal + 1)
    for (const row of rows) expect(row).toHaveLength(10)
    expect(new Set(rows.slice(1).map((row) => `${row[0]}/${row[1]}`)).size).toBe(answer.total)
  })

  it('says when, where and what', async () => {
    const rows = rowsOf((await site.get('/search.csv?q=rare+query')).text)
    const spoken = rows.find((row) => row[4] === 'speech' && row[1]?.startsWith('Recall falls'))
    expect(spoken).toMatchObject({
      0: 'Ranking Reading Group',
      2: 'Ines Okafor; Jonah Brandt',
      3: '2026-05-14',
      5: expect.stringMatching(/^\d+(?:\.\d+)?$/) as unknown,
      7: 'en',
      9: expect.stringMatching(/^\/events\/ranking-2026\/recall\?t=/) as unknown,
    })
    expect(spoken?.[8]).toMatch(/rare/i)
  })

  it('has whole addresses only where PUBLIC_URL says which', async () => {
    const app = site.with({ publicUrl: 'https://talks.example.org' })
    const { text } = await request(app).get('/search.csv?q=latency')
    for (const row of rowsOf(text).slice(1))
      expect(row[9]).toMatch(/^https:\/\/talks\.example\.org\/events\//)
  })

  it('never begins a cell as a formula', async () => {
    const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx']
    const moments = formulas.map((text) => ({
      of: 'wide-2025/long',
      moment: {
        kind: 'abstract' as const,
        timing: 'none' as const,
        score: 1,
        snippet: [{ text: `${text} "x"`, hit: false }],
        url: '/x',
      },
    }))
    const list: MomentList = { total: moments.length, truncated: false, moments }
    const { snapshot, source } = site.fixture
    source.set({ ...snapshot, search: { ...snapshot.search, list: () => Promise.resolve(list) } })
    const rows = rowsOf((await site.get('/search.csv?q=x')).text).slice(1)
    source.set(snapshot)
    expect(rows.map((row) => row[8]?.slice(0, 2))).toEqual(["'=", "'+", "'-", "'@", 'x ', 'x '])
  })

  it('asks in parts, keeps no more than a few at a time, and lets go when the visitor does', async () => {
    const { snapshot, source } = site.fixture
    const asked: number[] = []
    const moment = {
      kind: 'abstract' as const,
      timing: 'none' as const,
      score: 1,
      snippet: [{ text: 'x'.repeat(500), hit: false }],
      url: '/x',
    }
    const list = ({ offset, limit }: { offset: number; limit: number }): Promise<MomentList> => {
      asked.push(offset)
      return Promise.resolve({
        total: 1_000_000,
        truncated: false,
        moments: Array.from({ length: limit }, () => ({ of: 'wide-2025/long', moment })),
      })
    }
    source.set({ ...snapshot, search: { ...snapshot.search, list } })
    const server = site.app.listen(0)
    const address = server.address()
    const url = `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}/search.csv?q=x`
    const readers = [new AbortController(), new AbortController()]
    const answers = await Promise.all(
      readers.map(({ signal }) => fetch(url, { signal, headers: { 'Accept-Encoding': 'identity' } })),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    const third = fetch(url)
    // Nobody reads: nothing more is asked for than what buffers hold.
    await expect
      .poll(
        () => {
          const before = asked.length
          return new Promise((resolve) =>
            setTimeout(() => {
              resolve(asked.length - before)
            }, 100),
          )
        },
        { timeout: 10_000 },
      )
      .toBe(0)
    expect(asked.length).toBeLessThan(1000)
    expect(await Promise.race([third.then(() => 'answered'), Promise.resolve('waiting')])).toBe('waiting')
    for (const reader of readers) reader.abort()
    expect((await third).status).toBe(200)
    source.set(snapshot)
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  it('is only its head for a search of nothing, and is linked from the page', async () => {
    expect((await site.get('/search.csv')).text).toBe(`${HEAD}\r\n`)
    const { text } = await site.get('/search?q=latency&in=slide&offset=0')
    const link = /href="(\/search\.csv[^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&')
    expect(link).toBe('/search.csv?q=latency&in=slide')
  })

  it('fails as itself before its first line', async () => {
    const { snapshot, source } = site.fixture
    source.set({
      ...snapshot,
      search: { ...snapshot.search, list: () => Promise.reject(new Error('secret path')) },
    })
    const { status, headers, text } = await site.get('/search.csv?q=x')
    source.set(snapshot)
    expect([status, headers['content-disposition']]).toEqual([500, undefined])
    expect(text).not.toContain('secret path')
  })
})
