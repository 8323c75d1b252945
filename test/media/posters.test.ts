import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'

import { measureFrame, type FrameMeasure } from '../../src/media/frameQuality.js'
import { posterOf } from '../../src/media/poster.js'
import { temporaryFolder, writeFiles } from '../folders.js'
import { ffmpegProgram, makeWith, testPicture } from './recordings.js'

const source = (filter: string): string[] => ['-f', 'lavfi', '-i', filter]
const H264 = ['-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-an']

/** The poster of a made video, small and gray, with its measures. */
async function posterSeen(
  file: string,
  duration: number,
): Promise<FrameMeasure & { mean: number; width: number; height: number }> {
  const { value, problems } = await posterOf(file, path.basename(file), duration, await ffmpegProgram())
  expect(problems).toEqual([])
  const image = await loadImage(Buffer.from(value ?? []))
  const canvas = createCanvas(320, 180)
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0, 320, 180)
  const { data } = context.getImageData(0, 0, 320, 180)
  const pixels = Uint8Array.from(
    { length: 320 * 180 },
    (_, i) => ((data[i * 4] ?? 0) + (data[i * 4 + 1] ?? 0) + (data[i * 4 + 2] ?? 0)) / 3,
  )
  const mean = pixels.reduce((sum, value) => sum + value, 0) / pixels.length
  return {
    ...measureFrame({ width: 320, height: 180, pixels }),
    mean,
    width: image.width,
    height: image.height,
  }
}

describe('a poster', () => {
  it('is not black when most of the video is', async () => {
    const folder = temporaryFolder()
    const filter = `[0][1]concat=n=2:v=1,fps=10[v]`
    const inputs = [...source('color=black:s=320x180:r=10:d=16'), ...testPicture(4)]
    const file = await makeWith(
      folder,
      ...inputs,
      '-filter_complex',
      filter,
      '-map',
      '[v]',
      ...H264,
      'late.mp4',
    )
    expect((await posterSeen(file, 20)).spread).toBeGreaterThan(40)
  })

  it('is no fade: the picture in full rather than on its way from black', async () => {
    const folder = temporaryFolder()
    const file = await makeWith(folder, ...testPicture(12), '-vf', 'fade=in:0:100', ...H264, 'fade.mp4')
    const full = await makeWith(folder, ...testPicture(12), ...H264, 'full.mp4')
    expect((await posterSeen(file, 12)).spread).toBeGreaterThan(0.85 * (await posterSeen(full, 12)).spread)
  })

  it('is sharp when most of the video is blurred', async () => {
    const folder = temporaryFolder()
    const blurred = `boxblur=8:2:enable='not(between(t,9,12))'`
    const file = await makeWith(folder, ...testPicture(20), '-vf', blurred, ...H264, 'blur.mp4')
    const sharp = await makeWith(folder, ...testPicture(20), ...H264, 'sharp.mp4')
    expect((await posterSeen(file, 20)).sharpness).toBeGreaterThan(
      0.6 * (await posterSeen(sharp, 20)).sharpness,
    )
  })

  it('is no card of one colour, and of a slide what can be read', async () => {
    const folder = temporaryFolder()
    writeFiles(folder, { 'slide.png': slide('Why the harbour floods') })
    const card = source('color=0x8040c0:s=1280x720:r=5:d=12')
    const shown = ['-loop', '1', '-framerate', '5', '-t', '8', '-i', path.join(folder, 'slide.png')]
    const filter = `[1]format=yuv420p[s];[0][s]concat=n=2:v=1[v]`
    const file = await makeWith(
      folder,
      ...card,
      ...shown,
      '-filter_complex',
      filter,
      '-map',
      '[v]',
      ...H264,
      'card.mp4',
    )
    const poster = await posterSeen(file, 20)
    expect([poster.width, poster.height]).toEqual([1280, 720])
    expect(poster.mean).toBeGreaterThan(200) // the slide is white, the card is not
    expect(poster.sharpness).toBeGreaterThan(50)
  })

  it('is not the first frame, but is of a video of one frame', async () => {
    const folder = temporaryFolder()
    // The first frame is the fullest picture, and yet it is a flash that nobody sees.
    const flash = `drawbox=c=gray:t=fill:enable='gt(n,0)',drawbox=x=40:y=40:w=80:h=60:c=white:t=fill:enable='gt(n,0)'`
    const file = await makeWith(folder, ...testPicture(8), '-vf', flash, ...H264, 'flash.mp4')
    expect((await posterSeen(file, 8)).entropy).toBeLessThan(2)
    const one = await makeWith(folder, ...testPicture(1), '-frames:v', '1', ...H264, 'one.mp4')
    expect((await posterSeen(one, 0.1)).spread).toBeGreaterThan(40)
    expect((await posterSeen(one, 0)).spread).toBeGreaterThan(40)
  })

  it.each([
    ['less than a second', ['320x180', 10, 0.4]],
    ['large pictures', ['4096x2304', 1, 2]],
    ['an odd size', ['321x181', 5, 1]],
  ] as const)('is made of %s', async (_what, [size, rate, seconds]) => {
    const file = await makeWith(
      temporaryFolder(),
      ...testPicture(seconds, size, rate),
      '-c:v',
      'mpeg4',
      'talk.mp4',
    )
    const { width, spread } = await posterSeen(file, seconds)
    expect(width).toBeLessThanOrEqual(1280)
    expect(spread).toBeGreaterThan(40)
  })

  it('is found in a video of two hours whose only key frame is its first', async () => {
    const inputs = source('testsrc=size=160x90:rate=1/4:duration=7200')
    const file = await makeWith(
      temporaryFolder(),
      ...inputs,
      '-preset',
      'ultrafast',
      '-g',
      '9999',
      '-keyint_min',
      '9999',
      '-sc_threshold',
      '0',
      ...H264,
      'long.mp4',
    )
    expect((await posterSeen(file, 7200)).spread).toBeGreaterThan(40)
  })

  it('is missing, with a word, where no frame can be decoded', async () => {
    const folder = temporaryFolder()
    const whole = readFileSync(
      await makeWith(folder, ...testPicture(2), ...H264, '-movflags', '+faststart', 'whole.mp4'),
    )
    writeFiles(folder, { 'headless.mp4': whole.fill(0, whole.indexOf('mdat') + 4) })
    const { value, problems } = await posterOf(
      path.join(folder, 'headless.mp4'),
      'e/t/headless.mp4',
      2,
      await ffmpegProgram(),
    )
    expect(value).toBeNull()
    expect(problems).toMatchObject([
      { code: 'poster-failed', message: 'no poster could be made: not one frame of it can be decoded' },
    ])
  })
})

function slide(title: string): Buffer {
  const canvas = createCanvas(1280, 720)
  const context = canvas.getContext('2d')
  context.fillStyle = 'white'
  context.fillRect(0, 0, 1280, 720)
  context.fillStyle = 'black'
  context.font = '64px sans-serif'
  context.fillText(title, 80, 140)
  context.font = '40px sans-serif'
  for (let line = 0; line < 5; line++)
    context.fillText(`A line of text that can be read, number ${line + 1}`, 80, 280 + line * 70)
  return canvas.toBuffer('image/png')
}
