import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

/** Opens the talk of which there is a deck alone, of three pages. */
async function read(test: (page: Page) => Promise<void>, height = 800): Promise<void> {
  const context = await chromium.browser.newContext({ viewport: { width: 1000, height } })
  const page = await context.newPage()
  await page.goto(`${site.url}/events/ranking-2026/towers`)
  await page.locator('[data-controls]:not([hidden])').waitFor()
  await test(page)
  await context.close()
}

const shown = (page: Page, number: string): Promise<unknown> =>
  page.waitForFunction(
    (wanted) => document.querySelector('[data-slide-page]')?.textContent === wanted,
    number,
  )

describe('a deck alone', () => {
  it('turns where it is pressed, and the address stays', async () => {
    await read(async (page) => {
      const box = await page.locator('[data-slide-pane]').boundingBox()
      if (!box) throw new Error('the slide is not laid out')
      const before = page.url()
      await page.mouse.click(box.x + box.width * 0.8, box.y + 100)
      await shown(page, '2')
      await page.mouse.click(box.x + box.width * 0.2, box.y + 100)
      await shown(page, '1')
      expect(page.url()).toBe(before)
    })
  })

  it('turns with a presenter’s remote control on the whole screen, where there is nothing to scroll', async () => {
    await read(async (page) => {
      await page.keyboard.press('PageDown')
      await shown(page, '1')
      await page.keyboard.press('f')
      await page.waitForFunction(() => document.fullscreenElement !== null)
      await page.keyboard.press('PageDown')
      await shown(page, '2')
      await page.keyboard.press(' ')
      await shown(page, '3')
      await page.keyboard.press('PageUp')
      await shown(page, '2')
    })
  })

  it('comes into view when a page is chosen far below, and says which page is shown', async () => {
    await read(async (page) => {
      await page.getByRole('tab', { name: /Slides/ }).click()
      const link = page.locator('[data-grid] a.slide').last()
      await link.scrollIntoViewIfNeeded()
      await link.click()
      await shown(page, '3')
      await page.waitForFunction(() => {
        const box = document.querySelector('[data-slide-pane]')?.getBoundingClientRect()
        return box !== undefined && box.bottom > box.height / 2
      })
      expect(await page.getByRole('status').filter({ hasText: 'Slide 3 of 3' }).count()).toBe(1)
    }, 420)
  })
})
