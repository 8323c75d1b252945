import { describe, expect, it } from 'vitest'
import { createAddresses } from '../../src/archive/addresses.js'
import { createCatalogue } from '../../src/archive/catalogue.js'
import type { MediaFile } from '../../src/archive/media.js'
import { playerOf, recordingOf } from '../../src/web/pages/player.js'
import { relatedTo } from '../../src/web/pages/related.js'
import { timelineOf } from '../../src/web/pages/timeline.js'
import { bareTalk } from './fixtureTalks.js'
import { openSite } from './site.js'

const addresses = createAddresses('')
const site = await openSite()

const file = (name: string, rest: Partial<MediaFile> = {}): MediaFile => ({
  id: name,
  name,
  path: `e/t/${name}`,
  role: 'video',
  mediaType: 'video/mp4',
  duration: 60,
  ...rest,
})
const { duration: _none, ...unread } = file('broken.mp4')

describe('the recording that is played', () => {
  it.each([
    [[unread, file('second.webm')], 'second.webm'],
    [[file('screen.mp4', { kind: 'screen' }), file('video.mp4')], 'video.mp4'],
    [[file('sound.mp3', { role: 'audio', mediaType: 'audio/mpeg' }), file('video.mp4')], 'video.mp4'],
    [[unread, file('sound.mp3', { role: 'audio', mediaType: 'audio/mpeg' })], 'sound.mp3'],
    [[unread], 'broken.mp4'],
  ])('is the best of those there are', (files, best) => {
    expect(recordingOf({ files })?.id).toBe(best)
  })

  it('has its alternatives after it and the screen beside it', () => {
    const files = [
      unread,
      file('screen.mp4', { kind: 'screen', offset: 2 }),
      file('video.mp4'),
      file('video.webm'),
    ]
    const player = playerOf(addresses, bareTalk('e', 't', 'T', { files }), 5)
    expect(player).toMatchObject({
      recordings: [
        { src: '/events/e/t/files/video.mp4#t=5' },
        { src: '/events/e/t/files/video.webm#t=5' },
        { src: '/events/e/t/files/broken.mp4#t=5' },
      ],
      screen: { src: '/events/e/t/files/screen.mp4#t=3', offset: 2 },
    })
  })
})

describe('the time of a talk', () => {
  it('is that of the recording that is played, whatever offset it was given', () => {
    const files = [file('video.mp4', { offset: 7 }), file('screen.mp4', { kind: 'screen', offset: 2 })]
    expect(playerOf(addresses, bareTalk('e', 't', 'T', { files }), 5)).toMatchObject({
      recordings: [{ src: '/events/e/t/files/video.mp4#t=5', offset: 0 }],
      screen: { src: '/events/e/t/files/screen.mp4#t=3', offset: 2 },
    })
  })
})

describe('the ruler of a talk', () => {
  it('has chapters, changes of slides and what was found, each with its second', () => {
    const talk = bareTalk('e', 't', 'T', {
      chapters: [
        { name: 'Long enough to be cut somewhere', start: 50 },
        { name: 'Out of reach', start: 500 },
      ],
    })
    const content = {
      talk: talk.id,
      transcripts: [],
      deck: { file: 'd', slides: [{ page: 1, text: 'One' }] },
      slideTrack: [{ start: 20, end: 60, page: 1, source: 'speech' as const, confidence: 0.4 }],
    }
    const shown = {
      kind: 'slide',
      page: 1,
      timing: 'none',
      score: 1,
      snippet: [{ text: 'One', hit: true }],
      url: '',
    } as const
    const timeline = timelineOf(addresses, talk, content, 200, { at: 100, moments: [shown] })
    expect(timeline.segments.map(({ x, width, isNamed }) => [x, width, isNamed])).toEqual([
      ['0%', '25%', false],
      ['25%', '75%', true],
    ])
    expect(timeline.ticks).toMatchObject([
      { x: '10%', label: 'Slide 1 about 0:20: One', url: '/events/e/t?t=20' },
    ])
    expect(timeline.flags).toMatchObject([{ x: '10%', label: 'Found at 0:20, shown: One' }])
    expect(timeline.head).toBe('50%')
  })

  it('names the current chapter alone, as widely as it needs, where one has no room for its name', () => {
    const chapters = Array.from({ length: 24 }, (_, i) => ({
      start: i * 10,
      name: `The chapter of number ${i}`,
    }))
    const crowded = timelineOf(addresses, bareTalk('e', 't', 'T', { chapters }), null, 240, { moments: [] })
    expect(crowded.isCrowded).toBe(true)
    expect(crowded.segments[3]).toMatchObject({ text: 'The chapter of number 3', endsThere: false })
    expect(crowded.segments[23]).toMatchObject({ text: 'The chapter of number 23', endsThere: true })
    const [wide] = timelineOf(
      addresses,
      bareTalk('e', 't', 'T', { chapters: chapters.slice(0, 1) }),
      null,
      240,
      {
        moments: [],
      },
    ).segments
    expect(wide).toMatchObject({ text: 'The chapter of number 0', endsThere: false })
  })
})

