import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium, type Launched } from './chromium.js'
import { serveFixture, type Served } from './served.js'

let chromium: Launched
let site: Served

beforeAll(async () => {
  // One after the other: the Chromium from npm changes the environment while it starts.
  chromium = await launchChromium()
  site = await serveFixture()
})
afterAll(async () => {
  await chromium.close()
  await site.close()
})

/** A page of its own, closed afterwards; it fails when a script does, or when the policy refuses anything. */
async function visit(
  path: string,
  test: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const context = await chromium.browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  try {
    await page.goto(site.url + path)
    await test(page)
    expect(complaints).toEqual([])
  } finally {
    await context.close()
  }
}

const currentTime = (page: Page): Promise<number> =>
  page.locator('#media').evaluate((media) => (media as HTMLMediaElement).currentTime)

/** Waits until the recording stands within half a second of `seconds`, or plays on from there. */
async function expectTime(page: Page, seconds: number): Promise<void> {
  await page.waitForFunction((wanted) => {
    const media = document.querySelector<HTMLMediaElement>('#media')
    return (
      media !== null && !media.seeking && media.readyState >= 1 && Math.abs(media.currentTime - wanted) <= 0.5
    )
  }, seconds)
}

const spoken = (page: Page): Promise<string | null> => page.locator('.s[aria-current]').textContent()

describe('from a search to the second', () => {
  it('a moment opens the recording there, with the sentence marked and the slide in step', async () => {
    await visit('/', async (page) => {
      await page.getByRole('searchbox').fill('"embedding latency"')
      await page.keyboard.press('Enter')
      const moment = page.locator('.moment', { hasText: 'said' }).first()
      const time = Number(new URL((await moment.getAttribute('href')) ?? '', site.url).searchParams.get('t'))
      expect(time).toBeGreaterThan(20)
      await moment.click()
      await expectTime(page, time)
      expect(await spoken(page)).toContain('the embedding latency is not what hurts')
      expect(await page.locator('[data-slide-page]').textContent()).toBe('3')
    })
  })

  it('a click on a sentence plays from it, and the mark moves on with the voice', async () => {
    await visit('/events/ranking-2026/recall', async (page) => {
      const question = page.getByRole('link', { name: 'Can I ask how rare a rare query is?' })
      await question.click()
      await page.waitForFunction(() =>
        document.querySelector('.s[aria-current]')?.textContent.startsWith('Can I ask'),
      )
      const time = await currentTime(page)
      expect(time).toBeGreaterThanOrEqual(23.9)
      expect(time).toBeLessThan(25)
      expect(page.url()).not.toContain('?t=')
      await page.waitForFunction(() =>
        document.querySelector('.s[aria-current]')?.textContent.startsWith('Seen fewer than ten'),
      )
      expect(await page.locator('.s[aria-current]').count()).toBe(1)
    })
  })

  it('by keyboard alone: arrows go from sentence to sentence, Enter plays one; typing keeps its letters', async () => {
    await visit('/events/ranking-2026/recall', async (page) => {
      await page.locator('.s').nth(1).focus()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.waitForFunction(
        () => (document.querySelector<HTMLMediaElement>('#media')?.currentTime ?? 0) > 8,
      )
      expect(await spoken(page)).toBe('That is the whole talk.')
      await page.locator('body').press('k')
      await page.waitForFunction(() => document.querySelector<HTMLMediaElement>('#media')?.paused)
      await page.keyboard.press('/')
      const before = await currentTime(page)
      await page.keyboard.type('jkl /')
      expect(await page.locator('#find').inputValue()).toBe('jkl /')
      expect(await currentTime(page)).toBe(before)
    })
  })

  it('the address leads there too: ?t=, #t=, a change of it, and #slide-4', async () => {
    await visit('/events/ranking-2026/recall?t=36.5', async (page) => {
      await expectTime(page, 36.5)
      await page.evaluate(() => {
        location.hash = 't=0:50'
      })
      await expectTime(page, 50)
      await page.waitForFunction(() =>
        document.querySelector('.s[aria-current]')?.textContent.includes('tail latency'),
      )
      await page.evaluate(() => {
        location.hash = 'slide-2'
      })
      await page.waitForFunction(() => document.querySelector('[data-slide-page]')?.textContent === '2')
    })
  })

  it('a slide leads to when it was up; without a recording it is shown', async () => {
    await visit('/events/ranking-2026/recall', async (page) => {
      await page.locator('.strip .slide').nth(4).click()
      await expectTime(page, 40.3)
      expect(await page.locator('[data-slide-title]').textContent()).toBe('Latency stays in budget')
    })
    await visit('/events/ranking-2026/towers', async (page) => {
      await page.getByRole('button', { name: 'Next slide' }).click()
      expect(await page.locator('[data-slide-title]').textContent()).toBe('Latency stays in budget')
      await page.locator('.strip .slide').nth(2).click()
      expect(await page.locator('[data-slide-page]').textContent()).toBe('3')
    })
  })

  it('a deck without a recording is turned by keys and by a finger', async () => {
    const shown = (page: Page, number: string): Promise<unknown> =>
      page.waitForFunction(
        (wanted) => document.querySelector('[data-slide-page]')?.textContent === wanted,
        number,
      )
    await visit(
      '/events/ranking-2026/towers',
      async (page) => {
        for (const [key, number] of [
          ['ArrowRight', '2'],
          ['End', '3'],
          ['ArrowLeft', '2'],
          ['Home', '1'],
        ] as const) {
          await page.keyboard.press(key)
          await shown(page, number)
        }
        const swipe = (from: number, to: number): Promise<void> =>
          page.locator('[data-slide-pane]').evaluate(
            (pane, [begin, end]) => {
              const touch = (clientX: number): Touch =>
                new Touch({ identifier: 1, target: pane, clientX, clientY: 200 })
              pane.dispatchEvent(new TouchEvent('touchstart', { touches: [touch(begin)], bubbles: true }))
              pane.dispatchEvent(new TouchEvent('touchend', { changedTouches: [touch(end)], bubbles: true }))
            },
            [from, to] as const,
          )
        await swipe(300, 200)
        await shown(page, '2')
        await swipe(200, 300)
        await shown(page, '1')
      },
      { hasTouch: true },
    )
  })

  it('a page turned by hand stays while the recording plays on, until the next slide comes up', async () => {
    await visit('/events/ranking-2026/recall?t=32', async (page) => {
      await expectTime(page, 32)
      await page.keyboard.press('k')
      await page.keyboard.press(']')
      await page.keyboard.press(']')
      await page.waitForFunction(
        () => (document.querySelector<HTMLMediaElement>('#media')?.currentTime ?? 0) > 34,
      )
      expect(await page.locator('[data-slide-page]').textContent()).toBe('6')
      await page.keyboard.press('4')
      await page.keyboard.press('ArrowRight')
      await page.waitForFunction(() => document.querySelector('[data-slide-page]')?.textContent === '3')
    })
  })

  it('following stops when the reader scrolls, and one control resumes it', async () => {
    await visit(
      '/events/ranking-2026/recall',
      async (page) => {
        await page.locator('.s').first().click()
        await page.waitForFunction(() =>
          document.querySelector('.s[aria-current]')?.textContent.startsWith('Recall is'),
        )
        await page.mouse.move(200, 350)
        await page.mouse.wheel(0, 1200)
        const resume = page.locator('[data-follow]')
        await resume.waitFor({ state: 'visible' })
        await resume.click()
        await page.waitForFunction(() => {
          const box = document.querySelector('.s[aria-current]')?.getBoundingClientRect()
          return box !== undefined && box.top > 0 && box.bottom < innerHeight
        })
        expect(await resume.isVisible()).toBe(false)
      },
      { viewport: { width: 1280, height: 500 }, reducedMotion: 'reduce' },
    )
  })
})

