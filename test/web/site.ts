import type { Express } from 'express'
import request, { type Test } from 'supertest'
import { afterAll } from 'vitest'
import { createApp, type AppOptions } from '../../src/web/app.js'
import { createFixture, type Fixture } from './fixture.js'

/** The real app over the fixture archive. */
export interface Site {
  readonly fixture: Fixture
  readonly app: Express
  get(path: string): Test
  /** Another app over the same archive. */
  with(options: Partial<AppOptions>): Express
}

/** Opens the fixture for a test file and removes it afterwards. */
export async function openSite(basePath = ''): Promise<Site> {
  const fixture = await createFixture(basePath)
  afterAll(() => fixture.close())
  const options = { source: fixture.source, mediaRoot: fixture.media.root, basePath, version: '1.2.3' }
  const app = createApp(options)
  return {
    fixture,
    app,
    get: (path) => request(app).get(path),
    with: (more) => createApp({ ...options, ...more }),
  }
}

/** Every kind of page there is. */
export const PAGES = [
  '/',
  '/events',
  '/events?by=series',
  '/talks',
  '/talks?without=recording',
  '/statistics',
  '/events/ranking-2026',
  '/events/wide-2025',
  '/events/empty-2020',
  '/events/ranking-2026/recall',
  '/events/ranking-2026/recall?t=26&transcript=de-auto',
  '/events/ranking-2026/recall?q=latency',
  '/events/ranking-2026/recall/embed',
  '/events/ranking-2026/towers',
  '/events/ranking-2026/abstract-only',
  '/events/ranking-2026/elsewhere',
  '/events/ranking-2026/remote',
  '/events/ranking-2026/withdrawn',
  '/events/ranking-2026/opted-out',
  '/events/wide-2025/hostile',
  '/events/wide-2025/arabic',
  '/events/wide-2025/japanese',
  '/events/wide-2025/long',
  '/topics',
  '/topics/retrieval',
  '/topics/hostile',
  '/topics/spring-schools',
  '/speakers',
  '/speakers/ines-okafor',
  '/speakers/robert',
  '/faq',
  '/api',
  '/search',
  '/search?q=latency',
  '/search?q=latency&in=speech&sort=date',
  '/search?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E',
  '/search?q=zzzzqqqq+xyxyxy',
] as const
