import { describe, expect, it } from 'vitest'
import { FACETS, type SearchAnswer } from '../../src/search/answer.js'
import { openSite } from './site.js'

const site = await openSite()
const ask = async (query: string): Promise<SearchAnswer> =>
  (await site.get(`/api/v1/search?${query}`)).body as SearchAnswer
const QUERIES = [
  'q=a',
  'q=latency',
  'q=recall+query',
  'q=%22the+query%22',
  'q=latency+-recall',
  'q=in%3Aspeech+the',
]

describe.each(['relevance', 'date'])('by %s', (sort) => {
  it.each(QUERIES)('every result of %s is on exactly one page', async (query) => {
    const whole = await ask(`${query}&sort=${sort}&limit=50`)
    const paged: string[] = []
    for (let offset = 0; offset < whole.total; offset += 2) {
      const { results, total } = await ask(`${query}&sort=${sort}&limit=2&offset=${offset}`)
      expect(total).toBe(whole.total)
      paged.push(...results.map(({ talk, event }) => talk?.id ?? event?.id ?? ''))
    }
    expect(whole.total).toBeGreaterThan(0)
    expect(paged).toEqual(whole.results.map(({ talk, event }) => talk?.id ?? event?.id))
    expect(new Set(paged).size).toBe(whole.total)
  })

  it.each(QUERIES)('every moment of %s is on exactly one page of its own talk or event', async (query) => {
    const whole = await ask(`${query}&limit=50`)
    let all = 0
    for (const { talk, event, momentTotal } of whole.results) {
      const id = talk?.id ?? event?.id ?? ''
      const seen: string[] = []
      for (let offset = 0; offset < momentTotal; offset += 3) {
        const { results, momentTotal: total } = await ask(
          `${query}&talk=${id}&sort=${sort}&limit=3&offset=${offset}`,
        )
        expect(total).toBe(momentTotal)
        seen.push(
          ...(results[0]?.moments ?? []).map((moment) =>
            JSON.stringify([moment.url, moment.kind, moment.snippet]),
          ),
        )
      }
      expect([id, new Set(seen).size]).toEqual([id, momentTotal])
      all += seen.length
    }
    expect(all).toBe(whole.momentTotal)
  })
})

describe('the counts of facets', () => {
  it.each(QUERIES)('of %s are what is left when they are chosen', async (query) => {
    const { facets } = await ask(query)
    // Values of one facet are alternatives: to choose another widens what the query itself has chosen.
    for (const facet of FACETS.filter((each) => !query.includes(encodeURIComponent(`${each}:`)))) {
      for (const { value, count } of facets[facet]) {
        const { momentTotal } = await ask(`${query}&${new URLSearchParams({ [facet]: value }).toString()}`)
        expect([facet, value, momentTotal]).toEqual([facet, value, count])
      }
    }
  })
})

describe('links of the page', () => {
  const linksIn = (text: string): string[] =>
    [...text.matchAll(/href="(\/search\?[^"]*)"/g)].map((match) => (match[1] ?? '').replaceAll('&amp;', '&'))

  it('carry the whole state: query, filters, order and size', async () => {
    const { text } = await site.get('/search?q=the&in=speech&has=transcript&sort=date&limit=2')
    const next = linksIn(text).find((link) => link.includes('offset=2'))
    expect(next).toBe('/search?q=the&in=speech&has=transcript&sort=date&limit=2&offset=2')
    expect(text).toContain('<input type="hidden" name="sort" value="date">')
    expect(text).toContain('<input type="hidden" name="limit" value="2">')
    const all = await site.get(next ?? '')
    expect(all.text).toContain('rel="prev"')
  })

  it('lead from a result to all its moments, in the order of the talk where that is wanted, and back', async () => {
    const { text } = await site.get('/search?q=the')
    const all = linksIn(text).find((link) => link.includes('talk=ranking-2026%2Frecall'))
    expect(all).toBeDefined()
    const one = await site.get(all ?? '')
    expect(one.text).toContain('Only in')
    expect(one.text).toContain('by place in the talk')
    expect(linksIn(one.text)).toContain('/search?q=the')
  })

  it('lead back to the first page from one that is not there', async () => {
    const { status, text } = await site.get('/search?q=latency&offset=500')
    expect(status).toBe(200)
    expect(text).toContain('There are not so many pages.')
    expect(linksIn(text)).toContain('/search?q=latency')
  })
})

describe('a typo', () => {
  it('is forgiven and said so, and what was typed can be searched exactly', async () => {
    const { text } = await site.get('/search?q=latancy')
    expect(text).toMatch(/Showing results for <strong[^>]*>latency<\/strong>/)
    expect(text).toContain('href="/search?q=latancy&amp;exact=1"')
    expect(text).toContain('?q=latency')
    const exact = await site.get('/search?q=latancy&exact=1')
    expect(exact.text).toContain('Nothing was said or shown about')
    expect(exact.text).toMatch(/Did you mean: <a href="\/search\?q=latency"/)
  })

  it('is told by the API in the same way', async () => {
    const forgiven = await ask('q=latancy')
    expect(forgiven).toMatchObject({ query: 'latancy', correctedQuery: 'latency' })
    expect(forgiven.total).toBeGreaterThan(0)
    for (const query of ['q=latancy&exact=1', 'q=latancy&exact=true', 'q=%22latancy%22']) {
      const exact = await ask(query)
      expect([query, exact.total, exact.correctedQuery, exact.didYouMean]).toEqual([
        query,
        0,
        undefined,
        query.includes('%22') ? '"latency"' : 'latency',
      ])
    }
  })
})
