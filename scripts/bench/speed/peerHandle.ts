import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import type { Order, Ready, Replies } from './messages.js'
import type { BuildFacts } from './peer.js'

/** A peer's process, seen from the bench. */
export interface PeerHandle {
  readonly name: string
  readonly ready: Ready
  /** @throws when the engine failed: the run is worth nothing then */
  ask<T extends keyof Replies>(order: Extract<Order, { type: T }>): Promise<Replies[T]>
  end(): void
}

/** Megabytes: the largest peer needs 3 GB at a thousand talks. */
const HEAP = 8000
const PROCESS = fileURLToPath(new URL('./peerProcess.js', import.meta.url))

function start(mode: 'build' | 'serve', name: string, talks: number, folder: string): ChildProcess {
  return fork(PROCESS, [mode, name, String(talks), folder], {
    execArgv: [`--max-old-space-size=${HEAP}`, '--expose-gc'],
  })
}

/** The next thing a process says. */
function reply(child: ChildProcess, name: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => {
      reject(new Error(`${name} ended with exit code ${code ?? 'none'}`))
    }
    child.once('exit', ended)
    child.once('message', (message: { readonly ok?: unknown; readonly error?: string }) => {
      child.off('exit', ended)
      if (message.error === undefined) resolve(message.ok)
      else reject(new Error(`${name} failed: ${message.error}`))
    })
  })
}

/** Builds an engine's index in a process that ends with it. */
export async function buildPeer(
  name: string,
  talks: number,
  folder: string,
): Promise<{ readonly facts: BuildFacts; readonly wall: number }> {
  const began = performance.now()
  const facts = (await reply(start('build', name, talks, folder), name)) as BuildFacts
  return { facts, wall: (performance.now() - began) / 1000 }
}

/** Opens an engine in a process that stays. */
export async function openPeer(name: string, talks: number, folder: string): Promise<PeerHandle> {
  const child = start('serve', name, talks, folder)
  const ready = (await reply(child, name)) as Ready
  return {
    name,
    ready,
    ask: async <T extends keyof Replies>(order: Extract<Order, { type: T }>) => {
      const next = reply(child, name)
      child.send(order)
      return (await next) as Replies[T]
    },
    end: () => {
      child.send({ type: 'end' })
    },
  }
}
