import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWatch, ready, TALK, type Watch } from './watchVisits.js'

let watch: Watch

beforeAll(async () => {
  watch = await openWatch()
})
afterAll(() => watch.close())

const SMALL = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true } as const

/** The buttons that can be seen, by their names. */
async function shown(page: Page): Promise<readonly string[]> {
  const buttons = await page.locator('.controls button').all()
  const names = await Promise.all(
    buttons.map(async (button) =>
      (await button.isVisible()) ? await button.getAttribute('aria-label') : null,
    ),
  )
  return names.filter((name) => name !== null)
}

describe('picture-in-picture', () => {
  it('takes the video out of the page and back, and the button says which', async () => {
    await watch.visit(TALK, async (page) => {
      await ready(page)
      const button = page.getByRole('button', { name: 'Picture in picture' })
      expect(await button.getAttribute('aria-pressed')).toBe('false')
      await button.click()
      await page.waitForFunction(() => document.pictureInPictureElement?.id === 'media')
      await page.locator('[data-do="inset"][aria-pressed="true"]').waitFor()
      await button.click()
      await page.waitForFunction(() => document.pictureInPictureElement === null)
      await page.locator('[data-do="inset"][aria-pressed="false"]').waitFor()
    })
  })

  it('is offered only where the browser has it, and only for a video', async () => {
    await watch.visit('/events/watch-2026/sound', async (page) => {
      await ready(page)
      expect(await shown(page)).not.toContain('Picture in picture')
    })
    await watch.visit(TALK, async (page) => {
      await page.addInitScript(() => {
        Object.defineProperty(Document.prototype, 'pictureInPictureEnabled', { get: () => undefined })
      })
      await page.reload()
      await ready(page)
      expect(await shown(page)).toContain('Full screen')
      expect(await shown(page)).not.toContain('Picture in picture')
    })
  })
})

describe('the buttons under the stage', () => {
  it('are all there on the smallest telephone, large enough for a finger', async () => {
    await watch.visit(
      TALK,
      async (page) => {
        await ready(page)
        const more = page.getByRole('button', { name: 'More controls' })
        await more.tap()
        expect(await more.getAttribute('aria-expanded')).toBe('true')
        expect((await shown(page)).toSorted()).toEqual(
          [
            ...['Play', 'Back 10 seconds', 'Ahead 10 seconds', 'Speed 1×', 'Captions', 'Mute'],
            ...[
              'Another pane large',
              'Picture in picture',
              'Full screen',
              'Keyboard shortcuts',
              'More controls',
            ],
          ].toSorted(),
        )
        for (const button of await page.locator('.controls button:visible').all()) {
          const box = await button.boundingBox()
          const name = await button.getAttribute('aria-label')
          expect(Math.min(box?.width ?? 0, box?.height ?? 0), String(name)).toBeGreaterThanOrEqual(44)
          expect((box?.x ?? 0) + (box?.width ?? 0), String(name)).toBeLessThanOrEqual(320)
        }
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
        await page.getByRole('button', { name: 'Another pane large' }).tap()
        expect(await page.locator('[data-stage]').getAttribute('data-large')).toBe('video')
        await page.keyboard.press('Escape')
        expect(await shown(page)).not.toContain('Mute')
        expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
          'More controls',
        )
      },
      SMALL,
    )
  })

  it('come back into one row, in their order, when the window grows', async () => {
    await watch.visit(TALK, async (page) => {
      await ready(page)
      const wide = await shown(page)
      expect(wide).not.toContain('More controls')
      await page.setViewportSize({ width: 360, height: 700 })
      await page.getByRole('button', { name: 'More controls' }).click()
      await page.setViewportSize({ width: 1280, height: 900 })
      await page.locator('[data-more]').waitFor({ state: 'hidden' })
      expect(await shown(page)).toEqual(wide)
    })
  })
})

describe('a recording that does not come', () => {
  it('says that it is waited for, and no longer when it has come', async () => {
    await watch.visit('/faq', async (page) => {
      let letIn: () => void = () => undefined
      const isLetIn = new Promise<void>((resolve) => {
        letIn = resolve
      })
      await page.route('**/video.mp4*', async (route) => {
        await isLetIn
        await route.continue()
      })
      await page.goto(`${watch.url}/events/watch-2026/long`)
      await page.locator('[data-controls]').waitFor({ state: 'visible' })
      expect(await page.locator('.is-waiting').count()).toBe(0)
      await page.keyboard.press('k')
      await page.locator('.pane-video.is-waiting').waitFor()
      letIn()
      await page.locator('.pane-video:not(.is-waiting)').waitFor()
      await page.waitForFunction(() => document.querySelector<HTMLMediaElement>('#media')?.paused === false)
    })
  })
})
