import { createRequire } from 'node:module'
import type axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import type { Launched } from './chromium.js'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/**
 * One page for all tests of a block, since a new context takes as long as everything else. It bypasses our policy, which
 * refuses scripts from elsewhere: axe is one.
 */
export function pageForAxe(chromium: () => Launched): () => Page {
  let page: Page
  beforeAll(async () => {
    const context = await chromium().browser.newContext({ bypassCSP: true })
    page = await context.newPage()
  })
  afterAll(() => page.context().close())
  return () => page
}

/** What axe has against a page as it stands, in light and then in dark. */
export async function barriersOf(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: AXE })
  const barriers: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const found = await page.evaluate(async () => {
      // Colours in between are nobody's to read.
      const changes = document.getAnimations().filter((one) => one instanceof CSSTransition)
      await Promise.allSettled(changes.map(({ finished }) => finished))
      const { axe: run } = window as unknown as { axe: typeof axe }
      return (await run.run({ resultTypes: ['violations'] })).violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`,
      )
    })
    barriers.push(...found.map((barrier) => `in ${colorScheme}, ${barrier}`))
  }
  await page.emulateMedia({ colorScheme: 'light' })
  return barriers
}
