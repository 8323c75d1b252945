import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { barriersOf } from './axe.js'
import { launchChromium, type Launched } from './chromium.js'
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

/** Runs with a page of its own; an error of the page's scripts is a failure. */
async function visit(
  path: string,
  act: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const context = await chromium.browser.newContext({
    viewport: { width: 1280, height: 800 },
    bypassCSP: true,
    ...options,
  })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(site.url + path)
  await act(page)
  await context.close()
  expect(errors).toEqual([])
}

/** Types into the search field as a person does, and waits for the list. */
async function typeUntilListed(page: Page, text: string): Promise<void> {
  await page.keyboard.press('/')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(text)
  await page.locator('#suggestions [role="option"]').first().waitFor({ state: 'visible' })
}

const activeText = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    const id = document.activeElement?.getAttribute('aria-activedescendant')
    return id ? (document.getElementById(id)?.firstElementChild?.textContent ?? null) : null
  })
const hasFocus = (page: Page): Promise<boolean> => page.evaluate(() => document.activeElement?.id === 'q')

describe.each(['/', '/events', '/search'])('the search field of %s', (path) => {
  it('suggests, is walked with arrows and leads to a name with Enter, by keyboard alone', async () => {
    await visit(path, async (page) => {
      await typeUntilListed(page, 'ines')
      expect(await page.locator('#q').getAttribute('aria-expanded')).toBe('true')
      expect(await page.locator('form[data-suggest] [role="status"]').textContent()).toMatch(/^\d suggestion/)
      expect(await activeText(page)).toBeNull()
      await page.keyboard.press('ArrowDown')
      expect(await activeText(page)).toBe('Ines Okafor')
      await page.keyboard.press('ArrowUp')
      expect(await activeText(page)).toBeNull()
      expect([await hasFocus(page), await page.locator('#q').inputValue()]).toEqual([true, 'ines'])
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/speakers/ines-okafor')
    })
  })

  it('searches for a word that is chosen', async () => {
    await visit(path, async (page) => {
      await typeUntilListed(page, 'laten')
      await page.locator('#suggestions [role="option"]', { hasText: /^latency$/ }).click()
      await page.waitForURL('**/search?q=latency')
      await page.locator('.result').first().waitFor()
      expect(await page.locator('#q').inputValue()).toBe('latency')
    })
  })

  it('closes with Escape, keeps what was typed, and opens again', async () => {
    await visit(path, async (page) => {
      await typeUntilListed(page, 'rec')
      await page.keyboard.press('Escape')
      expect(await page.locator('#suggestions').isVisible()).toBe(false)
      expect([await hasFocus(page), await page.locator('#q').inputValue()]).toEqual([true, 'rec'])
      expect(await page.locator('#q').getAttribute('aria-expanded')).toBe('false')
      await page.keyboard.press('ArrowDown')
      await page.locator('#suggestions').waitFor({ state: 'visible' })
      await page.keyboard.press('Tab')
      await page.locator('#suggestions').waitFor({ state: 'hidden' })
    })
  })

  it('has no barrier that axe knows with its list open', async () => {
    await visit(path, async (page) => {
      await typeUntilListed(page, 'rec')
      await page.keyboard.press('ArrowDown')
      expect(await barriersOf(page)).toEqual([])
    })
  })

  it.each([320, 390, 768])('keeps its list inside a window of %i pixels', async (width) => {
    await visit(
      path,
      async (page) => {
        await page.locator('#q').fill('')
        await page.locator('#q').pressSequentially('r')
        await page.locator('#suggestions').waitFor({ state: 'visible' })
        const box = await page.locator('#suggestions').boundingBox()
        expect(box?.x).toBeGreaterThanOrEqual(0)
        expect((box?.x ?? 0) + (box?.width ?? Infinity)).toBeLessThanOrEqual(width)
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
        const heights = await page
          .locator('#suggestions li')
          .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height))
        expect(Math.min(...heights)).toBeGreaterThanOrEqual(44)
      },
      { viewport: { width, height: 800 }, hasTouch: true, isMobile: true },
    )
  })
})

