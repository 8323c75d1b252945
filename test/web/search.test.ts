import { describe, expect, it } from 'vitest'
import { openSite } from './site.js'

const site = await openSite()

describe('the search page', () => {
  it('shows talks with their moments, each a link to the second or the page', async () => {
    const { text } = await site.get('/search?q=latency')
    expect(text).toMatch(/class="moment" href="\/events\/ranking-2026\/recall\?t=\d/)
    expect(text).toMatch(/<mark>latency<\/mark>/)
    expect(text).toContain('href="/events/ranking-2026/towers?q=latency#slide-2"')
    expect(text).toMatch(/slides\/5\.webp\?v=[0-9a-f]{12}/)
  })

  it('keeps the query and its filters in the form', async () => {
    const { text } = await site.get('/search?q=tail+%22latency%22&has=video')
    expect(text).toContain('value="tail &#34;latency&#34;"')
    expect(text).toContain('<input type="hidden" name="has" value="video">')
  })

  it('narrows and widens by plain links', async () => {
    const { text } = await site.get('/search?q=latency')
    const said = /href="([^"]*in=speech[^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&')
    expect(said).toBeDefined()
    const narrowed = await site.get(said ?? '')
    expect(narrowed.text).toMatch(/aria-current="true"><span dir="auto">said/)
    expect(narrowed.text).not.toContain('#i-slide')
  })

  it('says what was searched when nothing is found, and offers what has answers', async () => {
    const { text } = await site.get('/search?q=latency+zzqqzz&year=1999')
    expect(text).toContain('Nothing was said or shown about')
    expect(text).toContain('11 talks searched')
    expect(text).toMatch(/Close by[\s\S]*href="\/search\?q=latency"/)
    expect(text).toContain('Year: 1999')
  })

  it('says how a phrase is found that nothing has, and offers its words once', async () => {
    const { text } = await site.get('/search?q=%22budget+latency%22')
    const heading = /<h1>([\s\S]*?)<\/h1>/.exec(text)?.[1]?.replace(/<[^>]+>/g, '')
    expect(heading).toBe('Nothing was said or shown about &#34;budget latency&#34;.')
    expect(text).toContain('Words in quotes are found only side by side')
    expect(text.match(/href="\/search\?q=budget\+latency"/g)).toHaveLength(1)
    expect(text).toMatch(/Only the words: <a [^>]*>budget latency<\/a><\/span><span class="meta">\d+ moment/)
  })

  it('offers nothing that finds nothing', async () => {
    const { text } = await site.get('/search?q=%22frobnicated+wombats%22')
    expect(text).toContain('Nothing was said or shown about')
    expect(text).not.toContain('Close by')
    expect(text).not.toContain('Did you mean')
  })

  it('names a long query by its beginning', async () => {
    const { text } = await site.get(`/search?q=${'zzqqzz+'.repeat(60)}`)
    const heading = /<h1>([\s\S]*?)<\/h1>/.exec(text)?.[1]?.replace(/<[^>]+>/g, '') ?? ''
    expect(heading).toMatch(/about “zzqqzz .*…”\.$/)
    expect(heading.length).toBeLessThan(200)
  })

  it('names the first of a dozen speakers, and how many more there are', async () => {
    const { text } = await site.get('/search?q=speaker:panelist')
    expect(text).toMatch(/Panelist Number 1, Panelist Number 2, [^<]* and \d+ more</)
    expect(text).not.toContain('Panelist Number 1, Panelist Number 2, Panelist Number 3, Panelist Number 4')
  })

  it('is out of search engines and takes anything', async () => {
    const odd = [
      'q=a&q=b',
      'q[]=1',
      'q=%00%FF',
      `q=${'x'.repeat(4000)}`,
      'limit=-1&offset=NaN&q=latency',
      'talk=nope&q=a',
    ]
    for (const query of odd) {
      const { status, text } = await site.get(`/search?${query}`)
      expect([query.slice(0, 40), status]).toEqual([query.slice(0, 40), 200])
      expect(text).toContain('<meta name="robots" content="noindex">')
    }
  })

  it('is honest when the engine fails', async () => {
    const fail = (): Promise<never> => Promise.reject(new Error('secret path'))
    const broken = {
      ...site.fixture.snapshot,
      search: { ...site.fixture.snapshot.search, answer: fail, document: fail },
    }
    site.fixture.source.set(broken)
    const page = await site.get('/search?q=latency')
    const api = await site.get('/api/v1/search?q=latency')
    site.fixture.source.set(site.fixture.snapshot)
    expect(page.status).toBe(500)
    expect(page.text).not.toContain('secret path')
    expect(api.status).toBe(500)
    expect(api.body).toEqual({ error: { status: 500, message: 'Something went wrong here' } })
  })
})
