import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import type { Image } from '../archive/media.js'
import type { Reading } from '../archive/problem.js'
import { POSTER_VERSION, posterOf } from '../media/poster.js'
import { posterFromImage, posterRefused } from '../readers/pictures/posterImage.js'
import { drawConverted } from '../readers/office/convertedDeck.js'
import type { OfficeFormat } from '../readers/office/libreOffice.js'
import { readPictures } from '../readers/pictures/readPictures.js'
import { RENDER_VERSION, renderDeck, type RenderedPage } from '../readers/pdf/renderDeck.js'
import type { ObjectStore } from '../store/objects.js'
import type { ExtractionCache, Outcome } from './cache.js'
import { createSmallPictures } from './smallPictures.js'

/** A picture in the object store. */
export interface StoredImage extends Image {
  readonly bytes: number
  /** Size of the small one, where there is one. */
  readonly smallBytes?: number
  /** 1-based, for a page of a deck. */
  readonly page?: number
}

/** Makes the site's pictures and keeps them as objects; all by content hash, so that each is made once. */
export interface Pictures {
  /** @param name relative to the media root; @param duration seconds */
  ofVideo(name: string, hash: string, duration: number, ffmpeg: string): Promise<Outcome<StoredImage>>
  ofImage(name: string, hash: string): Promise<Outcome<StoredImage>>
  /** One a page that could be drawn. */
  ofDeck(name: string, hash: string): Promise<Outcome<readonly StoredImage[]>>
  /** The same for a deck that LibreOffice converts. */
  ofOfficeDeck(
    name: string,
    hash: string,
    format: OfficeFormat,
    soffice: string | null,
  ): Promise<Outcome<readonly StoredImage[]>>
}

interface PicturesOptions {
  readonly mediaRoot: string
  readonly cache: Pick<ExtractionCache, 'reading'>
  readonly objects: ObjectStore
}

/** Pixels: sharp on a phone and on half a laptop, small enough to keep for every page. */
const SLIDE_WIDTH = 1280

export function createPictures({ mediaRoot, cache, objects }: PicturesOptions): Pictures {
  const there = async (image: StoredImage): Promise<boolean> =>
    objects.holds({ hash: image.object, bytes: image.bytes })

  const store = async (name: string, reading: Reading<Uint8Array>): Promise<Reading<StoredImage>> => {
    if (!reading.value) return { value: null, problems: reading.problems }
    const { hash, bytes } = await objects.put(reading.value)
    const [size] = await readPictures({ files: [objects.pathOf(hash)], width: 0, quality: 0 })
    if (!size || 'reason' in size) return posterRefused(name, size?.reason ?? '')
    return {
      value: { object: hash, bytes, width: size.width, height: size.height },
      problems: reading.problems,
    }
  }

  /** Has a deck drawn into a folder of its own, and keeps what came of it. */
  const storePages = async (
    draw: (folder: string) => Promise<Reading<readonly RenderedPage[]>>,
  ): Promise<Reading<readonly StoredImage[]>> => {
    const folder = await mkdtemp(path.join(tmpdir(), 'lectern-slides-'))
    try {
      const drawn = await draw(folder)
      if (!drawn.value) return { value: null, problems: drawn.problems }
      const images: StoredImage[] = []
      for (const { page, file, width, height } of drawn.value) {
        const { hash, bytes } = await objects.put(await readFile(file))
        images.push({ object: hash, bytes, width, height, page })
      }
      return { value: images, problems: drawn.problems }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
  const allThere = async (images: readonly StoredImage[]): Promise<boolean> =>
    (await Promise.all(images.map(there))).every(Boolean)

  const small = createSmallPictures({ cache, objects })
  /** One picture, with its small one. */
  const single = async (
    what: string,
    hash: string,
    name: string,
    read: () => Promise<Reading<StoredImage>>,
  ): Promise<Outcome<StoredImage>> => {
    const { reading, cached } = await cache.reading(what, hash, name, read, there)
    if (!reading.value) return { reading, cached }
    const both = await small.beside(what, hash, name, [reading.value])
    return { reading: { ...reading, value: both.images[0] ?? reading.value }, cached: cached && both.cached }
  }
  /** A deck's pages, each with its small one. */
  const several = async (
    what: string,
    hash: string,
    name: string,
    draw: (folder: string) => Promise<Reading<readonly RenderedPage[]>>,
  ): Promise<Outcome<readonly StoredImage[]>> => {
    const { reading, cached } = await cache.reading(what, hash, name, () => storePages(draw), allThere)
    if (!reading.value) return { reading, cached }
    const both = await small.beside(what, hash, name, reading.value)
    return { reading: { ...reading, value: both.images }, cached: cached && both.cached }
  }

  return {
    ofVideo: (name, hash, duration, ffmpeg) =>
      single(`poster@${POSTER_VERSION}`, hash, name, async () =>
        store(name, await posterOf(path.join(mediaRoot, name), name, duration, ffmpeg)),
      ),
    ofImage: (name, hash) =>
      single(`poster-image@${POSTER_VERSION}`, hash, name, async () =>
        store(name, await posterFromImage(path.join(mediaRoot, name), name)),
      ),
    ofDeck: (name, hash) =>
      several(`pages@${RENDER_VERSION}-${SLIDE_WIDTH}`, hash, name, (folder) =>
        renderDeck(path.join(mediaRoot, name), folder, { path: name, width: SLIDE_WIDTH }),
      ),
    ofOfficeDeck: (name, hash, format, soffice) =>
      several(`office-pages@${RENDER_VERSION}-${SLIDE_WIDTH}`, hash, name, (folder) =>
        drawConverted(path.join(mediaRoot, name), folder, {
          path: name,
          format,
          soffice,
          width: SLIDE_WIDTH,
        }),
      ),
  }
}
