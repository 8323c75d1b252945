import path from 'node:path'

import { ingest, type IngestOptions, type IngestResult } from '../../src/ingest/ingest.js'
import { parseSearchRequest } from '../../src/search/request.js'
import { openLiveArchive } from '../../src/web/liveArchive.js'
import { filesBelow, temporaryFolder, writeFiles } from '../folders.js'
import { SMALL_EVENT } from './event.js'

/** A media folder and the index made of it. */
export interface Place {
  readonly mediaDir: string
  readonly indexDir: string
}

/** A new place with these files in its media folder. */
export function place(files: Readonly<Record<string, string | Uint8Array>> = SMALL_EVENT): Place {
  const root = temporaryFolder()
  const mediaDir = path.join(root, 'media')
  writeFiles(mediaDir, files)
  return { mediaDir, indexDir: path.join(root, 'index') }
}

/** Ingests a place, without ffmpeg unless `more` says otherwise. */
export function run(where: Place, more: Partial<IngestOptions> = {}): Promise<IngestResult> {
  return ingest({ ...where, env: { LECTERN_FFMPEG: '', LECTERN_FFPROBE: '' }, ...more })
}

/** Addresses of the moments that answer a query, as a visitor of the site would get them. */
export async function hits({ indexDir }: Place, q: string): Promise<string[]> {
  const archive = openLiveArchive(indexDir, '')
  await archive.refresh()
  archive.close()
  const answer = await archive.current()?.search.answer(parseSearchRequest({ q }))
  return (answer?.results ?? []).flatMap((result) => result.moments.map((moment) => moment.url))
}

/** The files of the index that hold a word in plain text. */
export function holding({ indexDir }: Place, word: string): string[] {
  return [...filesBelow(indexDir)].filter(([, bytes]) => bytes.includes(word)).map(([name]) => name)
}
