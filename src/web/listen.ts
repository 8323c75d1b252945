import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { Express } from 'express'

import type { Settings } from '../settings.js'

/** The server cannot listen where it should; the message names the setting to change. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen'
}

/** A site that is being served. */
export interface Listening {
  /** For people to follow: base path included. */
  readonly url: string
  /** Lets requests under way finish for some seconds, then cuts what is left. */
  close(): Promise<void>
}

/** How long and how much a visitor may ask; milliseconds and bytes. */
export interface Limits {
  /** For the whole head of a request: somebody who sends it a byte at a time is not waited for. */
  readonly headersTimeout: number
  /** For all of a request, head and whatever it carries. */
  readonly requestTimeout: number
  /** Between two requests of one connection. Longer than the minute that proxies keep theirs. */
  readonly keepAliveTimeout: number
  /** While nothing moves either way: a visitor who does not take what was asked for. Players ask again by themselves. */
  readonly idleTimeout: number
  /** How often the first two are looked after. */
  readonly checkInterval: number
  /** For answers under way when the site stops. */
  readonly graceTime: number
  /** Of a request's head; a longer one is answered 431. */
  readonly maxHeaderSize: number
}

const LIMITS: Limits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 75_000,
  idleTimeout: 120_000,
  checkInterval: 5_000,
  graceTime: 8_000,
  maxHeaderSize: 48 * 1024,
}

/**
 * Serves the app at the address of the settings.
 * @param limits other than the usual ones
 * @throws {CannotListen} when the port is taken or not allowed.
 */
export async function listen(
  app: Express,
  settings: Settings,
  limits: Partial<Limits> = {},
): Promise<Listening> {
  const kept = { ...LIMITS, ...limits }
  const server = createLimited(app, settings, kept)
  server.listen(settings.port, settings.host)
  await once(server, 'listening').catch((error: unknown) => {
    throw new CannotListen(explain(error as NodeJS.ErrnoException, settings))
  })
  return {
    url: addressOf(server, settings),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeIdleConnections()
        setTimeout(() => {
          server.closeAllConnections()
        }, kept.graceTime).unref()
      }),
  }
}

function createLimited(app: Express, { maxConnections }: Settings, limits: Limits): Server {
  const { headersTimeout, requestTimeout, keepAliveTimeout, checkInterval, maxHeaderSize } = limits
  const server = createServer(
    {
      headersTimeout,
      requestTimeout,
      keepAliveTimeout,
      connectionsCheckingInterval: checkInterval,
      maxHeaderSize,
    },
    app,
  )
  server.maxConnections = maxConnections
  server.timeout = limits.idleTimeout
  return server
}

function explain(error: NodeJS.ErrnoException, { host, port }: Settings): string {
  if (error.code === 'EADDRINUSE') return `port ${port} is taken; choose another, e.g. PORT=${port + 1}`
  if (error.code === 'EACCES')
    return `port ${port} is not allowed for this user; choose one above 1023 with PORT`
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return `HOST ${host} is no address of this machine`
  return `cannot listen on ${host}:${port}: ${error.message}`
}

function addressOf(server: Server, { host, basePath }: Settings): string {
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const everywhere = host === '0.0.0.0' || host === '::'
  const name = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}${basePath}/`
}
