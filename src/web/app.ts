import { join } from 'node:path'
import compression from 'compression'
import express, { type Express } from 'express'
import type { HttpLogger } from 'pino-http'
import { createAddresses } from '../archive/addresses.js'
import { loadAssets } from './assets.js'
import { withSnapshot, type WebSettings } from './context.js'
import { answerAgain, errorHandler } from './errorHandler.js'
import { notFound } from './errors.js'
import { readOnly, revalidate, securityHeaders, shortAddresses } from './headers.js'
import { observing } from './observing.js'
import { packageRoot } from '../packageRoot.js'
import type { Sendfile } from '../settings.js'
import { apiRoutes } from './routes/api.js'
import { apiGuideRoutes } from './routes/apiGuide.js'
import { assetRoutes } from './routes/assets.js'
import { browseRoutes } from './routes/browse.js'
import { eventRoutes } from './routes/events.js'
import { fileRoutes } from './routes/files.js'
import { healthRoutes } from './routes/health.js'
import { homeRoutes } from './routes/home.js'
import { searchRoutes } from './routes/search.js'
import { searchCsvRoutes } from './routes/searchCsv.js'
import { untilFirstGeneration } from './routes/states.js'
import type { ArchiveSource } from './snapshot.js'
import { renderView } from './views.js'

/** What the site is made from. */
export interface AppOptions {
  readonly source: ArchiveSource
  /** The organizer's folder; null when there is none: pages and search work without it. */
  readonly mediaRoot: string | null
  /** `''` or a path like `/talks`, without a slash at its end. */
  readonly basePath: string
  /** The site's public address, for canonical links. Nothing absolute is ever taken from a request. */
  readonly publicUrl?: string
  /** Express' `trust proxy`. Default: trust none. */
  readonly trustProxy?: string | number | boolean
  /** Where requests are logged; without it only failures are, to the console. See `createRequestLog`. */
  readonly log?: HttpLogger
  /** Whether `/metrics` answers. Default: false. */
  readonly metrics?: boolean
  /** Lets the server in front send the organizer's files. Default: they are sent from here. */
  readonly sendfile?: Sendfile | undefined
  readonly version: string
}

/** The site as an Express app; it serves whatever generation the source holds when a request comes in. */
export function createApp(options: AppOptions): Express {
  const assets = loadAssets(packageRoot)
  const { source, mediaRoot, basePath, publicUrl, sendfile, version } = options
  const addresses = createAddresses(basePath, assets.version)
  const settings: WebSettings = {
    source,
    mediaRoot,
    basePath,
    publicUrl,
    sendfile,
    addresses,
    assets,
    version,
  }

  const app = express()
  app.set('views', join(packageRoot, 'views'))
  app.set('view engine', 'ejs')
  app.engine('ejs', renderView)
  app.enable('view cache')
  app.set('query parser', 'simple')
  app.set('trust proxy', options.trustProxy ?? false)
  app.disable('x-powered-by')

  const { observe, routes: metricsRoutes } = observing(options)
  app.use(observe, securityHeaders(), revalidate, readOnly, shortAddresses, compression())

  const site = express.Router()
  site.use(healthRoutes(settings))
  site.use(metricsRoutes)
  site.use(assetRoutes(assets))
  site.use(withSnapshot(settings, untilFirstGeneration(settings)))
  site.use(apiGuideRoutes(settings))
  site.use('/api/v1', apiRoutes())
  site.use(homeRoutes(settings))
  site.use(searchRoutes())
  site.use(searchCsvRoutes())
  site.use(browseRoutes())
  site.use(eventRoutes())
  site.use(fileRoutes(settings))
  const pages = express.Router()
  pages.use(basePath || '/', site)
  app.use(pages, answerAgain(pages))

  app.use(() => {
    throw notFound()
  })
  app.use(errorHandler(settings))
  return app
}
