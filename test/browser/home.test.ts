import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium, type Launched } from './chromium.js'
import { layoutShiftOf } from './layoutShift.js'
import { serveFixture, type Served } from './served.js'

let chromium: Launched
let site: Served

beforeAll(async () => {
  chromium = await launchChromium()
  site = await serveFixture()
})
afterAll(async () => {
  await chromium.close()
  await site.close()
})

/** The front page of a device that remembers this. */
async function homeWith(kept: string | null, timezoneId = 'UTC'): Promise<Page> {
  const context = await chromium.browser.newContext({ timezoneId })
  if (kept !== null) {
    await context.addInitScript((text) => {
      if (!sessionStorage.getItem('filled')) localStorage.setItem('lectern:positions', text)
      sessionStorage.setItem('filled', 'yes')
    }, kept)
  }
  const page = await context.newPage()
  await page.goto(site.url)
  await page.waitForLoadState('load')
  return page
}

const position = (at: number, rest: object = {}): object => ({
  t: 600,
  d: 3600,
  at,
  name: `Seen at ${at}`,
  url: '/events/ranking-2026/recall',
  ...rest,
})

describe('continue watching', () => {
  it('shows what this device was in the middle of, last seen first, and forgets it when told', async () => {
    const kept = {
      'e/a': position(1),
      'e/b': position(3, { name: '<img src=x onerror=alert(1)>' }),
      'e/c': position(2),
      'e/ended': position(9, { t: 3590 }),
      'e/begun': position(8, { t: 1 }),
    }
    const page = await homeWith(JSON.stringify(kept))
    const section = page.locator('[data-continue]')
    await section.waitFor({ state: 'visible' })
    expect(await section.locator('h3').allTextContents()).toEqual([
      '<img src=x onerror=alert(1)>',
      'Seen at 2',
      'Seen at 1',
    ])
    expect(await section.locator('h3 ~ p').first().textContent()).toBe('10:00 of 1:00:00, 50 min left')
    expect(await section.locator('img').count()).toBe(0)
    await section.locator('a').first().click()
    await page.waitForURL('**/events/ranking-2026/recall')
    await page.goBack()
    await section.getByRole('button', { name: 'forget these' }).click()
    expect(await section.isVisible()).toBe(false)
    expect(await page.evaluate(() => localStorage.getItem('lectern:positions'))).toBeNull()
    await page.reload()
    expect(await section.isVisible()).toBe(false)
    await page.context().close()
  })

  it.each([
    ['nothing', null],
    ['no JSON', '{'],
    ['no positions', '{"a":1,"b":null,"c":{"t":"5"}}'],
    ['other sites', JSON.stringify({ a: position(1, { url: 'https://evil.example/events/x' }) })],
    ['other schemes', JSON.stringify({ a: position(1, { url: 'javascript:alert(1)' }) })],
    ['other hosts', JSON.stringify({ a: position(1, { url: '//evil.example/events/x' }) })],
    ['other paths', JSON.stringify({ a: position(1, { url: '/events/../admin' }) })],
    ['times that are none', JSON.stringify({ a: position(1, { d: null }), b: position(1, { t: -1 }) })],
  ])('is not there with %s', async (_what, kept) => {
    const page = await homeWith(kept)
    expect(await page.locator('[data-continue]').isHidden()).toBe(true)
    expect(await page.locator('[data-continue] li').count()).toBe(0)
    await page.context().close()
  })
})

describe('a schedule', () => {
  it('says when each talk was for the visitor, and on which day where that is another', async () => {
    const page = await homeWith(null, 'Asia/Tokyo')
    await page.goto(`${site.url}/events/ranking-2026`)
    const first = page.locator('[data-visitor-clock]').first()
    await first.waitFor({ state: 'visible' })
    expect(await first.textContent()).toBe('Fri 00:00 for you')
    await page.context().close()

    const there = await homeWith(null, 'America/New_York')
    await there.goto(`${site.url}/events/ranking-2026`)
    expect(await there.locator('[data-visitor-clock]').first().isHidden()).toBe(true)
    await there.context().close()
  })
})

describe('a page that comes in', () => {
  it.each([
    ['/', 390],
    ['/', 1280],
    ['/search?q=latency', 390],
    ['/events/ranking-2026', 390],
    ['/events/ranking-2026/recall', 390],
    ['/events/ranking-2026/recall', 1280],
  ])('%s at %i px moves nothing that is already there', async (path, width) => {
    // Another zone than the events': times are filled in, too.
    const context = await chromium.browser.newContext({
      viewport: { width, height: 800 },
      timezoneId: 'Asia/Tokyo',
    })
    const page = await context.newPage()
    await page.goto(site.url + path)
    await page.locator('[data-theme-switch]').waitFor({ state: 'visible' })
    await page.waitForLoadState('networkidle')
    const moved = await layoutShiftOf(page)
    await context.close()
    expect(moved).toBeLessThan(0.01)
  })
})

describe('mirrored for a language that is written from the right', () => {
  it.each(['/', '/events/ranking-2026', '/search?q=latency', '/statistics', '/speakers/ines-okafor'])(
    '%s keeps inside the window',
    async (path) => {
      for (const width of [390, 1280]) {
        const page = await chromium.browser.newPage({ viewport: { width, height: 800 } })
        await page.goto(site.url + path)
        const outside = await page.evaluate(() => {
          document.documentElement.dir = 'rtl'
          return document.documentElement.scrollWidth - innerWidth
        })
        expect([width, outside]).toEqual([width, 0])
        await page.close()
      }
    },
  )
})

describe('on paper', () => {
  it('there is ink on white, every answer is open, and nothing to press', async () => {
    const page = await chromium.browser.newPage({ colorScheme: 'dark' })
    await page.goto(`${site.url}/faq`)
    await page.emulateMedia({ media: 'print' })
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
      'rgb(255, 255, 255)',
    )
    expect(await page.locator('.masthead').isVisible()).toBe(false)
    const closed = page.locator('details:not([open]) .answer').first()
    expect((await closed.boundingBox())?.height ?? 0).toBeGreaterThan(10)
    await page.close()
  })
})
