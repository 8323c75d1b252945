import type { Container } from '../recognize.js'
import { WHOLE, type Extent, type ExtentReader } from './extent.js'
import { flacExtent } from './flac.js'
import { isobmffExtent } from './isobmff.js'
import { matroskaExtent } from './matroska.js'
import { mp3Extent } from './mp3.js'
import { oggExtent } from './ogg.js'
import type { FileBytes } from './openBytes.js'
import { riffExtent } from './riff.js'

const READERS: Readonly<Record<Container, ExtentReader | null>> = {
  mp4: isobmffExtent,
  quicktime: isobmffExtent,
  matroska: matroskaExtent,
  webm: matroskaExtent,
  mp3: mp3Extent,
  wav: riffExtent,
  ogg: oggExtent,
  flac: flacExtent,
  aac: null,
}

/** How much of a recording is in its file; headers that make no sense say nothing about it. */
export async function extentOf(bytes: FileBytes, container: Container): Promise<Extent> {
  try {
    return (await READERS[container]?.(bytes)) ?? WHOLE
  } catch (error) {
    if (error instanceof RangeError) return WHOLE // a field behind the end of what was read
    throw error
  }
}
