import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { barriersOf, pageForAxe } from './axe.js'
import { launchChromium, type Launched } from './chromium.js'
import { serveFixture, type Served } from './served.js'

const TALK = '/events/ranking-2026/recall?t=26'

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

/** What a visitor can bring a talk's page to, each from a page as at a first visit. */
const STATES: readonly (readonly [name: string, path: string, act: (page: Page) => Promise<void>])[] = [
  ['captions off', TALK, (page) => page.keyboard.press('c')],
  [
    'find open, with matches',
    TALK,
    async (page) => {
      await page.keyboard.press('/')
      await page.keyboard.type('recall')
      await page.keyboard.press('Enter')
      await page.waitForFunction(() =>
        (document.querySelector('[data-found]')?.textContent ?? '').startsWith('1 of'),
      )
    },
  ],
  ['the keys', TALK, (page) => page.keyboard.press('?')],
  ['sharing', TALK, (page) => page.locator('summary', { hasText: 'Share' }).click()],
  [
    'citing',
    TALK,
    async (page) => {
      await page.locator('summary', { hasText: 'Cite' }).click()
      await page.locator('[data-reference]').waitFor({ state: 'visible' })
    },
  ],
  ['files', TALK, (page) => page.locator('.actions summary', { hasText: 'Files' }).click()],
  ['slides', TALK, (page) => page.getByRole('tab', { name: /Slides/ }).click()],
  ['about', TALK, (page) => page.getByRole('tab', { name: /About/ }).click()],
  [
    'the slide large',
    TALK,
    async (page) => {
      await page.keyboard.press('s')
      await page.keyboard.press('s')
    },
  ],
  ['a mark of the ruler', TALK, (page) => page.locator('.ruler .mark[tabindex="0"]').focus()],
  ['written from the right', '/events/wide-2025/arabic', () => Promise.resolve()],
  [
    'all controls of a small window',
    TALK,
    async (page) => {
      await page.setViewportSize({ width: 320, height: 700 })
      await page.locator('[data-more]').click()
    },
  ],
  ['down in the words', TALK, (page) => page.mouse.wheel(0, 900)],
  ['another language', `${TALK}&transcript=de-auto`, () => Promise.resolve()],
  ['sound alone', '/events/wide-2025/japanese', () => Promise.resolve()],
  ['the embedded player', '/events/ranking-2026/recall/embed', () => Promise.resolve()],
]

/** Until the scripts have run: with a recording it has its buttons, without one the parts are tabs. */
const awake = (page: Page): Promise<unknown> =>
  page.waitForFunction(
    () => document.querySelector('[data-controls]:not([hidden]), [role="tablist"]') !== null,
  )

describe('in light and dark', () => {
  const axePage = pageForAxe(() => chromium)

  it.each(STATES)('%s has no barrier that axe knows', async (_name, path, act) => {
    const page = axePage()
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.mouse.move(0, 0)
    // What the last state left, and what its page kept when it was left.
    await page.goto(`${site.url}/healthz`)
    await page.evaluate(() => {
      localStorage.clear()
    })
    await page.goto(site.url + path)
    await awake(page)
    await act(page)
    expect(await barriersOf(page)).toEqual([])
  })
})

describe('a talk', () => {
  it('is found, opened, read, searched and left by keyboard alone, without motion', async () => {
    const context = await chromium.browser.newContext({
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    await page.goto(site.url)
    await page.keyboard.press('/')
    await page.keyboard.type('"embedding latency"')
    await page.keyboard.press('Enter')
    await page.waitForURL(/search/)
    const tabTo = async (selector: string): Promise<void> => {
      for (let i = 0; i < 80; i += 1) {
        await page.keyboard.press('Tab')
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return
      }
      throw new Error(`no way to ${selector} with Tab`)
    }
    await tabTo('.moment')
    await page.keyboard.press('Enter')
    await page.waitForURL(/recall/)
    await page.waitForFunction(() => document.querySelector('[data-controls]:not([hidden])') !== null)
    await tabTo('.transcript .s')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.querySelector<HTMLMediaElement>('#media')?.paused === false)
    await page.keyboard.press('k')
    await page.keyboard.press('/')
    await page.keyboard.type('budget')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() =>
      (document.querySelector('[data-found]')?.textContent ?? '').startsWith('1 of 2'),
    )
    await page.keyboard.press('Tab')
    await page.keyboard.press('>')
    expect(await page.locator('#media').evaluate((media) => (media as HTMLMediaElement).playbackRate)).toBe(
      1.25,
    )
    await tabTo('.next a[rel="next"]')
    await page.keyboard.press('Enter')
    await page.waitForURL((address) => !address.pathname.endsWith('/recall'))
    await context.close()
  })

  it.each([
    ['a window of 320 pixels', { width: 320, height: 700 }],
    ['a window zoomed to 200 %', { width: 640, height: 400 }],
  ])('needs no scrolling sideways in %s, whatever is open', async (_name, viewport) => {
    const context = await chromium.browser.newContext({ viewport })
    const page = await context.newPage()
    const wide: string[] = []
    for (const [name, path, act] of STATES) {
      await page.setViewportSize(viewport)
      await page.goto(site.url + path)
      await awake(page)
      await act(page)
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) wide.push(name)
    }
    await context.close()
    expect(wide).toEqual([])
  })
})
