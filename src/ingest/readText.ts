import { readFile } from 'node:fs/promises'

import type { Reading } from '../archive/problem.js'
import type { MediaTools } from '../media/tools.js'
import type { ReadDeck } from '../readers/deckReader.js'
import type { Format } from '../readers/formats.js'
import type { ReadTranscript } from '../readers/readTranscript.js'

/** A way to read one file's words. */
export type TextReader =
  | { readonly gives: 'transcript'; readonly read: () => Promise<Reading<ReadTranscript>> }
  | { readonly gives: 'deck'; readonly read: () => Promise<Reading<ReadDeck>> }

/**
 * How the words of a file are read: plain text in this process, all that could hang or flood it in a child.
 * Null for formats whose words cannot be read.
 * @param absolute the file
 * @param path the file, relative to the media root, for its problems
 * @param tools LibreOffice, which converts old decks, and poppler's second opinion on PDFs
 */
export function textReaderOf(
  format: Format | null,
  absolute: string,
  path: string,
  { soffice, pdftotext }: Pick<MediaTools, 'soffice' | 'pdftotext'>,
): TextReader | null {
  if (!format) return null
  if (format.id === 'ppt')
    return {
      gives: 'deck',
      read: async () => {
        const { readConverted } = await import('../readers/office/convertedDeck.js')
        return readConverted(absolute, { path, format: 'ppt', soffice, pdftotext })
      },
    }
  const isolated = { path, format: format.id }
  const { read } = format
  if (read && format.isolated)
    return {
      gives: 'transcript',
      read: async () => {
        const { readIsolated, TRANSCRIPT } = await inChild()
        return readIsolated(absolute, TRANSCRIPT, isolated)
      },
    }
  if (read) return { gives: 'transcript', read: async () => read(await readFile(absolute), path) }
  if (format.readDeck)
    return {
      gives: 'deck',
      read: async () => {
        const { readIsolated, DECK } = await inChild()
        return readIsolated(absolute, DECK, isolated)
      },
    }
  if (format.id !== 'pdf') return null
  return {
    gives: 'deck',
    read: async () => {
      const { readDeck } = await import('../readers/pdf/readDeck.js')
      return readDeck(absolute, { path, pdftotext })
    },
  }
}

/** What reads in a child: loaded when there is something for it, as are the readers of other decks. */
async function inChild(): Promise<Isolated> {
  return {
    ...(await import('../readers/isolated/readIsolated.js')),
    ...(await import('../readers/isolated/shapes.js')),
  }
}

type Isolated = typeof import('../readers/isolated/readIsolated.js') &
  typeof import('../readers/isolated/shapes.js')
