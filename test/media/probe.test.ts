import { copyFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { loadImage } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'

import { posterOf } from '../../src/media/poster.js'
import { posterFromImage } from '../../src/media/posterImage.js'
import { probeMedia } from '../../src/media/probe.js'
import { findMediaTools, type MediaTools } from '../../src/media/tools.js'
import { temporaryFolder, writeFiles } from '../folders.js'
import { makeRecording } from './recordings.js'

const NO_TOOLS: MediaTools = { ffmpeg: null, ffprobe: null, notice: null }

describe.each(['with ffprobe', 'without ffprobe'])('probing %s', (which) => {
  const toolsNow = async (): Promise<MediaTools> => (which === 'with ffprobe' ? findMediaTools() : NO_TOOLS)

  it.each(['talk.mp4', 'talk.webm', 'talk.mkv'])('knows length, picture and sound of %s', async (name) => {
    const file = await makeRecording(temporaryFolder(), name)
    const { value, problems } = await probeMedia(file, name, await toolsNow())
    expect(problems).toEqual([])
    expect(value).toMatchObject({ hasVideo: true, hasAudio: true, width: 320, height: 180 })
    expect(value?.duration).toBeCloseTo(4, 0)
  })

  it.each(['talk.mp3', 'talk.wav', 'talk.m4a'])('knows that %s is sound alone', async (name) => {
    const file = await makeRecording(temporaryFolder(), name)
    const { value } = await probeMedia(file, name, await toolsNow())
    expect(value).toMatchObject({ hasVideo: false, hasAudio: true })
    expect(value?.duration).toBeCloseTo(4, 0)
  })

  it.each([
    ['nothing', ''],
    ['text', 'no recording'],
    ['a page', '<!doctype html><title>Not found</title>'],
  ])('names a file that holds %s', async (_what, content) => {
    const folder = temporaryFolder()
    writeFiles(folder, { 'talk.mp4': content })
    const { value, problems } = await probeMedia(path.join(folder, 'talk.mp4'), 'e/t/talk.mp4', await toolsNow())
    expect(value).toBeNull()
    expect(problems).toMatchObject([{ severity: 'error', code: 'media-unreadable', path: 'e/t/talk.mp4' }])
    expect(problems[0]?.message).not.toContain(folder)
  })

  it('never reads another file through a playlist in disguise', async () => {
    const folder = temporaryFolder()
    const secret = await makeRecording(folder, 'secret.mp4')
    const disguises = {
      'hls.mp4': `#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n${secret}\n#EXT-X-ENDLIST\n`,
      'concat.mp4': `ffconcat version 1.0\nfile '${secret}'\n`,
      'sdp.mp4': 'v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 9 RTP/AVP 96\n',
    }
    writeFiles(folder, disguises)
    const tools = await findMediaTools()
    for (const name of Object.keys(disguises)) {
      const file = path.join(folder, name)
      expect((await probeMedia(file, name, await toolsNow())).value, name).toBeNull()
      expect((await posterOf(file, name, 4, tools.ffmpeg ?? '')).value, name).toBeNull()
    }
  })
})

describe('a poster', () => {
  it('is a WebP picture of the video, never wider than 1280 pixels', async () => {
    const file = await makeRecording(temporaryFolder(), 'wide.mp4', { size: '1920x1080', seconds: 2 })
    const { value, problems } = await posterOf(file, 'wide.mp4', 2, (await findMediaTools()).ffmpeg ?? '')
    expect(problems).toEqual([])
    const { width, height } = await loadImage(Buffer.from(value ?? []))
    expect([width, height]).toEqual([1280, 720])
  })

  it('is made with any file name, options and protocols included', async () => {
    const folder = temporaryFolder()
    const plain = await makeRecording(folder, 'plain.mp4')
    for (const name of ['-i.mp4', 'http:x.mp4', "it's %d, 50%.mp4", 'größe 日本.mp4']) {
      const odd = path.join(folder, name)
      copyFileSync(plain, odd)
      expect((await posterOf(odd, name, 4, (await findMediaTools()).ffmpeg ?? '')).problems, name).toEqual([])
      expect((await probeMedia(odd, name, await findMediaTools())).value?.duration, name).toBeCloseTo(4, 0)
    }
  })

  it('can be the organizer’s own picture, but no SVG in disguise', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="/etc/passwd"/></svg>'
    expect(await posterFromImage(Buffer.from(svg), 'e/t/poster.png')).toMatchObject({
      value: null,
      problems: [{ code: 'poster-unreadable', path: 'e/t/poster.png' }],
    })
  })

  it('that fails is a warning that does not show where the archive lies', async () => {
    const folder = temporaryFolder()
    writeFileSync(path.join(folder, 'broken.mp4'), 'no video')
    const { problems } = await posterOf(path.join(folder, 'broken.mp4'), 'e/t/broken.mp4', 4, (await findMediaTools()).ffmpeg ?? '')
    expect(problems).toMatchObject([{ severity: 'warning', code: 'poster-failed', path: 'e/t/broken.mp4' }])
    expect(problems[0]?.message).not.toContain(folder)
  })
})
