import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { now, openWatch, PHONE, ready, TALK, type Watch } from './watchVisits.js'

let watch: Watch

beforeAll(async () => {
  watch = await openWatch()
})
afterAll(() => watch.close())

const LONG = '/events/watch-2026/long'
const LAPTOP = { viewport: { width: 1280, height: 800 } } as const

/** Until the spoken sentence can be seen, under the stage and over the window's lower edge. */
const inView = (page: Page, from: number): Promise<unknown> =>
  page.waitForFunction((time) => {
    const sentence = document.querySelector<HTMLElement>('.s[aria-current]')
    const box = sentence?.getBoundingClientRect()
    const stage = document.querySelector('.dock')?.getBoundingClientRect()
    return (
      box !== undefined &&
      stage !== undefined &&
      Number(sentence?.dataset['t']) >= time &&
      box.top > stage.bottom &&
      box.bottom < innerHeight
    )
  }, from)

const videoWidth = async (page: Page): Promise<number> =>
  (await page.locator('#media').boundingBox())?.width ?? 0

describe('who watches', () => {
  it('keeps the video large while the voice moves the words on', async () => {
    await watch.visit(
      LONG,
      async (page) => {
        await ready(page)
        const before = await videoWidth(page)
        await page.keyboard.press('k')
        await page.waitForFunction(() => scrollY > 0)
        await inView(page, 4)
        expect(await videoWidth(page)).toBe(before)
        // The reader's own scroll is for reading: the stage makes room for words.
        await page.mouse.move(400, 700)
        await page.mouse.wheel(0, 900)
        await page.locator('.player.is-small').waitFor()
        expect(await videoWidth(page)).toBeLessThan(before / 2)
      },
      LAPTOP,
    )
  })

  it('has the words where the recording went at once, however far', async () => {
    await watch.visit(
      LONG,
      async (page) => {
        await ready(page)
        await page.keyboard.press('k')
        await page.keyboard.press('8')
        await inView(page, 470)
        // Not only until what stands before it is laid out.
        await page.waitForTimeout(300)
        await inView(page, 470)
        await page.keyboard.press('1')
        await inView(page, 50)
      },
      LAPTOP,
    )
  })

  it.each([`${LONG}?t=300`, `${LONG}#t=300`])(
    'sees video and spoken sentence in one view on arrival at %s',
    async (address) => {
      await watch.visit(
        address,
        async (page) => {
          await ready(page)
          await inView(page, 290)
          expect((await page.locator('#media').boundingBox())?.y).toBeGreaterThanOrEqual(0)
          expect(await page.locator('.player.is-small').count()).toBe(0)
        },
        LAPTOP,
      )
    },
  )

  it('is not moved on a telephone before playing: the slide and the title come first', async () => {
    await watch.visit(
      `${LONG}?t=300`,
      async (page) => {
        await ready(page)
        await page.waitForTimeout(300)
        expect(await page.evaluate(() => scrollY)).toBe(0)
      },
      PHONE,
    )
  })

  it('may tab on to other parts of the page while it plays', async () => {
    await watch.visit(
      TALK,
      async (page) => {
        await ready(page)
        await page.keyboard.press('k')
        await page.locator('.s[aria-current]').waitFor()
        await page.locator('.next a').first().focus()
        await page.keyboard.press('Tab')
        await page.getByRole('button', { name: 'Resume following' }).waitFor()
        const there = await page.evaluate(() => scrollY)
        const { time } = await now(page)
        await page.waitForFunction(
          (until) => (document.querySelector<HTMLMediaElement>('#media')?.currentTime ?? 0) > until,
          time + 5,
        )
        expect(await page.evaluate(() => scrollY)).toBe(there)
      },
      LAPTOP,
    )
  })
})

describe('a quotation', () => {
  it('has the words that were selected, and nothing that stands between the paragraphs', async () => {
    await watch.visit(
      LONG,
      async (page) => {
        await ready(page)
        const select = (from: number, offset: number, to: number, end: number): Promise<void> =>
          page.evaluate(
            ([first, start, last, stop]) => {
              const sentences = document.querySelectorAll('.transcript .s')
              const [begin, finish] = [sentences[first]?.firstChild, sentences[last]?.firstChild]
              if (!begin || !finish) throw new Error('there are fewer sentences')
              const range = document.createRange()
              range.setStart(begin, start < 0 ? (begin.textContent?.length ?? 0) : start)
              range.setEnd(finish, stop)
              getSelection()?.removeAllRanges()
              getSelection()?.addRange(range)
            },
            [from, offset, to, end] as const,
          )
        const next = await page.evaluate(() => {
          const sentences = [...document.querySelectorAll('.transcript .s')]
          return sentences.findIndex((each) => each.closest('.para') !== sentences[0]?.closest('.para'))
        })
        await select(next - 1, 2, next, 10)
        await page.locator('.quote').click()
        expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
          /^“sentence that is long .* some words more\. A sentence”\n/,
        )
        // A selection that only touches the end of a sentence quotes the next, at its own second.
        await select(next - 1, -1, next, 10)
        await page.locator('.quote').click()
        expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
          new RegExp(`^“A sentence”\\n.*\\n.*\\?t=${next * 4}$`),
        )
      },
      { permissions: ['clipboard-read', 'clipboard-write'] },
    )
  })
})
