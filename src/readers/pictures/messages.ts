import { z } from 'zod'

/** Pictures to be looked at, and how. */
export interface PicturesRequest {
  /** Absolute. */
  readonly files: readonly string[]
  /** What the first is counted as; default 0. */
  readonly first?: number
  /** An existing folder for what is made; without it pictures are only measured. */
  readonly outDir?: string
  /** At most so many pixels wide. */
  readonly width: number
  /** Of WebP, 1 to 100. */
  readonly quality: number
}

/** What the child says, one JSON value a line; `at` counts the files. */
export const pictureMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('picture'),
    at: z.number().int(),
    /** Where the picture is that has this size. */
    file: z.string(),
    width: z.number().int(),
    height: z.number().int(),
  }),
  z.object({ type: z.literal('picture-failed'), at: z.number().int(), reason: z.string() }),
  z.object({ type: z.literal('done') }),
])

export type PictureMessage = z.infer<typeof pictureMessage>