describe('related talks', () => {
  const talks = [
    bareTalk('e', 'a', 'Caching embeddings', { keywords: ['Caching', 'All'] }),
    bareTalk('e', 'b', 'Another name entirely', { keywords: ['Caching', 'All'] }),
    bareTalk('e', 'c', 'Nothing in common', { keywords: ['All'] }),
    bareTalk('e', 'd', 'Embeddings and caching again', { keywords: ['All'] }),
  ]
  const catalogue = createCatalogue({
    archive: { title: '', inLanguage: 'en', links: [] },
    events: [],
    persons: [],
    topics: [],
    talks,
  })

  it('share topics, speakers or rare words; what all talks share says nothing', () => {
    expect(talks.map((talk) => relatedTo(catalogue, talk).map((other) => other.slug))).toEqual([
      ['b', 'd'],
      ['a'],
      [],
      ['a'],
    ])
  })
})

describe('a talk as a reference', () => {
  const reference = (name: string): Promise<{ status: number; type: string; text: string }> =>
    site
      .get(`/events/ranking-2026/recall/${name}`)
      .buffer(true)
      .parse((res, done) => {
        let text = ''
        res.on('data', (chunk: Buffer) => (text += chunk.toString()))
        res.on('end', () => {
          done(null, text)
        })
      })
      .then(({ status, headers, body }) => ({
        status,
        type: headers['content-type'] ?? '',
        text: body as string,
      }))

  it('is BibTeX, RIS, CSL-JSON and APA', async () => {
    const bib = await reference('cite.bib')
    expect(bib.type).toContain('application/x-bibtex')
    expect(bib.text).toMatch(/author = \{Okafor, Ines\}/)
    expect(bib.text).toMatch(/title = \{Recall falls/)
    expect((await reference('cite.ris')).text).toMatch(/AU {2}- Okafor, Ines/)
    expect(JSON.parse((await reference('cite.json')).text)).toMatchObject([
      {
        type: 'speech',
        author: [{ family: 'Okafor', given: 'Ines' }],
        issued: { 'date-parts': [[2026, 5, 14]] },
      },
    ])
    expect((await reference('cite.txt')).text).toContain(
      'Okafor, I. (2026, May 14). Recall falls where queries are rare [Talk]. Ranking Reading Group, Online, as a webinar.',
    )
  })

  it('names the moment, and the address where the site knows it', async () => {
    expect((await reference('cite.bib?t=24')).text).toContain('At 0:24')
    expect((await reference('cite.txt?t=24')).text).toContain('At 0:24.')
    const app = site.with({ publicUrl: 'https://talks.example.org' })
    const { default: request } = await import('supertest')
    const { text } = await request(app).get('/events/ranking-2026/recall/cite.txt?t=24')
    expect(text).toContain('https://talks.example.org/events/ranking-2026/recall?t=24')
  })

  it('is found under a talk’s old name, and in no other format', async () => {
    expect((await reference('cite.docx')).status).toBe(404)
    const { headers } = await site.get('/events/ranking-2026/recall-draft/cite.bib?t=4')
    expect(headers['location']).toBe('/events/ranking-2026/recall/cite.bib?t=4')
  })
})

describe('the player for other sites', () => {
  it('may stand in a frame, and nothing else may', async () => {
    const embed = await site.get('/events/ranking-2026/recall/embed?t=24')
    expect(embed.headers['content-security-policy']).toContain('frame-ancestors *')
    expect(embed.headers['x-frame-options']).toBeUndefined()
    expect(embed.text).toContain('files/video.mp4#t=24')
    const page = await site.get('/events/ranking-2026/recall')
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(page.text).toContain('&lt;iframe src=&#34;/events/ranking-2026/recall/embed&#34;')
  })

  it.each(['withdrawn', 'opted-out'])('of a talk that is %s plays nothing', async (talk) => {
    const { status, text } = await site.get(`/events/ranking-2026/${talk}/embed`)
    expect(status).toBe(200)
    expect(text).not.toMatch(/<video|files\//)
  })
})

describe('a search that leads to a talk', () => {
  it('marks on the ruler where it was found, without a script', async () => {
    const { text } = await site.get('/events/ranking-2026/recall?q=latency')
    expect(text.match(/class="flag/g)?.length).toBeGreaterThan(1)
    expect(text).toMatch(/aria-label="Found at 0:2\d, said: /)
    expect(text).toContain('name="q" type="search" value="latency"')
  })
})
