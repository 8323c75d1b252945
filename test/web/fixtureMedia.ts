import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { createCanvas } from '@napi-rs/canvas'
import type { Image, MediaFile } from '../../src/archive/media.js'
import { findMediaTools } from '../../src/media/tools.js'

/** A media root and a folder of image objects, made for one test file. */
export interface FixtureMedia {
  readonly root: string
  readonly objects: string
  /** Writes a file below the media root and describes it. */
  file(path: string, body: Buffer | string, rest: Pick<MediaFile, 'role' | 'mediaType'>): Promise<MediaFile>
  /** Draws a slide and keeps it as an object. */
  slide(title: string, lines: readonly string[], hue: number): Promise<Image>
  /** A real video with sound, `seconds` long. */
  video(path: string, seconds: number): Promise<MediaFile>
  remove(): Promise<void>
}

/** @returns an empty media root below the temporary folder */
export async function createFixtureMedia(): Promise<FixtureMedia> {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-web-'))
  const root = join(folder, 'media')
  const objects = join(folder, '.objects')
  await Promise.all([mkdir(root), mkdir(objects)])

  const describe = async (path: string, rest: Pick<MediaFile, 'role' | 'mediaType'>): Promise<MediaFile> => {
    const name = path.split('/').at(-1) ?? path
    const body = await readFile(join(root, path))
    return { id: name, name, path, bytes: body.length, sha256: sha256(body), ...rest }
  }
  return {
    root,
    objects,
    file: async (path, body, rest) => {
      await mkdir(dirname(join(root, path)), { recursive: true })
      await writeFile(join(root, path), body)
      return describe(path, rest)
    },
    slide: async (title, lines, hue) => {
      const body = drawSlide(title, lines, hue)
      const object = sha256(body)
      await writeFile(join(objects, object), body)
      return { object, width: 960, height: 540 }
    },
    video: async (path, seconds) => {
      await mkdir(dirname(join(root, path)), { recursive: true })
      await record(join(root, path), seconds)
      return {
        ...(await describe(path, { role: 'video', mediaType: 'video/mp4' })),
        duration: seconds,
        height: 360,
      }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/** Where an object is, as a snapshot answers it: only for what was drawn here. */
export async function knownObjects(
  media: FixtureMedia,
  images: readonly Image[],
): Promise<Map<string, string>> {
  const known = new Map<string, string>()
  for (const { object } of images) {
    const path = join(media.objects, object)
    if ((await stat(path)).isFile()) known.set(object, path)
  }
  return known
}

function sha256(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex')
}

function drawSlide(title: string, lines: readonly string[], hue: number): Buffer {
  const canvas = createCanvas(960, 540)
  const context = canvas.getContext('2d')
  const isDark = hue % 2 === 1
  context.fillStyle = isDark ? `hsl(${hue} 40% 16%)` : '#ffffff'
  context.fillRect(0, 0, 960, 540)
  context.fillStyle = isDark ? '#ffffff' : '#16181b'
  context.font = 'bold 44px sans-serif'
  context.fillText(title, 60, 96, 840)
  context.fillStyle = `hsl(${hue} 70% 55%)`
  context.fillRect(60, 120, 72, 6)
  context.fillStyle = isDark ? '#d8dde2' : '#454a52'
  context.font = '30px sans-serif'
  lines.forEach((line, index) => {
    context.fillText(line, 60, 200 + index * 56, 840)
  })
  for (let bar = 0; bar < 9; bar += 1) {
    context.fillStyle = `hsl(${hue + bar * 9} 60% 58%)`
    const height = 30 + ((bar * 37 + hue) % 110)
    context.fillRect(560 + bar * 38, 500 - height, 26, height)
  }
  return canvas.toBuffer('image/webp', 82)
}

async function record(path: string, seconds: number): Promise<void> {
  const picture = `testsrc2=size=640x360:rate=5:duration=${seconds}`
  const sound = `sine=frequency=220:duration=${seconds}:sample_rate=22050`
  const codecs = [
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-crf',
    '34',
    '-g',
    '5',
    '-pix_fmt',
    'yuv420p',
    '-c:a',
    'aac',
  ]
  const { ffmpeg } = await findMediaTools()
  if (!ffmpeg)
    throw new Error('these tests need ffmpeg: apt install ffmpeg, or npm ci with optional packages')
  await promisify(execFile)(ffmpeg, [
    ...['-nostdin', '-v', 'error', '-y', '-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', sound],
    ...[...codecs, '-b:a', '32k', '-shortest', '-movflags', '+faststart', path],
  ])
}
