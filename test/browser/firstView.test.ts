import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { layoutShiftOf } from './layoutShift.js'
import { openWatch, PHONE, type Watch } from './watchVisits.js'

let watch: Watch
let slow: SlowLine

beforeAll(async () => {
  watch = await openWatch()
  slow = await openSlowLine(watch.url)
})
afterAll(async () => {
  await slow.close()
  await watch.close()
})

/** A line that lets a page through to the first paragraph of its transcript, and the rest when told. */
interface SlowLine {
  readonly url: string
  letTheRestCome(): void
  close(): Promise<void>
}

async function openSlowLine(site: string): Promise<SlowLine> {
  let waiting: (() => void)[] = []
  const server = createServer((from, to) => {
    const headers = { ...from.headers, 'accept-encoding': 'identity' }
    request(`${site}${from.url ?? ''}`, { headers }, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers)
      if (!answer.headers['content-type']?.startsWith('text/html')) {
        answer.pipe(to)
        return
      }
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => {
        const page = Buffer.concat(parts)
        const words = page.indexOf('class="para')
        const second = page.indexOf('<div class="para', words)
        const cut = second < 0 ? words : second
        to.write(page.subarray(0, cut))
        waiting.push(() => to.end(page.subarray(cut)))
      })
    }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    letTheRestCome: () => {
      for (const end of waiting) end()
      waiting = []
    },
    close: () => closeServer(server),
  }
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}

describe('while the end of the transcript is still on its way', () => {
  it.each([
    ['two-videos', 1280],
    ['two-videos', 768],
    ['two-videos', 390],
    ['late-screen', 1280],
    ['long', 1280],
    ['long', 390],
    ['sound', 1280],
    ['sound', 390],
    ['arabic', 390],
  ])('%s at %i px is shown, and nothing moves when the rest comes', async (talk, width) => {
    // Any page, to have one: this one is opened through the slow line.
    await watch.visit(
      '/faq',
      async (page) => {
        await page.goto(`${slow.url}/events/watch-2026/${talk}`, { waitUntil: 'commit' })
        await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0)
        expect(await page.evaluate(() => document.readyState)).toBe('loading')
        expect(await page.locator('h1').isVisible()).toBe(true)
        expect(await page.locator('.para').count()).toBeLessThan(2)
        slow.letTheRestCome()
        await page.locator('[data-controls]').waitFor({ state: 'visible' })
        await page.waitForLoadState('networkidle')
        expect(await layoutShiftOf(page)).toBeLessThan(0.01)
      },
      width < 500 ? PHONE : { viewport: { width, height: 800 } },
    )
  })

  it('it has the theme that the visitor chose', async () => {
    await watch.visit('/faq', async (page) => {
      await page.addInitScript(() => {
        localStorage.setItem('lectern-theme', 'dark')
      })
      await page.goto(`${slow.url}/events/watch-2026/long`, { waitUntil: 'commit' })
      await page.waitForFunction(() => performance.getEntriesByName('first-paint').length > 0)
      expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark')
      slow.letTheRestCome()
      await page.locator('[data-theme-switch]').click()
      expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('light')
    })
  })
})
