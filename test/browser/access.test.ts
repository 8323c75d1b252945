import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { barriersOf, pageForAxe } from './axe.js'
import { launchChromium, type Launched } from './chromium.js'
import { serveFixture, type Served } from './served.js'

const PAGES = [
  '/',
  '/events',
  '/events?by=series',
  '/talks',
  '/talks?without=slides',
  '/statistics',
  '/events/ranking-2026',
  '/events/wide-2025',
  '/events/empty-2020',
  '/events/ranking-2026/recall?t=26',
  '/events/ranking-2026/towers',
  '/events/ranking-2026/abstract-only',
  '/events/ranking-2026/withdrawn',
  '/events/wide-2025/arabic',
  '/topics',
  '/topics/retrieval',
  '/topics/spring-schools',
  '/speakers',
  '/speakers/ines-okafor',
  '/faq',
  '/api',
  '/search',
  '/search?q=latency',
  '/search?q=zzqqzz+latency&year=1999',
  '/nothing-here',
]

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

describe('in light and dark', () => {
  const axePage = pageForAxe(() => chromium)

  it.each(PAGES)('%s has no barrier that axe knows', async (path) => {
    const page = axePage()
    await page.goto(site.url + path)
    expect(await barriersOf(page)).toEqual([])
  })
})

describe('every width', () => {
  it.each([320, 390, 768, 1920])('%i px needs no scrolling sideways', async (width) => {
    const context = await chromium.browser.newContext({ viewport: { width, height: 800 } })
    const page = await context.newPage()
    const wide: string[] = []
    for (const path of [...PAGES, '/events/wide-2025/long', '/events/wide-2025/hostile']) {
      await page.goto(site.url + path)
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) wide.push(path)
    }
    await context.close()
    expect(wide).toEqual([])
  })

  it.each([320, 390, 640, 768, 960])(
    'at %i px nothing above the results lies under another',
    async (width) => {
      const context = await chromium.browser.newContext({ viewport: { width, height: 800 } })
      const page = await context.newPage()
      const covered: string[] = []
      for (const query of ['latency', 'latancy', 'latency&in=speech&has=video']) {
        await page.goto(`${site.url}/search?q=${query}`)
        covered.push(
          ...(await page.evaluate(() =>
            [
              ...document.querySelectorAll(
                '.masthead a, .masthead input, .answer-head a, .facets-fold > summary',
              ),
            ]
              .filter((element) => element.checkVisibility())
              .filter((element) => {
                // A link may run over two lines.
                return [...element.getClientRects()].some((box) => {
                  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
                  return !element.contains(top)
                })
              })
              .map((element) => `${location.search} ${element.outerHTML.slice(0, 80)}`),
          )),
        )
      }
      await context.close()
      expect(covered).toEqual([])
    },
  )

  it('a finger finds 44 pixels to press', async () => {
    const context = await chromium.browser.newContext({
      viewport: { width: 390, height: 800 },
      hasTouch: true,
      isMobile: true,
    })
    const page = await context.newPage()
    for (const path of ['/', '/events/ranking-2026', '/search?q=latency', '/events/ranking-2026/recall']) {
      await page.goto(site.url + path)
      const small = await page.evaluate(() =>
        [
          ...document.querySelectorAll(
            'button, summary, input:not([type=hidden]), nav:not([aria-label=Breadcrumb]) a, .moment',
          ),
        ]
          // What is folded cannot be pressed; a box is pressed with its label.
          .filter((element) => element.checkVisibility({ visibilityProperty: true }))
          .map((element) => element.closest('label') ?? element)
          .map((element) => ({ html: element.outerHTML.slice(0, 90), box: element.getBoundingClientRect() }))
          .filter(({ html, box }) => box.height > 0 && box.height < 44 && !html.includes('id="q'))
          .map(({ html, box }) => `${box.height} ${html}`),
      )
      expect([path, small]).toEqual([path, []])
    }
    await context.close()
  })
})
