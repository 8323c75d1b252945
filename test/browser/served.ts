import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApp } from '../../src/web/app.js'
import { createFixture, type Fixture } from '../web/fixture.js'

/** The fixture archive on a port. */
export interface Served {
  readonly url: string
  readonly fixture: Fixture
  close(): Promise<void>
}

/** Serves the fixture archive for a browser. */
export async function serveFixture(): Promise<Served> {
  const fixture = await createFixture()
  const app = createApp({
    source: fixture.source,
    mediaRoot: fixture.media.root,
    basePath: '',
    version: '0.0.0',
  })
  const server = await new Promise<Server>((resolve) => {
    const starting = app.listen(0, '127.0.0.1', () => {
      resolve(starting)
    })
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    fixture,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await fixture.close()
    },
  }
}
