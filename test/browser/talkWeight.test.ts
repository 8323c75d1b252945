import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TalkContent } from '../../src/archive/event.js'
import { createApp } from '../../src/web/app.js'
import { createFixtureMedia, type FixtureMedia } from '../web/fixtureMedia.js'
import { snapshotOf } from '../web/fixture.js'
import { bareTalk, headOf, transcript } from '../web/fixtureTalks.js'
import { launchChromium, type Launched } from './chromium.js'
import { encode } from './watchCollection.js'

const ID = 'long-2026/three-hours'
const HOURS = 3 * 3600
const CUES = 3600
const SLIDES = 200
/** Bytes, compressed. */
const MOST = { script: 35_000, style: 20_000, page: 150_000 }

let chromium: Launched
let media: FixtureMedia
let server: Server
let url: string

beforeAll(async () => {
  chromium = await launchChromium()
  media = await createFixtureMedia()
  const file = path.join(media.root, ID, 'video.mp4')
  mkdirSync(path.dirname(file), { recursive: true })
  await encode([
    '-i',
    `color=size=64x36:rate=1:duration=${HOURS}`,
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-g',
    '30',
    '-pix_fmt',
    'yuv420p',
    '-movflags',
    '+faststart',
    file,
  ])
  const app = createApp({ source: await threeHours(), mediaRoot: media.root, basePath: '', version: '0' })
  server = await new Promise<Server>((resolve) => {
    const starting = app.listen(0, '127.0.0.1', () => {
      resolve(starting)
    })
  })
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  await chromium.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await media.remove()
})

/** Words that differ from each other as speech does: a vocabulary by rank, the same each time. */
function speech(): (length: number) => string {
  let seed = 7
  const random = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647
  const letters = 'etaoinshrdlu'
  const word = (rank: number): string =>
    Array.from({ length: 2 + (rank % 7) }, (_, i) => letters[(rank * (i + 3) + i * i) % letters.length]).join(
      '',
    )
  return (length) => Array.from({ length }, () => word(Math.floor(3000 ** random()))).join(' ')
}

async function threeHours(): Promise<Parameters<typeof createApp>[0]['source']> {
  const say = speech()
  const step = HOURS / CUES
  const cues = Array.from({ length: CUES }, (_, i) => ({
    text: `${say(8)}${i % 3 === 2 ? '.' : ''}`,
    start: i * step,
    end: (i + 1) * step - 0.1,
  }))
  const slides = Array.from({ length: SLIDES }, (_, i) => ({
    page: i + 1,
    title: say(4),
    text: Array.from({ length: 6 }, () => say(5)).join('\n'),
    image: {
      object: createHash('sha256').update(`${i}`).digest('hex'),
      width: 1280,
      height: 720,
      small: createHash('sha256').update(`small ${i}`).digest('hex'),
    },
  }))
  const words = transcript('en', 'en', cues)
  const talk = bareTalk('long-2026', 'three-hours', 'A day in one talk', {
    inLanguage: 'en',
    files: [
      { ...(await media.file(`${ID}/notes.txt`, 'x', { role: 'attachment', mediaType: 'text/plain' })) },
      {
        id: 'video.mp4',
        name: 'video.mp4',
        path: `${ID}/video.mp4`,
        role: 'video',
        mediaType: 'video/mp4',
        duration: HOURS,
      },
    ],
    chapters: Array.from({ length: 12 }, (_, i) => ({ name: say(3), start: i * 900 })),
    deck: { file: 'slides.pdf', pages: SLIDES },
    transcripts: [headOf(words)],
  })
  const content: TalkContent = {
    talk: ID,
    transcripts: [words],
    deck: { slides, file: 'slides.pdf' },
    slideTrack: slides.map(({ page }, i) => ({
      start: i * 54,
      end: (i + 1) * 54,
      page,
      source: 'frames' as const,
      confidence: 0.95,
    })),
  }
  const event = {
    id: 'long-2026',
    name: 'Long',
    alternateName: [],
    organizer: [],
    keywords: [],
    notes: [],
    links: [],
    faq: [],
    talks: [ID],
    oldIds: [],
  }
  const record = {
    archive: { title: 'Long', inLanguage: 'en', links: [] },
    events: [event],
    talks: [talk],
    persons: [],
    topics: [],
  }
  const snapshot = await snapshotOf(record, new Map([[ID, content]]), null)
  const idle = { running: false, notices: [], problems: { errors: 0, warnings: 0 } }
  return { current: () => snapshot, status: () => idle, trouble: () => null }
}

