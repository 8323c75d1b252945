import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'

import { ingest } from '../../../src/ingest/ingest.js'
import { createApp } from '../../../src/web/app.js'
import { openLiveArchive } from '../../../src/web/liveArchive.js'
import { startTrace, type Span, type Trace } from './watchTrace.js'

/** What loading the page cost, once for each load. Milliseconds. */
export interface LoadCost {
  /** Script until the page is quiet. */
  readonly scripts: readonly number[]
  /** The longest task of the main thread, whatever it did. */
  readonly longest: readonly number[]
  /** Until something can be read. */
  readonly painted: readonly number[]
}

/** What playing cost. Milliseconds. */
export interface PlayingCost {
  /** Script of each change of the spoken sentence, from the event that brought it, with what it led to. */
  readonly changes: readonly number[]
  /** All script of each second. */
  readonly perSecond: readonly number[]
  /** The longest task of the main thread, whatever it did. */
  readonly longest: number
}

/** How long after a change its consequences are counted: the next frames, with the observer that says where to scroll. */
const CONSEQUENCES_MS = 50
const QUIET_MS = 1500
/** The fastest speed that the page offers. */
const SPEED = 2
// What runs in the page is text: this project's types are those of a server.
const MEDIA = `document.querySelector('#media')`
/** Puts a mark into the trace at each change of the spoken sentence. */
const MARK_CHANGES = `
  new MutationObserver((changes) => {
    if (changes.some(({ target }) => target.matches('.s[aria-current]'))) performance.mark('bench:change')
  }).observe(document.querySelector('.transcript'), { subtree: true, attributeFilter: ['aria-current'] })`

/** A collection, ingested and served for real, by this process. */
export async function openSite(
  mediaDir: string,
  indexDir: string,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  await ingest({ mediaDir, indexDir })
  const archive = openLiveArchive(indexDir, '')
  await archive.refresh()
  const app = createApp({ source: archive, mediaRoot: mediaDir, basePath: '', version: 'bench' })
  const server = await new Promise<Server>((resolve) => {
    const starting = app.listen(0, '127.0.0.1', () => {
      resolve(starting)
    })
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      archive.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Loads a talk's page several times, each time with nothing remembered. */
export async function measureLoad(browser: Browser, address: string, times: number): Promise<LoadCost> {
  const cost = { scripts: [] as number[], longest: [] as number[], painted: [] as number[] }
  for (let i = 0; i < times; i += 1) {
    const page = await openPage(browser)
    const stop = await startTrace(await page.context().newCDPSession(page))
    await page.goto(address, { waitUntil: 'commit' })
    await page.evaluate(`performance.mark('bench:begin')`)
    await page.waitForLoadState('load')
    await page.waitForTimeout(QUIET_MS)
    const painted = await page.evaluate<number>(
      `performance.getEntriesByName('first-contentful-paint')[0]?.startTime`,
    )
    const { scripts, tasks } = await stop()
    await page.context().close()
    cost.scripts.push(sum(scripts))
    cost.longest.push(longestOf(tasks))
    cost.painted.push(painted)
  }
  return cost
}

/** @param seconds how long the talk is played */
export async function measurePlaying(
  browser: Browser,
  address: string,
  seconds: number,
): Promise<PlayingCost> {
  const page = await openPage(browser)
  await page.goto(address)
  await page.waitForFunction(`${MEDIA}?.readyState >= 3 && !${MEDIA}.seeking`)
  await page.evaluate(MARK_CHANGES)
  await page.keyboard.press('k')
  for (let i = 0; i < 4; i += 1) await page.keyboard.press('>')
  await page.waitForFunction(`${MEDIA}.playbackRate === ${SPEED}`)
  await page.waitForTimeout(QUIET_MS)
  const stop = await startTrace(await page.context().newCDPSession(page))
  await page.waitForTimeout(seconds * 1000)
  const trace = await stop()
  await page.context().close()
  return { changes: changesIn(trace), perSecond: perSecond(trace), longest: longestOf(trace.tasks) }
}

async function openPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  return context.newPage()
}

function changesIn({ marks, scripts }: Trace): readonly number[] {
  return marks
    .filter(({ name }) => name === 'bench:change')
    .map(({ at }) => {
      const cause = scripts.findLast(({ start }) => start <= at)
      const from = cause && cause.end >= at ? cause.start : at
      return sum(scripts.filter(({ start }) => start >= from && start < from + CONSEQUENCES_MS))
    })
}

function perSecond({ scripts }: Trace): readonly number[] {
  const [first] = scripts
  const seconds = new Map<number, number>()
  for (const { start, work } of scripts) {
    const second = Math.floor((start - (first?.start ?? 0)) / 1000)
    seconds.set(second, (seconds.get(second) ?? 0) + work)
  }
  return [...seconds.values()]
}

function sum(spans: readonly Span[]): number {
  return spans.reduce((total, { work }) => total + work, 0)
}

function longestOf(spans: readonly Span[]): number {
  return Math.max(0, ...spans.map(({ work }) => work))
}
