import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { now, openWatch, ready, TALK, type Watch } from './watchVisits.js'

let watch: Watch

beforeAll(async () => {
  watch = await openWatch()
})
afterAll(() => watch.close())

describe('what people are used to', () => {
  it('the space bar stops what a press on the ruler or on a sentence has moved', async () => {
    await watch.visit(TALK, async (page) => {
      await ready(page)
      await page.locator('[data-scrub]').click()
      await page.keyboard.press(' ')
      await page.getByRole('button', { name: 'Pause' }).waitFor()
      await page.locator('.s').nth(2).click()
      await page.waitForFunction(
        () => (document.querySelector<HTMLMediaElement>('#media')?.currentTime ?? 99) < 12,
      )
      await page.keyboard.press(' ')
      expect((await now(page)).paused).toBe(true)
    })
  })

  it('letters mean the same with Caps Lock, and on buttons', async () => {
    await watch.visit(TALK, async (page) => {
      await ready(page)
      await page.keyboard.press('K')
      await page.getByRole('button', { name: 'Pause' }).waitFor()
      await page.locator('[data-do="mute"]').focus()
      await page.keyboard.press('k')
      expect(await now(page)).toMatchObject({ paused: true, muted: false })
      await page.keyboard.press(' ')
      expect(await now(page)).toMatchObject({ paused: true, muted: true })
    })
  })

  it('the list of keys goes as it came, or with a press beside it', async () => {
    await watch.visit(TALK, async (page) => {
      await ready(page)
      const dialog = page.getByRole('dialog', { name: 'Keyboard' })
      for (const close of [() => page.keyboard.press('?'), () => page.mouse.click(5, 5)]) {
        await page.keyboard.press('?')
        await dialog.waitFor({ state: 'visible' })
        await dialog.getByRole('heading').click()
        expect(await dialog.isVisible()).toBe(true)
        await close()
        await dialog.waitFor({ state: 'hidden' })
      }
    })
  })

  it('finding leaves the full screen, where its field is not', async () => {
    await watch.visit(TALK, async (page) => {
      await ready(page)
      await page.keyboard.press('f')
      await page.waitForFunction(() => document.fullscreenElement !== null)
      await page.keyboard.press('/')
      await page.waitForFunction(() => document.activeElement?.id === 'find')
      await page.keyboard.type('tail')
      expect(await page.locator('#find').inputValue()).toBe('tail')
    })
  })

  it('the ruler leads to wherever it is pressed', async () => {
    await watch.visit(TALK, async (page) => {
      await ready(page)
      const box = await page.locator('[data-ruler]').boundingBox()
      if (!box) throw new Error('the ruler is not laid out')
      await page.mouse.click(box.x + box.width * 0.75, box.y + 8)
      await page.waitForFunction(
        () => Math.abs((document.querySelector<HTMLMediaElement>('#media')?.currentTime ?? 0) - 30) < 0.5,
      )
    })
  })
})

describe('captions of several languages', () => {
  it('are chosen apart from the words on the page, and stay chosen', async () => {
    await watch.visit('/events/watch-2026/late-screen', async (page) => {
      await ready(page)
      const modes = (): Promise<Record<string, string>> =>
        page
          .locator('#media')
          .evaluate((media) =>
            Object.fromEntries(
              [...(media as HTMLMediaElement).textTracks].map(({ language, mode }) => [language, mode]),
            ),
          )
      expect(await modes()).toEqual({ en: 'showing', de: 'disabled' })
      await page.getByRole('button', { name: /Captions in English/ }).click()
      expect(await modes()).toEqual({ en: 'hidden', de: 'showing' })
      await page.keyboard.press('c')
      expect(await modes()).toEqual({ en: 'hidden', de: 'disabled' })
      await page.keyboard.press('c')
      await page.reload()
      await ready(page)
      expect(await modes()).toEqual({ en: 'hidden', de: 'showing' })
      await page.getByRole('button', { name: /Captions in German/ }).click()
      expect(await modes()).toEqual({ en: 'showing', de: 'disabled' })
    })
  })

  it('are no question where there is one', async () => {
    await watch.visit(TALK, async (page) => {
      await ready(page)
      expect(await page.locator('[data-do="language"]').count()).toBe(0)
    })
  })
})

describe('an address', () => {
  it.each(['#%E0%A4%A', '#t=soon', '#t=-4', '#slide-99', '#'])(
    'that ends in %s leaves the page working',
    async (end) => {
      await watch.visit(TALK + end, async (page) => {
        await ready(page)
        await page.keyboard.press('5')
        await ready(page)
        expect((await now(page)).time).toBeCloseTo(20, 0)
        await page.evaluate(() => {
          location.hash = '#%'
        })
        await page.getByRole('tab', { name: 'About' }).click()
        expect(await page.locator('#about').isVisible()).toBe(true)
      })
    },
  )

  it('does not lead back to where it was opened, when the page is loaded again or gone back to', async () => {
    await watch.visit(`${TALK}?t=4`, async (page) => {
      await ready(page)
      await page.keyboard.press('k')
      await page.keyboard.press('6')
      await page.waitForFunction(
        () => (document.querySelector<HTMLMediaElement>('#media')?.currentTime ?? 0) > 24.3,
      )
      await page.keyboard.press('k')
      const { time } = await now(page)
      for (const again of [
        () => page.reload(),
        async () => {
          await page.goto(`${watch.url}/events/watch-2026/sound`)
          await page.goBack()
        },
      ]) {
        await again()
        await ready(page)
        expect(page.url()).toMatch(/\?t=4$/)
        expect(Math.abs((await now(page)).time - time)).toBeLessThan(0.5)
      }
      // Who follows the link anew means its second.
      await page.goto(`${watch.url}${TALK}?t=8`)
      await ready(page)
      expect((await now(page)).time).toBeCloseTo(8, 1)
    })
  })
})
