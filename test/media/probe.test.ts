import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'

import { posterOf } from '../../src/media/poster.js'
import { posterFromImage } from '../../src/readers/pictures/posterImage.js'
import { probeMedia } from '../../src/media/probe.js'
import { findMediaTools, type MediaTools } from '../../src/media/tools.js'
import { temporaryFolder, writeFiles } from '../folders.js'
import { ffmpegProgram, makeRecording, makeWith, testPicture, tone, toolsFor, WAYS } from './recordings.js'

describe.each(WAYS)('probing %s', (way) => {
  const toolsNow = (): Promise<MediaTools> => toolsFor(way)

  it.each(['talk.mp4', 'talk.m4v', 'talk.mov', 'talk.webm'])(
    'knows length, picture and sound of %s',
    async (name) => {
      const file = await makeRecording(temporaryFolder(), name)
      const { value, problems } = await probeMedia(file, name, await toolsNow())
      expect(problems).toEqual([])
      expect(value).toMatchObject({ hasVideo: true, hasAudio: true, width: 320, height: 180 })
      expect(value?.duration).toBeCloseTo(4, 0)
    },
  )

  it('knows length, picture and sound of talk.mkv, which browsers refuse', async () => {
    const file = await makeRecording(temporaryFolder(), 'talk.mkv')
    const { value, problems } = await probeMedia(file, 'talk.mkv', await toolsNow())
    expect(problems.map(({ code }) => code)).toEqual(['media-not-playable'])
    expect(value).toMatchObject({ hasVideo: true, hasAudio: true, width: 320, height: 180, playable: false })
    expect(value?.duration).toBeCloseTo(4, 0)
  })

  it.each(['talk.mp3', 'talk.wav', 'talk.m4a', 'talk.ogg', 'talk.opus', 'talk.flac'])(
    'knows that %s is sound alone',
    async (name) => {
      const file = await makeRecording(temporaryFolder(), name)
      const { value, problems } = await probeMedia(file, name, await toolsNow())
      expect(problems).toEqual([])
      expect(value).toMatchObject({ hasVideo: false, hasAudio: true, playable: true })
      expect(value?.duration).toBeCloseTo(4, 0)
    },
  )

  it.each([90, 180, 270])('gives the size as shown of a picture turned by %s degrees', async (degrees) => {
    const folder = temporaryFolder()
    const flat = await makeRecording(folder, 'flat.mp4')
    // Written into the header by hand: versions of ffmpeg differ in the option for it.
    const bytes = readFileSync(flat)
    turn(bytes, degrees)
    writeFiles(folder, { 'turned.mp4': bytes })
    const { value } = await probeMedia(path.join(folder, 'turned.mp4'), 'turned.mp4', await toolsNow())
    expect([value?.width, value?.height]).toEqual(degrees === 180 ? [320, 180] : [180, 320])
    if (way === 'without ffprobe') return
    const poster = await posterOf(path.join(folder, 'turned.mp4'), 'turned.mp4', 4, await ffmpegProgram())
    const { width, height } = await loadImage(Buffer.from(poster.value ?? []))
    expect(width > height).toBe(degrees === 180)
  })

  it('gives the size as shown of pixels that are not square', async () => {
    const folder = temporaryFolder()
    const file = await makeWith(
      folder,
      ...testPicture(1, '240x180'),
      '-vf',
      'setsar=4/3',
      '-pix_fmt',
      'yuv420p',
      'wide.mp4',
    )
    const { value } = await probeMedia(file, 'wide.mp4', await toolsNow())
    expect([value?.width, value?.height]).toEqual([320, 180])
  })

  it('takes sound with a picture for its sleeve as sound', async () => {
    const folder = temporaryFolder()
    const cover = await makeWith(folder, ...testPicture(1), '-frames:v', '1', 'cover.png')
    const mapped = ['-map', '0:a', '-map', '1:v', '-c:v', 'png', '-disposition:v:0', 'attached_pic']
    for (const name of ['talk.mp3', 'talk.m4a', 'talk.flac']) {
      const file = await makeWith(folder, ...tone(2), '-i', cover, ...mapped, name)
      const { value } = await probeMedia(file, name, await toolsNow())
      expect(value, name).toMatchObject({ hasVideo: false, hasAudio: true, playable: true })
    }
  })

  it('says that a video has no sound, and takes a video file with sound alone as sound', async () => {
    const folder = temporaryFolder()
    const silent = await makeWith(
      folder,
      ...testPicture(2),
      '-pix_fmt',
      'yuv420p',
      '-movflags',
      '+faststart',
      'silent.mp4',
    )
    const read = await probeMedia(silent, 'silent.mp4', await toolsNow())
    expect(read.value).toMatchObject({ hasVideo: true, hasAudio: false, playable: true })
    expect(read.problems).toMatchObject([{ severity: 'info', code: 'media-no-sound' }])
    const dark = await makeWith(folder, ...tone(2), '-movflags', '+faststart', 'dark.mp4')
    expect((await probeMedia(dark, 'dark.mp4', await toolsNow())).value).toMatchObject({
      hasVideo: false,
      hasAudio: true,
    })
  })

  it('finds the length of what a browser recorded, which does not say it', async () => {
    const folder = temporaryFolder()
    const live = ['-c:v', 'libvpx', '-deadline', 'realtime', '-g', '20', '-c:a', 'libopus', '-live', '1']
    const file = await makeWith(folder, ...testPicture(6), ...tone(6), ...live, '-f', 'webm', 'live.webm')
    const { value, problems } = await probeMedia(file, 'live.webm', await toolsNow())
    expect(problems).toEqual([])
    expect(value?.duration).toBeCloseTo(6, 0)
  })

  it('knows the length of a variable frame rate', async () => {
    const folder = temporaryFolder()
    const uneven = "select='lt(t,1)+gt(mod(n,10),8)'"
    const file = await makeWith(
      folder,
      ...testPicture(6),
      ...tone(6),
      '-vf',
      uneven,
      '-vsync',
      'vfr',
      '-pix_fmt',
      'yuv420p',
      'uneven.mp4',
    )
    const { value } = await probeMedia(file, 'uneven.mp4', await toolsNow())
    expect(value?.duration).toBeCloseTo(6, 0)
    expect((await posterOf(file, 'uneven.mp4', 6, await ffmpegProgram())).problems).toEqual([])
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

  it.each(['-i.mp4', 'http:x.mp4', "it's %d, 50%.mp4", 'größe 日本.mp4'])(
    'is made of a file named %j',
    async (name) => {
      const folder = temporaryFolder()
      const odd = path.join(folder, name)
      copyFileSync(await makeRecording(folder, 'plain.mp4'), odd)
      expect((await posterOf(odd, name, 4, await ffmpegProgram())).problems).toEqual([])
      expect((await probeMedia(odd, name, await findMediaTools())).value?.duration).toBeCloseTo(4, 0)
    },
  )

  it('can be the organizer’s own picture, but no SVG in disguise', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="/etc/passwd"/></svg>'
    const folder = temporaryFolder()
    const cut = createCanvas(40, 30).toBuffer('image/png').subarray(0, 60)
    for (const bytes of [Buffer.from(svg), cut]) {
      writeFileSync(path.join(folder, 'poster.png'), bytes)
      expect(await posterFromImage(path.join(folder, 'poster.png'), 'e/t/poster.png')).toMatchObject({
        value: null,
        problems: [{ code: 'poster-unreadable', path: 'e/t/poster.png' }],
      })
    }
    writeFileSync(path.join(folder, 'poster.png'), createCanvas(2000, 1000).toBuffer('image/png'))
    const { value } = await posterFromImage(path.join(folder, 'poster.png'), 'e/t/poster.png')
    expect((await loadImage(Buffer.from(value ?? []))).width).toBe(1280)
  })

  it('that fails is a warning that does not show where the archive lies', async () => {
    const folder = temporaryFolder()
    writeFileSync(path.join(folder, 'broken.mp4'), 'no video')
    const { problems } = await posterOf(
      path.join(folder, 'broken.mp4'),
      'e/t/broken.mp4',
      4,
      (await findMediaTools()).ffmpeg ?? '',
    )
    expect(problems).toMatchObject([{ severity: 'warning', code: 'poster-failed', path: 'e/t/broken.mp4' }])
    expect(problems[0]?.message).not.toContain(folder)
  })
})

/** Sets the rotation in the display matrix of the first track (ISO/IEC 14496-12, section 8.3.2). */
function turn(bytes: Buffer, degrees: number): void {
  const matrix = bytes.indexOf('tkhd') + 4 + 40
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
  const cells = [cos, sin, -sin, cos].map((cell) => Math.round(cell * 65_536))
  for (const [i, at] of [0, 4, 12, 16].entries()) bytes.writeInt32BE(cells[i] ?? 0, matrix + at)
}
