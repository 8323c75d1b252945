import type { FileBytes } from './openBytes.js'

/** How much of a recording is in its file, as far as headers tell. Times in seconds. */
export interface Extent {
  /** Something that the file announces lies behind its end. */
  readonly endsEarly: boolean
  /** How long the part is that is there; absent where headers do not tell. */
  readonly present?: number
  /** How long the whole recording is by its own account; absent where the file does not say. */
  readonly total?: number
  /** The index without which nothing plays is missing. */
  readonly indexMissing?: boolean
  /** The index is at the end of the file, so that a player must fetch that first. */
  readonly indexLast?: boolean
}

/** Compares what a container's headers announce with what the file holds. Reads headers only. */
export type ExtentReader = (bytes: FileBytes) => Promise<Extent>

/** Nothing is known to be missing. */
export const WHOLE: Extent = { endsEarly: false }
