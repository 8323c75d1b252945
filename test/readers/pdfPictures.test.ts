import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'

import { renderDeck } from '../../src/readers/pdf/renderDeck.js'
import { temporaryFolder } from '../folders.js'
import { fileWith, makePdf, slide } from './pdfFixtures.js'
import { codesOf, valueOf } from './reading.js'

describe('pictures of a deck', () => {
  it('are WebP files of the width asked for, with the page on them', async () => {
    const folder = temporaryFolder()
    const file = fileWith(folder, 'slides.pdf', await makePdf([slide(1, 'One'), slide(2, 'Two')]))
    const reading = await renderDeck(file, folder, { path: 'slides.pdf', width: 640 })
    expect(reading.problems).toEqual([])
    expect(valueOf(reading)).toEqual([
      { page: 1, file: path.join(folder, 'page-1.webp'), width: 640, height: 360 },
      { page: 2, file: path.join(folder, 'page-2.webp'), width: 640, height: 360 },
    ])
    const bytes = readFileSync(path.join(folder, 'page-1.webp'))
    expect(bytes.subarray(8, 12).toString()).toBe('WEBP')
    expect(await darkPixels(bytes)).toBeGreaterThan(200)
  })

  it('keep a tall page within bounds', async () => {
    const folder = temporaryFolder()
    const file = fileWith(folder, 'tall.pdf', await makePdf([slide(1, 'Tall')], { size: [100, 5000] }))
    const [page] = valueOf(await renderDeck(file, folder, { path: 'tall.pdf', width: 400 }))
    expect(page).toMatchObject({ height: 800, width: 16 })
  })

  it('are none for what is no PDF', async () => {
    const folder = temporaryFolder()
    const reading = await renderDeck(fileWith(folder, 'slides.pdf', ''), folder, { path: 'slides.pdf' })
    expect(reading.value).toBeNull()
    expect(codesOf(reading)).toEqual(['file-empty'])
  })
})

async function darkPixels(webp: Buffer): Promise<number> {
  const image = await loadImage(webp)
  const canvas = createCanvas(image.width, image.height)
  canvas.getContext('2d').drawImage(image, 0, 0)
  const { data } = canvas.getContext('2d').getImageData(0, 0, image.width, image.height)
  return data.filter((value, i) => i % 4 === 0 && value < 100).length
}
