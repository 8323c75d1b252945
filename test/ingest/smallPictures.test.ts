import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import request from 'supertest'
import { describe, expect, it } from 'vitest'

import type { TalkContent } from '../../src/archive/event.js'
import { createApp } from '../../src/web/app.js'
import { openLiveArchive } from '../../src/web/liveArchive.js'
import { makePdf, slide } from '../readers/pdfFixtures.js'
import { place, run, type Place } from './place.js'

const TALK = 'harbour-days/tides'

async function withDeck(): Promise<Place> {
  const poster = createCanvas(400, 225)
  poster.getContext('2d').fillRect(0, 0, 200, 225)
  return place({
    [`${TALK}/slides.pdf`]: await makePdf([slide(1, 'Tides', 'in and out'), slide(2, 'Locks')]),
    [`${TALK}/poster.png`]: poster.toBuffer('image/png'),
  })
}

async function serve<T>(
  where: Place,
  visit: (app: ReturnType<typeof createApp>, content: TalkContent) => Promise<T>,
): Promise<T> {
  const source = openLiveArchive(where.indexDir, '')
  await source.refresh()
  try {
    const content = await source.current()?.content(TALK)
    if (!content) throw new Error('there is no such talk')
    return await visit(createApp({ source, mediaRoot: where.mediaDir, basePath: '', version: '0' }), content)
  } finally {
    source.close()
  }
}

const widthOf = async (bytes: unknown): Promise<number> => (await loadImage(bytes as Buffer)).width

describe('pictures for lists', () => {
  it('are small, beside the ones at the addresses that stay', async () => {
    const where = await withDeck()
    await run(where)
    await serve(where, async (app) => {
      const page = await request(app).get(`/events/${TALK}`)
      const small = /<img src="([^"]*\/small\/slides\/2\.webp\?v=[0-9a-f]{12})"/.exec(page.text)?.[1] ?? ''
      const large =
        /data-page="2"[^>]* data-picture="([^"]*tides\/slides\/2\.webp\?v=[0-9a-f]{12})"/.exec(
          page.text,
        )?.[1] ?? ''
      const [one, other] = [await request(app).get(small), await request(app).get(large)]
      expect(await widthOf(one.body)).toBe(480)
      expect(await widthOf(other.body)).toBe(1280)
      expect(one.headers['cache-control']).toBe('private, max-age=31536000, immutable')
      expect(one.headers['etag']).not.toBe(other.headers['etag'])
      // Of a picture that is no wider there is no second one.
      expect(await widthOf((await request(app).get(`/events/${TALK}/small/poster.webp`)).body)).toBe(400)
      expect((await request(app).get(`/events/${TALK}/tiny/slides/2.webp`)).status).toBe(404)
    })
  })

  it('are made again when they are lost', async () => {
    const where = await withDeck()
    await run(where)
    const lost = await serve(where, (_app, { deck }) => Promise.resolve(deck?.slides[0]?.image?.small ?? ''))
    const file = path.join(where.indexDir, 'objects', lost.slice(0, 2), lost.slice(2))
    const before = readFileSync(file)
    rmSync(file)
    await run(where)
    expect(readFileSync(file).equals(before)).toBe(true)
  })
})
