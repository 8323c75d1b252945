import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'

import { ingest } from '../../src/ingest/ingest.js'
import { createApp } from '../../src/web/app.js'
import { openLiveArchive } from '../../src/web/liveArchive.js'
import { writeArchive, type ArchiveSize } from './pagesArchive.js'

/** A made-up archive, ingested and served for real, by this process. */
export interface ServedArchive {
  /** Without a slash at its end. */
  readonly url: string
  /** The full id of a talk in it. */
  readonly talk: string
  close(): Promise<void>
}

/** @param folder what is there already is used again */
export async function serveMadeArchive(folder: string, size: ArchiveSize): Promise<ServedArchive> {
  const name = `${size.talks}-${size.words}`
  const [mediaDir, indexDir] = [path.join(folder, `media-${name}`), path.join(folder, `index-${name}`)]
  if (!existsSync(mediaDir)) await writeArchive(mediaDir, size)
  await ingest({ mediaDir, indexDir })
  const archive = openLiveArchive(indexDir, '')
  await archive.refresh()
  const app = createApp({ source: archive, mediaRoot: null, basePath: '', version: 'bench' })
  const server = await new Promise<Server>((resolve) => {
    const starting = createServer(app).listen(0, '127.0.0.1', () => {
      resolve(starting)
    })
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    talk: archive.current()?.catalogue.talks[0]?.id ?? '',
    close: async () => {
      archive.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
