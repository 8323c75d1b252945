import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Locator } from 'playwright-core'
import { openWatch, TALK, type Watch } from './watchVisits.js'

let watch: Watch
beforeAll(async () => {
  watch = await openWatch()
})
afterAll(() => watch.close())

interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Where the words themselves stand, not the block they are in. */
const wordsOf = (what: Locator): Promise<Box> =>
  what.evaluate((element) => {
    const range = document.createRange()
    range.selectNodeContents(element)
    const { left, right, top, bottom } = range.getBoundingClientRect()
    return { left, right, top, bottom }
  })

describe('what a page must not do, whatever the talk', () => {
  it.each([390, 768, 1280, 1920])(
    'in Arabic, the fold for what came before lies over no chapter, at %i pixels',
    async (width) => {
      await watch.visit(
        '/events/watch-2026/arabic?t=22',
        async (page) => {
          const fold = await wordsOf(page.locator('.earlier > summary'))
          const chapter = await wordsOf(page.locator('.earlier + .chapter'))
          const isApart =
            fold.right <= chapter.left ||
            chapter.right <= fold.left ||
            fold.bottom <= chapter.top + 1 ||
            chapter.bottom <= fold.top + 1
          expect({ isApart, fold, chapter }).toMatchObject({ isApart: true })
        },
        { viewport: { width, height: 900 } },
      )
    },
  )

  it.each([
    [640, 400],
    [360, 260],
    [960, 360],
  ])('a frame of %i by %i shows the player with its controls', async (width, height) => {
    await watch.visit(
      `${TALK}/embed`,
      async (page) => {
        const play = page.locator('[data-do="play"]')
        await play.waitFor()
        const box = await play.boundingBox()
        expect((box?.y ?? height) + (box?.height ?? 0)).toBeLessThanOrEqual(height)
      },
      { viewport: { width, height } },
    )
  })
})
