import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import { openSampleSite } from '../sampleSite.js'
import { launchChromium } from './chromium.js'
import { layOutCollection } from './watchCollection.js'

/** The collection to watch, served for real, and a browser to visit it with. */
export interface Watch {
  /** Of the site, without a slash at its end. */
  readonly url: string
  /** Opens a page of its own; it fails when a script does, or when the policy refuses anything. */
  visit(address: string, test: (page: Page) => Promise<void>, options?: BrowserContextOptions): Promise<void>
  close(): Promise<void>
}

/** The talk with a video of the speaker, one of the screen, and words with their own times. */
export const TALK = '/events/watch-2026/two-videos'
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const

export async function openWatch(): Promise<Watch> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lectern-watch-'))
  const chromium = await launchChromium()
  await layOutCollection(path.join(folder, 'media'))
  const site = await openSampleSite(path.join(folder, 'index'), { mediaDir: path.join(folder, 'media') })
  return {
    url: site.url,
    visit: async (address, test, options = {}) => {
      const context = await chromium.browser.newContext({
        viewport: { width: 1280, height: 900 },
        ...options,
      })
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text())
      })
      try {
        await page.goto(site.url + address)
        await test(page)
        expect(complaints).toEqual([])
      } finally {
        await context.close()
      }
    },
    close: async () => {
      await chromium.close()
      await site.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** What the recording does. */
export interface Now {
  readonly time: number
  readonly paused: boolean
  readonly rate: number
  readonly muted: boolean
  readonly captions: string | undefined
}

export const now = (page: Page): Promise<Now> =>
  page.locator('#media').evaluate((element) => {
    const media = element as HTMLMediaElement
    return {
      time: media.currentTime,
      paused: media.paused,
      rate: media.playbackRate,
      muted: media.muted,
      captions: media.textTracks[0]?.mode,
    }
  })

/** Until the recording can be moved and the page was painted: a browser passes over keys pressed before. */
export async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const media = document.querySelector<HTMLMediaElement>('#media')
    return media !== null && media.readyState >= 1 && !media.seeking
  })
  await page.evaluate(
    () =>
      new Promise((painted) => {
        requestAnimationFrame(() => requestAnimationFrame(painted))
      }),
  )
}