describe('without JavaScript', () => {
  it('a search, a moment and the second work', async () => {
    await visit(
      '/search?q=%22embedding+latency%22',
      async (page) => {
        const moment = page.locator('.moment', { hasText: 'said' }).first()
        await moment.click()
        expect(page.url()).toMatch(/recall\?t=\d/)
        expect(await spoken(page)).toContain('the embedding latency')
        expect(await page.locator('#media source').getAttribute('src')).toMatch(/video\.mp4#t=2\d/)
        expect(await page.locator('[data-theme-switch]').isVisible()).toBe(false)
        expect(await page.getByRole('button', { name: 'Next slide' }).isVisible()).toBe(false)
      },
      { javaScriptEnabled: false },
    )
  })
})

describe('the visitor', () => {
  it('reads times in their own zone', async () => {
    await visit(
      '/events/ranking-2026',
      async (page) => {
        const own = page.locator('[data-visitor-time]')
        await own.waitFor({ state: 'visible' })
        expect(await own.textContent()).toBe('15 May, 00:00–01:15 UTC+9 in your zone')
      },
      { timezoneId: 'Asia/Tokyo' },
    )
  })

  it('is not told the same time twice', async () => {
    await visit(
      '/events/ranking-2026',
      async (page) => {
        await page.waitForLoadState('networkidle')
        expect(await page.locator('[data-visitor-time]').isVisible()).toBe(false)
      },
      { timezoneId: 'America/New_York' },
    )
  })

  it('chooses light or dark, and finds it again', async () => {
    await visit('/', async (page) => {
      await page.locator('[data-theme-switch]').click()
      await page.goto(`${site.url}/topics`)
      expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
    })
  })
})
