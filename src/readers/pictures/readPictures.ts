import { childScript } from '../isolated/childScript.js'
import { runChild } from '../isolated/runChild.js'
import { pictureMessage, type PictureMessage, type PicturesRequest } from './messages.js'

/** A picture that was decoded, or why not. */
export type DecodedPicture =
  | {
      /** Absolute: the picture itself where it was only measured, else the WebP that was made of it. */
      readonly file: string
      /** Pixels. */
      readonly width: number
      readonly height: number
    }
  | { readonly reason: string }

/** Without a word for so long, milliseconds, and above so much memory, MB, a child is killed. */
const BOUNDS = { idleMs: 30_000, memoryMb: 512 }

/** Of paths that one child is given, bytes: an argument may have 128 KB (execve(2)). */
const MOST_BYTES = 64 * 1024

/**
 * Measures pictures, or makes WebP pictures of them in a folder, in child processes bounded in time and memory.
 * @returns one for each file, in their order
 * @throws when a child cannot be started
 */
export async function readPictures(request: PicturesRequest): Promise<readonly DecodedPicture[]> {
  const pictures: DecodedPicture[] = []
  for (const files of batches(request.files)) {
    pictures.push(...(await readBatch({ ...request, files, first: pictures.length })))
  }
  return pictures
}

async function readBatch(
  request: PicturesRequest & { readonly first: number },
): Promise<readonly DecodedPicture[]> {
  const messages = new Map<number, PictureMessage>()
  const program = {
    script: childScript('pictures/child.js'),
    request,
    schema: pictureMessage,
    outDir: request.outDir,
    isNative: true,
  }
  const ending = await runChild(program, BOUNDS, (message) => {
    if ('at' in message) messages.set(message.at, message)
  })
  return request.files.map((_, at): DecodedPicture => {
    const message = messages.get(request.first + at)
    if (message?.type === 'picture')
      return { file: message.file, width: message.width, height: message.height }
    if (message?.type === 'picture-failed') return { reason: message.reason }
    return {
      reason:
        ending === 'time' || ending === 'memory' ? `it took too much ${ending}` : 'its reader broke down',
    }
  })
}

function batches(files: readonly string[]): readonly (readonly string[])[] {
  const all: string[][] = []
  let bytes = Infinity
  for (const file of files) {
    bytes += Buffer.byteLength(JSON.stringify(file))
    if (bytes > MOST_BYTES) {
      all.push([])
      bytes = Buffer.byteLength(JSON.stringify(file))
    }
    all.at(-1)?.push(file)
  }
  return all
}
