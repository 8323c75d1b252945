import type { Server } from 'node:http'
import type { Express } from 'express'

import type { Settings } from '../settings.js'
import { watch } from './observing.js'
import { SENDFILE } from './sendfile.js'

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

const GRACE_MS = 8000

/**
 * Serves the app at the address of the settings, with the log and the metrics that they ask for.
 * @throws {CannotListen} when the port is taken or not allowed.
 */
export async function listen(app: Express, settings: Settings): Promise<Listening> {
  watch(app, settings)
  app.set(SENDFILE, settings.sendfile)
  const server = await new Promise<Server>((resolve, reject) => {
    const starting = app.listen(settings.port, settings.host, (error?: Error) => {
      if (error) reject(new CannotListen(explain(error, settings)))
      else resolve(starting)
    })
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
        }, GRACE_MS).unref()
      }),
  }
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
