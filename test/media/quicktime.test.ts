import { mkdirSync } from 'node:fs'
import path from 'node:path'
import request from 'supertest'
import { expect, it } from 'vitest'

import { ingest } from '../../src/ingest/ingest.js'
import { createApp } from '../../src/web/app.js'
import { openLiveArchive } from '../../src/web/liveArchive.js'
import { temporaryFolder } from '../folders.js'
import { makeRecording } from './recordings.js'

it('announces QuickTime with H.264 and AAC as MP4, which browsers play, and as nothing to be cured', async () => {
  const root = temporaryFolder()
  const [mediaDir, indexDir] = [path.join(root, 'media'), path.join(root, 'index')]
  const folder = path.join(mediaDir, 'event', 'talk')
  mkdirSync(folder, { recursive: true })
  await makeRecording(folder, 'talk.mov', { seconds: 1 })
  const { problems } = await ingest({ mediaDir, indexDir })
  expect(problems.map(({ code }) => code)).not.toContain('media-not-playable')

  const source = openLiveArchive(indexDir, '')
  await source.refresh()
  source.close()
  const app = createApp({ source, mediaRoot: mediaDir, basePath: '', version: '1.0.0' })
  const { text } = await request(app).get('/events/event/talk').expect(200)
  const [tag = ''] = /<source[^>]*talk\.mov[^>]*>/.exec(text) ?? []
  expect(tag).toContain('type="video/mp4"')
  expect(text).not.toContain('video/quicktime')
})