async function open(test: (page: Page, weights: Map<string, number>) => Promise<void>): Promise<void> {
  const page = await chromium.browser.newPage({ viewport: { width: 1280, height: 900 } })
  const weights = new Map<string, number>()
  page.on('response', (response) => {
    const kind = response.request().resourceType()
    if (!['script', 'stylesheet', 'document'].includes(kind)) return
    void response.body().then((body) => weights.set(response.url(), gzipSync(body).length))
  })
  await page.goto(`${url}/events/${ID}?t=5400`)
  await page.waitForFunction(() => {
    const media = document.querySelector<HTMLMediaElement>('#media')
    return media !== null && media.readyState >= 2 && !media.seeking
  })
  await test(page, weights)
  await page.close()
}

describe('a talk of three hours, 3,600 captions and 200 slides', () => {
  it('weighs little', async () => {
    await open(async (page, weights) => {
      await page.waitForLoadState('load')
      const sum = (ending: RegExp): number =>
        [...weights].filter(([name]) => ending.test(name)).reduce((total, [, size]) => total + size, 0)
      const measured = { script: sum(/\.js$/), style: sum(/\.css$/), page: sum(/t=5400$/) }
      console.log('compressed bytes', measured)
      expect(measured.script).toBeGreaterThan(5000)
      expect(measured.script).toBeLessThanOrEqual(MOST.script)
      expect(measured.style).toBeLessThanOrEqual(MOST.style)
      expect(measured.page).toBeLessThanOrEqual(MOST.page)
      expect([...weights.keys()].filter((name) => !name.startsWith(url))).toEqual([])
    })
  })

  it('follows the voice to any place of it', async () => {
    await open(async (page) => {
      await page.keyboard.press('k')
      for (const key of ['9', '1', '6']) {
        await page.keyboard.press(key)
        await page.waitForFunction((tenth) => {
          const media = document.querySelector<HTMLMediaElement>('#media')
          const box = document.querySelector('.s[aria-current]')?.getBoundingClientRect()
          const edge = document.querySelector('.dock')?.getBoundingClientRect().bottom ?? 0
          return (
            media &&
            Math.abs(media.currentTime / media.duration - tenth / 10) < 0.01 &&
            box &&
            box.top > Math.min(edge, 300) &&
            box.bottom < innerHeight
          )
        }, Number(key))
      }
    })
  })

  it('changes its sentence with little work, however far in', async () => {
    await open(async (page) => {
      // Counted, not timed: what is touched at a change is the same at any length.
      const counts = await page.evaluate(async () => {
        const media = document.querySelector<HTMLMediaElement>('#media')
        if (!media) throw new Error('no recording')
        const sizes: number[] = []
        const observer = new MutationObserver((changes) => sizes.push(changes.length))
        observer.observe(document.body, { subtree: true, childList: true, attributes: true })
        for (let i = 0; i < 5; i += 1) {
          const moved = new Promise((resolve) => {
            media.addEventListener('seeked', resolve, { once: true })
          })
          media.currentTime = 600 * (i + 1) + 7
          await moved
          await new Promise((resolve) => setTimeout(resolve, 60))
        }
        return sizes
      })
      expect(counts.length).toBeGreaterThan(0)
      expect(Math.max(...counts)).toBeLessThan(60)
      expect(await page.locator('.s[aria-current]').count()).toBe(1)
    })
  })
})
