import type { Page } from 'playwright-core'

/** How much of the page has moved since it was first shown: the sum of its layout shifts (WICG Layout Instability). */
export function layoutShiftOf(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if ('value' in entry) sum += Number(entry.value)
        }).observe({ type: 'layout-shift', buffered: true })
        // What was recorded so far is told in the next frame.
        requestAnimationFrame(() => {
          setTimeout(() => {
            resolve(sum)
          })
        })
      }),
  )
}
