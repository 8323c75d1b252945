import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSampleSite, type SampleSite } from '../sampleSite.js'
import { launchChromium, type Launched } from './chromium.js'

const EVENT = path.resolve(import.meta.dirname, '../../media/personal-asplos-2020')

let chromium: Launched
let site: SampleSite
const indexDir = mkdtempSync(path.join(tmpdir(), 'lectern-sample-'))

beforeAll(async () => {
  // One after the other: the Chromium from npm changes the environment while it starts.
  chromium = await launchChromium()
  site = await openSampleSite(indexDir)
})
afterAll(async () => {
  await chromium.close()
  await site.close()
  rmSync(indexDir, { recursive: true, force: true })
})

/** When words are really said: their first word's own time in the narration's transcript, in seconds. */
function saidAt(words: string): number {
  interface Whisper {
    readonly segments: readonly {
      readonly words: readonly { readonly word: string; readonly start: number }[]
    }[]
  }
  const json = JSON.parse(
    readFileSync(path.join(EVENT, 'at-scale-inference/transcript.en.json'), 'utf8'),
  ) as Whisper
  const all = json.segments.flatMap((segment) => segment.words)
  const plain = all.map(({ word }) =>
    word
      .trim()
      .toLowerCase()
      .replace(/[.,:?]/g, ''),
  )
  const wanted = words.split(' ')
  const at = plain.findIndex((_word, index) => wanted.every((word, n) => plain[index + n] === word))
  return all[at]?.start ?? NaN
}

describe('the sample collection, from an organizer’s folder to the second', () => {
  it.each(['p95 latency crosses', 'memory access is irregular', 'within the same p95 latency'])(
    'a search for “%s” opens the recording when it is said, with the sentence marked',
    async (words) => {
      const time = saidAt(words)
      expect(time).toBeGreaterThan(0)
      const page = await chromium.browser.newPage()
      await page.goto(site.url)
      await page.getByRole('searchbox').fill(`"${words}" in:said`)
      await page.keyboard.press('Enter')
      await page.locator('.moment').first().click()
      await page.waitForFunction(() => {
        const media = document.querySelector<HTMLMediaElement>('#media')
        return media !== null && media.readyState >= 1 && !media.seeking && media.currentTime > 0
      })
      const at = await page.locator('#media').evaluate((media) => (media as HTMLMediaElement).currentTime)
      expect(Math.abs(at - time)).toBeLessThanOrEqual(0.5)
      const spoken = await page.locator('.s[aria-current]').textContent()
      expect(spoken?.toLowerCase()).toContain(words.split(' ').at(-1))
      await page.close()
    },
  )

  it('a list shows small pictures, and the slide beside the recording is always the large one', async () => {
    const page = await chromium.browser.newPage()
    await page.goto(`${site.url}/events/personal-asplos-2020/at-scale-inference?t=83.5`)
    const shown = page.locator('[data-slide-pane] img')
    const width = (): Promise<number> =>
      shown.evaluate(async (image) => {
        if (!(image instanceof HTMLImageElement)) return 0
        await image.decode()
        return image.naturalWidth
      })
    expect(await width()).toBe(1280)
    const before = await shown.getAttribute('src')
    await page.keyboard.press(']')
    await page.waitForFunction(
      (src) => document.querySelector('[data-slide-pane] img')?.getAttribute('src') !== src,
      before,
    )
    expect(await width()).toBe(1280)
    const listed = page.locator('[data-strip] a[aria-current] img')
    expect(await listed.getAttribute('src')).toContain('/small/')
    await page.close()
  })

  it('every recording plays, and every talk without one says why', async () => {
    const page = await chromium.browser.newPage()
    await page.goto(`${site.url}/events/personal-asplos-2020`)
    const talks = await page
      .locator('.schedule h3 a')
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href))
    expect(talks).toHaveLength(7)
    let recorded = 0
    for (const talk of talks) {
      await page.goto(talk)
      if ((await page.locator('video').count()) === 0) {
        expect(await page.locator('main').textContent()).toContain('Only slides were published')
        continue
      }
      recorded++
      await page.locator('video').evaluate((video) => (video as HTMLVideoElement).play())
      await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.5)
    }
    expect(recorded).toBe(4)
    await page.close()
  })
})
