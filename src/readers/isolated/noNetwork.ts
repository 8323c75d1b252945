import dgram from 'node:dgram'
import net from 'node:net'

/**
 * Takes the network from this process: sockets neither connect, listen nor send, and with them `fetch`, HTTP and TLS.
 * Node 25's permissions say the same from below; earlier ones know only files, workers and processes.
 */
export function leaveNetwork(): void {
  const refuse = (): never => {
    throw new Error('there is no network for readers')
  }
  Object.assign(net.Socket.prototype, { connect: refuse })
  Object.assign(net.Server.prototype, { listen: refuse })
  Object.assign(dgram.Socket.prototype, { bind: refuse, connect: refuse, send: refuse })
}
