import { describe, expect, it } from 'vitest'
import { LONG_TITLE } from './fixture.js'
import { openSite, PAGES } from './site.js'

const site = await openSite()

describe('every page', () => {
  it.each(PAGES)('%s answers with one whole, strict page', async (path) => {
    const { status, headers, text } = await site.get(path)
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(text.match(/<h1[\s>]/g)).toHaveLength(1)
    expect(text.trim().endsWith('</html>')).toBe(true)
    expect(text).not.toMatch(/\bundefined\b|\[object |NaN/)

    // Nothing inline: neither scripts nor styles nor handlers.
    expect(text).not.toMatch(/<style|\sstyle=|\son[a-z]+=/i)
    for (const script of text.match(/<script[^>]*>[^<]*/g) ?? [])
      expect(script).toMatch(/ src="[^"]+"[^>]*>$/)
    expect(text).not.toMatch(/javascript:/i)
    expect(text).not.toContain('<script>alert')

    // Every id once, and everything local that is linked inside the page exists.
    const ids = [...text.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1])
    expect(ids).toEqual([...new Set(ids)])
    for (const [, target] of text.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target)
  })

  it('carries a policy that allows nothing from elsewhere', async () => {
    const { headers } = await site.get('/')
    expect(headers['content-security-policy']).toBe(
      "default-src 'none';script-src 'self';style-src 'self';img-src 'self';media-src 'self';connect-src 'self';" +
        "font-src 'none';form-action 'self';base-uri 'none';frame-ancestors 'none'",
    )
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-cache',
    })
    expect(headers['strict-transport-security']).toBeUndefined()
    expect(headers['x-powered-by']).toBeUndefined()
    expect(headers['etag']).toBeDefined()
  })

  it('answers 304 to who has it already', async () => {
    const { headers } = await site.get('/events/ranking-2026')
    const again = await site.get('/events/ranking-2026').set('If-None-Match', headers['etag'] ?? '')
    expect(again.status).toBe(304)
  })
})

describe('what strangers wrote', () => {
  const ESCAPED = '&lt;script&gt;alert(1)&lt;/script&gt;'

  it.each([
    '/',
    '/events/wide-2025',
    '/events/wide-2025/hostile',
    '/topics',
    '/topics/hostile',
    '/speakers',
    '/speakers/robert',
    '/search?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E',
  ])('is text on %s', async (path) => {
    expect((await site.get(path)).text).toContain(ESCAPED)
  })

  it('is text in a transcript, and bold only as letters', async () => {
    const { text } = await site.get('/events/wide-2025/hostile')
    expect(text).toContain('&lt;b&gt;the form&lt;/b&gt;')
    expect(text).toContain('not a web address')
  })

  it('is shown in full and in its own direction', async () => {
    expect((await site.get('/events/wide-2025/long')).text).toContain(LONG_TITLE.trim())
    const arabic = (await site.get('/events/wide-2025/arabic')).text
    expect(arabic).toMatch(/<article[^>]* lang="ar" dir="rtl"/)
    expect(arabic).toContain('<h1 dir="auto" lang="ar">البحث في المحاضرات المسجلة</h1>')
    expect((await site.get('/events/wide-2025/japanese')).text).toContain('今日は検索についてお話しします。')
  })
})

describe('a talk', () => {
  it('opens at the second that its address names, without a script', async () => {
    const { text } = await site.get('/events/ranking-2026/recall?t=26')
    expect(text).toContain('files/video.mp4#t=26"')
    expect(text).toMatch(/aria-current="true">Can I ask how rare a rare query is\?</)
    expect(text).toContain('alt="Slide 3: How rare is rare"')
  })

  it.each(['nonsense', '-4', '1e9', '', '9'.repeat(400)])('opens at its beginning for t=%s', async (t) => {
    const { status, text } = await site.get(`/events/ranking-2026/recall?t=${t}`)
    expect(status).toBe(200)
    if (t !== '1e9') expect(text).toContain('files/video.mp4"')
  })

  it('has a link for every sentence and a caption track for every language', async () => {
    const { text } = await site.get('/events/ranking-2026/recall')
    expect(text).toContain('href="/events/ranking-2026/recall?t=24" data-t="24">Can I ask')
    expect(text).toContain('srclang="en" label="English" default')
    expect(text).toContain('captions/de-auto.vtt" srclang="de" label="German"')
  })

  it('says when a slide was up, and when that is not certain', async () => {
    const { text } = await site.get('/events/ranking-2026/recall')
    expect(text).toContain('id="slide-4"')
    expect(text).toContain('about 0:20')
    expect(text).toContain('p95 under 40 ms')
  })

  it('reads well without times', async () => {
    const { text } = await site.get('/events/ranking-2026/towers')
    expect(text).toContain('<span class="s">Two towers meet in one index')
    expect(text).toContain('came without times')
    expect(text).toContain('only slides were published')
  })

  it('says what is missing and why', async () => {
    const { text } = await site.get('/events/ranking-2026/abstract-only')
    expect(text).toContain('the camera was not running')
    expect(text).toContain('No slides: the speaker used a blackboard')
  })

  it('that is withheld shows nothing recorded', async () => {
    const withdrawn = (await site.get('/events/ranking-2026/withdrawn')).text
    expect(withdrawn).toContain('This talk was withdrawn')
    expect(withdrawn).not.toMatch(/<video|video\.mp4/)
    const optedOut = (await site.get('/events/ranking-2026/opted-out')).text
    expect(optedOut).toContain('What was announced may still be read.')
    expect(optedOut).not.toMatch(/slides\.pdf|poster\.webp/)
  })

  it('kept on another host widens the policy of its own page only', async () => {
    const { headers, text } = await site.get('/events/ranking-2026/remote')
    expect(headers['content-security-policy']).toContain("media-src 'self' https://media.example.net;")
    expect(text).toContain('src="https://media.example.net/talks/remote.mp4"')
    const card = await site.get('/events/ranking-2026/elsewhere')
    expect(card.headers['content-security-policy']).toContain("media-src 'self';")
    expect(card.text).toMatch(
      /href="https:\/\/video\.example\.com\/watch\/123"[^>]*>.*Watch on video\.example\.com/s,
    )
    expect(card.text).not.toContain('<video')
  })
})

describe('an event', () => {
  it('says when in its own time, and gives a script the instants for the visitor', async () => {
    const { text } = await site.get('/events/ranking-2026')
    expect(text).toContain('Thursday 14 May 2026, 11:00–12:15')
    expect(text).toContain('New York (EDT)')
    expect(text).toContain('data-from="2026-05-14T11:00:00-04:00" data-to="2026-05-14T16:15:00.000Z"')
  })

  it('lists what each talk has, links without an address, notes and questions', async () => {
    const { text } = await site.get('/events/ranking-2026')
    expect(text).toContain('Slides PDF, 6')
    expect(text).toContain('No video: only slides were published')
    expect(text).toMatch(/Shared folder<\/span><span class="meta">the address was not given/)
    expect(text).toContain('The programme said EST')
    expect(text).toContain('Asked in the general discussion')
    expect(text).toContain('Announced and never deposited')
  })
})

describe('lists', () => {
  it('reach talks without a topic', async () => {
    expect((await site.get('/topics')).text).toMatch(/id="untagged"[\s\S]*Watched on another site/)
  })

  it('show a speaker with other spellings', async () => {
    expect((await site.get('/speakers/ines-okafor')).text).toContain('also written I. Okafor')
  })

  it('give every question an address', async () => {
    expect((await site.get('/faq')).text).toContain('<details id="rare-queries"')
  })
})