describe('results', () => {
  const heading = (page: Page): Promise<string> => page.locator('[data-answer] h1').innerText()

  it('follow what is typed, without the focus leaving the field', async () => {
    await visit('/search?q=latency&has=video', async (page) => {
      const before = await heading(page)
      await page.locator('#q').focus()
      await page.keyboard.press('End')
      await page.keyboard.type(' -recall')
      await page.waitForURL('**/search?q=latency+-recall&has=video')
      expect(await heading(page)).not.toBe(before)
      expect([await hasFocus(page), await page.locator('#q').inputValue()]).toEqual([true, 'latency -recall'])
      expect(await page.title()).toMatch(/^latency -recall, search/)
      await page.waitForFunction(
        () =>
          document.querySelector('[data-answer-status]')?.textContent ===
          document.querySelector('h1')?.textContent,
      )
    })
  })

  it('are those of the last word typed, however long earlier answers take', async () => {
    await visit('/search', async (page) => {
      await page.route('**/search?q=rec*', async (route) => {
        if (route.request().url().endsWith('q=rec')) await new Promise((resolve) => setTimeout(resolve, 600))
        await route.continue().catch(() => undefined)
      })
      await page.locator('#q').focus()
      await page.keyboard.type('rec')
      await page.waitForTimeout(250)
      await page.keyboard.type('all')
      await page.waitForURL('**/search?q=recall')
      await page.waitForTimeout(700)
      expect(page.url()).toMatch(/q=recall$/)
      expect(await page.title()).toMatch(/^recall,/)
    })
  })

  it('come back as they were with Back, one step for each search', async () => {
    await visit('/search?q=latency', async (page) => {
      const first = await heading(page)
      await page.locator('#q').fill('recall')
      await page.waitForURL('**/search?q=recall')
      await page.keyboard.press('Enter')
      const second = await heading(page)
      await page.locator('#q').fill('towers')
      await page.waitForURL('**/search?q=towers')
      await page.keyboard.press('Enter')
      await page.goBack()
      await page.waitForURL('**/search?q=recall')
      await page.waitForFunction(
        (text) => document.querySelector('[data-answer] h1')?.textContent === text,
        second,
      )
      expect(await page.locator('#q').inputValue()).toBe('recall')
      await page.goBack()
      await page.waitForURL('**/search?q=latency')
      await page.waitForFunction(
        (text) => document.querySelector('[data-answer] h1')?.textContent === text,
        first,
      )
      await page.goForward()
      await page.waitForURL('**/search?q=recall')
      expect(await page.locator('#q').inputValue()).toBe('recall')
    })
  })

  it('need no script', async () => {
    await visit(
      '/search',
      async (page) => {
        await page.locator('#q').fill('latency')
        await page.keyboard.press('Enter')
        await page.waitForURL('**/search?q=latency')
        expect(await page.locator('.result').count()).toBeGreaterThan(0)
        expect(await page.locator('#q').getAttribute('role')).toBeNull()
      },
      { javaScriptEnabled: false },
    )
  })

  it('stay, with a field that still searches, when there is no network for a moment', async () => {
    await visit('/search?q=latency', async (page) => {
      const before = await heading(page)
      await page.context().setOffline(true)
      await page.locator('#q').fill('recall')
      await page.waitForTimeout(500)
      expect(await heading(page)).toBe(before)
      expect(page.url()).toMatch(/q=latency$/)
      await page.context().setOffline(false)
      await page.keyboard.press('Enter')
      await page.waitForURL('**/search?q=recall')
      await page.waitForFunction(() => document.title.startsWith('recall,'))
    })
  })
})

describe('a hostile name', () => {
  it('is text in the list', async () => {
    await visit('/', async (page) => {
      let dialogs = 0
      page.on('dialog', (dialog) => {
        dialogs += 1
        void dialog.dismiss()
      })
      await typeUntilListed(page, 'script')
      expect(await page.locator('#suggestions script').count()).toBe(0)
      expect(await page.locator('#suggestions').innerText()).toContain('<script>alert(1)</script>')
      expect(dialogs).toBe(0)
    })
  })
})
