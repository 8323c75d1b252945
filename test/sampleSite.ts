import type { Server } from 'node:http'
import { type AddressInfo } from 'node:net'
import path from 'node:path'

import { ingest } from '../src/ingest/ingest.js'
import { createApp } from '../src/web/app.js'
import { openLiveArchive } from '../src/web/liveArchive.js'
import { VERSION } from '../src/version.js'

/** The sample collection, ingested for real and served for real. */
export interface SampleSite {
  /** Without a slash at its end; base path included. */
  readonly url: string
  close(): Promise<void>
}

/**
 * @param indexDir a folder for the index; one that is there already is used again
 * @param options.mediaDir another collection than the sample
 */
export async function openSampleSite(
  indexDir: string,
  { basePath = '', mediaDir = path.resolve(import.meta.dirname, '../media') } = {},
): Promise<SampleSite> {
  await ingest({ mediaDir, indexDir })
  const archive = openLiveArchive(indexDir, basePath)
  await archive.refresh()
  const app = createApp({ source: archive, mediaRoot: mediaDir, basePath, version: VERSION })
  const server = await new Promise<Server>((resolve) => {
    const starting = app.listen(0, '127.0.0.1', () => {
      resolve(starting)
    })
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}${basePath}`,
    close: async () => {
      archive.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
