import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSampleSite, type SampleSite } from '../sampleSite.js'
import { launchChromium, type Launched } from './chromium.js'

let chromium: Launched
let site: SampleSite
let index: string

beforeAll(async () => {
  index = await mkdtemp(join(tmpdir(), 'lectern-sample-'))
  ;[chromium, site] = await Promise.all([launchChromium(), openSampleSite(index, { basePath: '/talks' })])
})
afterAll(async () => {
  await chromium.close()
  await site.close()
  await rm(index, { recursive: true, force: true })
})

/** Phrases that the sample's narration says, each in a talk with another kind of transcript. */
it.each(['four questions', 'fifty milliseconds', 'recommendation takes'])(
  'the sample says “%s”: the recording opens there, and the sentence is marked',
  async (phrase) => {
    const page = await chromium.browser.newPage()
    await page.goto(`${site.url}/`)
    await page.getByRole('searchbox').fill(phrase)
    await page.keyboard.press('Enter')
    const moment = page
      .locator('.moment', { hasText: 'said' })
      .filter({ has: page.locator('.at:not(:empty)') })
      .first()
    const time = Number(new URL((await moment.getAttribute('href')) ?? '', site.url).searchParams.get('t'))
    await moment.click()
    await page.waitForFunction((wanted) => {
      const media = document.querySelector<HTMLMediaElement>('#media')
      return (
        media !== null &&
        !media.seeking &&
        media.readyState >= 2 &&
        Math.abs(media.currentTime - wanted) <= 0.5
      )
    }, time)
    const spoken = await page.locator('.s[aria-current]').textContent()
    const words = phrase.split(' ').map((word) => word.slice(0, 5).toLowerCase())
    expect(words.some((word) => spoken?.toLowerCase().includes(word))).toBe(true)
    await page.close()
  },
)
