import { ingestBeside } from '../../src/start.js'
import type { Settings } from '../../src/settings.js'
import { IndexUnusable } from '../../src/store/unusable.js'
import { VERSION } from '../../src/version.js'
import { createApp } from '../../src/web/app.js'
import { listen } from '../../src/web/listen.js'
import { openLiveArchive, type LiveArchive } from '../../src/web/liveArchive.js'
import { createRequestLog } from '../../src/web/logging.js'
import { complain } from './ending.js'

type Closing = (() => Promise<void>)[]

/**
 * Serves at once what is in the index, and ingests beside.
 * @param script the command line, which is run once more for the ingest
 * @param closing is given what is to be closed in the end
 */
export async function startSite(settings: Settings, script: string, closing: Closing): Promise<void> {
  const archive = openLiveArchive(settings.indexDir, settings.basePath, complain)
  await archive.refresh().catch(complain) // It is made anew below.
  closing.push(await serve(settings, archive))
  const beside = ingestBeside(script, settings, archive)
  closing.push(() => {
    beside.stop()
    return beside.ended
  })
}

/**
 * Serves the index as it is.
 * @throws {IndexUnusable} when there is none, or none of this version
 */
export async function serveSite(settings: Settings, closing: Closing): Promise<void> {
  const archive = openLiveArchive(settings.indexDir, settings.basePath, complain)
  await archive.refresh()
  if (!archive.current()) throw new IndexUnusable(`there is none at ${settings.indexDir}`)
  closing.push(await serve(settings, archive))
}

async function serve(settings: Settings, archive: LiveArchive): Promise<() => Promise<void>> {
  const { mediaDir, basePath, publicUrl, trustProxy, sendfile, metrics } = settings
  const app = createApp({
    source: archive,
    mediaRoot: mediaDir,
    basePath,
    sendfile,
    metrics,
    log: createRequestLog(settings.logLevel),
    version: VERSION,
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(trustProxy === undefined ? {} : { trustProxy }),
  })
  const listening = await listen(app, settings)
  console.log(`Lectern is at ${listening.url}`)
  return async () => {
    archive.close()
    await listening.close()
  }
}
