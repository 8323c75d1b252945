import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { readPictures } from '../readers/pictures/readPictures.js'
import type { ObjectRef, ObjectStore } from '../store/objects.js'
import type { ExtractionCache } from './cache.js'
import type { StoredImage } from './pictures.js'

/** Part of the cache key: raised when the same picture would give another small one. */
const VERSION = 2
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

/** By the picture's own hash; null where there is none, or it would not be smaller. */
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
  const make = async (images: readonly StoredImage[]): Promise<Made> => {
    const made = Object.fromEntries(images.map(({ object }): [string, ObjectRef | null] => [object, null]))
    const wide = [...new Map(images.map((image) => [image.object, image])).values()].filter(
      ({ width }) => width > WIDTH,
    )
    if (wide.length === 0) return made
    const outDir = await mkdtemp(path.join(tmpdir(), 'lectern-small-'))
    try {
      const files = wide.map(({ object }) => objects.pathOf(object))
      const pictures = await readPictures({ files, outDir, width: WIDTH, quality: QUALITY })
      for (const [at, { object, bytes }] of wide.entries()) {
        const picture = pictures[at]
        if (!picture || 'reason' in picture) continue
        const small = await readFile(picture.file)
        if (small.byteLength < bytes) made[object] = await objects.put(small)
      }
      return made
    } finally {
      await rm(outDir, { recursive: true, force: true })
    }
  }
  return {
    async beside(what, hash, name, images) {
      const { reading, cached } = await cache.reading<Made>(
        `small@${VERSION}-${WIDTH} ${what}`,
        hash,
        name,
        async () => ({ value: await make(images), problems: [] }),
        (made) => isWhole(made, images),
      )
      return { images: images.map((image) => withSmall(image, reading.value?.[image.object])), cached }
    },
  }
}

function withSmall(image: StoredImage, ref: ObjectRef | null | undefined): StoredImage {
  return ref ? { ...image, small: ref.hash, smallBytes: ref.bytes } : image
}
