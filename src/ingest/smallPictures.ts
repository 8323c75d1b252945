import { readFile } from 'node:fs/promises'
import { createCanvas, loadImage } from '@napi-rs/canvas'

import type { ObjectRef, ObjectStore } from '../store/objects.js'
import type { ExtractionCache } from './cache.js'
import type { StoredImage } from './pictures.js'

/** Part of the cache key: raised when the same picture would give another small one. */
const VERSION = 1
/** Pixels: sharp where lists show pictures, which is at most 18 rem wide. */
const WIDTH = 480
const QUALITY = 80

/** Makes the pictures of lists: strips and grids of slides, cards, search results. */
export interface SmallPictures {
  /**
   * Pictures with their small ones. Made from the stored pictures, so that an archive whose decks were drawn by an earlier
   * version need not draw them again.
   * @param what how the pictures themselves were made, with its version
   * @param hash of the file they were made from
   */
  beside(
    what: string,
    hash: string,
    name: string,
    images: readonly StoredImage[],
  ): Promise<{ readonly images: readonly StoredImage[]; readonly cached: boolean }>
}

/** By the picture's own hash; null where a small one would not be smaller. */
type Made = Readonly<Record<string, ObjectRef | null>>

export function createSmallPictures({
  cache,
  objects,
}: {
  readonly cache: Pick<ExtractionCache, 'reading'>
  readonly objects: ObjectStore
}): SmallPictures {
  const isWhole = async (made: Made, images: readonly StoredImage[]): Promise<boolean> => {
    for (const { object } of images) {
      const ref = made[object]
      if (ref === undefined || (ref && !(await objects.holds(ref)))) return false
    }
    return true
  }
  const make = async (image: StoredImage): Promise<ObjectRef | null> => {
    if (image.width <= WIDTH) return null
    const bytes = await scaled(await readFile(objects.pathOf(image.object)))
    return bytes.byteLength < image.bytes ? objects.put(bytes) : null
  }
  return {
    async beside(what, hash, name, images) {
      const { reading, cached } = await cache.reading<Made>(
        `small@${VERSION}-${WIDTH} ${what}`,
        hash,
        name,
        async () => {
          const made: Record<string, ObjectRef | null> = {}
          for (const image of images) made[image.object] ??= await make(image)
          return { value: made, problems: [] }
        },
        (made) => isWhole(made, images),
      )
      return { images: images.map((image) => withSmall(image, reading.value?.[image.object])), cached }
    },
  }
}

function withSmall(image: StoredImage, ref: ObjectRef | null | undefined): StoredImage {
  return ref ? { ...image, small: ref.hash, smallBytes: ref.bytes } : image
}

async function scaled(bytes: Buffer): Promise<Buffer> {
  const image = await loadImage(bytes)
  const canvas = createCanvas(WIDTH, Math.max(1, Math.round((image.height / image.width) * WIDTH)))
  const context = canvas.getContext('2d')
  context.imageSmoothingEnabled = true
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas.encode('webp', QUALITY)
}
