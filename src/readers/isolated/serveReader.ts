import { readFile } from 'node:fs/promises'

import type { Reading } from '../../archive/problem.js'
import { beginChild, detailOf } from './beginChild.js'
import type { ReadMessage, ReadRequest } from './messages.js'

/** What the child runs for a format. */
export type IsolatedReader = (bytes: Uint8Array, path: string) => Reading<unknown> | Promise<Reading<unknown>>

/**
 * What the child does: finds the reader of the format it was asked for, reads the file, tells the reading, ends.
 * @param readerOf null for a format that is not read this way
 */
export async function serveReader(readerOf: (format: string) => IsolatedReader | null): Promise<never> {
  const { request, say } = beginChild<ReadRequest, ReadMessage>()
  await say(await answer(request, readerOf))
  process.exit(0)
}

async function answer(
  { file, path, format }: ReadRequest,
  readerOf: (format: string) => IsolatedReader | null,
): Promise<ReadMessage> {
  try {
    const read = readerOf(format)
    if (!read) throw new Error(`nothing reads ${format}`)
    return { type: 'done', reading: await read(await readFile(file), path) }
  } catch (error) {
    return { type: 'failed', detail: detailOf(error) }
  }
}
