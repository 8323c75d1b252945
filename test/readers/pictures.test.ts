import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'

import { readPictures } from '../../src/readers/pictures/readPictures.js'
import { temporaryFolder } from '../folders.js'

const WIDE = createCanvas(800, 400).toBuffer('image/png')

function write(folder: string, name: string, bytes: Uint8Array): string {
  writeFileSync(path.join(folder, name), bytes)
  return path.join(folder, name)
}

describe('pictures', () => {
  it('are made smaller, never larger, each for itself', async () => {
    const folder = temporaryFolder()
    const files = [
      write(folder, 'wide.png', WIDE),
      write(folder, 'none.png', Buffer.from('no picture')),
      write(folder, 'small.png', createCanvas(50, 20).toBuffer('image/png')),
      path.join(folder, 'absent.png'),
    ]
    const outDir = temporaryFolder()
    const [wide, none, small, absent] = await readPictures({ files, outDir, width: 480, quality: 80 })
    expect(wide).toMatchObject({ width: 480, height: 240 })
    expect(small).toMatchObject({ width: 50, height: 20 })
    expect(none).toHaveProperty('reason')
    expect(JSON.stringify(absent)).not.toContain(folder)
    const { width, height } = await loadImage(wide && 'file' in wide ? wide.file : '')
    expect([width, height]).toEqual([480, 240])
  })

  it('are measured where nothing is to be made', async () => {
    const file = write(temporaryFolder(), 'wide.png', WIDE)
    expect(await readPictures({ files: [file], width: 0, quality: 0 })).toEqual([
      { file, width: 800, height: 400 },
    ])
  })

  it('may be more than one command line can name', async () => {
    const file = write(
      temporaryFolder(),
      `${'long-'.repeat(40)}.png`,
      createCanvas(2, 1).toBuffer('image/png'),
    )
    const files = Array.from({ length: 700 }, () => file)
    const pictures = await readPictures({ files, width: 0, quality: 0 })
    expect(pictures).toHaveLength(700)
    expect(pictures.every((picture) => 'width' in picture && picture.width === 2)).toBe(true)
  })
})
