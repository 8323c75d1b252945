import { createHash } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

import { addresses, marksIn, STREAM } from './swapsArchive.js'

/** What the clients saw. */
export interface Seen {
  answers: number
  streams: number
  /** Refused, broken off or of the wrong length: each with what was asked. */
  readonly failures: string[]
  /** Holding words of more than one generation, of none, or of an older one than was seen already. */
  readonly mixed: string[]
}

/** Between two requests of a client: a quick reader, and time for ingests on a small machine. */
const PAUSE_MS = 250

/** A server under test. */
export interface Target {
  readonly port: number
  /** SHA-256 of the file that is streamed, hex, and its size in bytes. */
  readonly recording: { readonly sha256: string; readonly bytes: number }
}

/**
 * One client: asks for one thing after another until told to stop, as a visitor's browser does over a connection that
 * is kept.
 * @param place where in the list of addresses it begins, so that not all ask for the same
 */
export async function browse(
  target: Target,
  place: number,
  seen: Seen,
  isOver: () => boolean,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const all = addresses()
  let newest = 0
  for (let at = place; !isOver(); at += 1) {
    const asked = all[at % all.length]
    if (!asked) continue
    const { status, body } = await ask(target.port, asked.path, {}, agent)
    seen.answers += 1
    if (status !== 200) seen.failures.push(`${asked.path}: ${status}`)
    else if (asked.marked) {
      const marks = [...marksIn(body.toString())]
      const [mark = -1] = marks
      if (marks.length !== 1 || mark < newest)
        seen.mixed.push(`${asked.path}: ${marks.join()} after ${newest}`)
      newest = Math.max(newest, mark)
    }
    await sleep(PAUSE_MS)
  }
  agent.destroy()
}

/** One client that streams: the whole recording in ranges, some begun and left, as a player that seeks. */
export async function stream(
  target: Target,
  place: number,
  seen: Seen,
  isOver: () => boolean,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const { bytes, sha256 } = target.recording
  const step = Math.ceil(bytes / (2 + (place % 5)))
  while (!isOver()) {
    const whole = createHash('sha256')
    for (let from = 0; from < bytes; from += step) {
      const to = Math.min(from + step, bytes) - 1
      const { status, body } = await ask(target.port, STREAM, { Range: `bytes=${from}-${to}` }, agent)
      whole.update(body)
      if (status !== 206 || body.length !== to - from + 1) seen.failures.push(`${STREAM}: ${status}`)
    }
    if (whole.digest('hex') !== sha256) seen.failures.push(`${STREAM}: other bytes`)
    await leave(target.port)
    seen.streams += 1
    await sleep(PAUSE_MS)
  }
  agent.destroy()
}

/** @returns in place of a status why there was no whole answer */
export function ask(
  port: number,
  path: string,
  headers: Readonly<Record<string, string>>,
  agent: Agent | false,
): Promise<{ status: number | string; body: Buffer }> {
  return new Promise((resolve) => {
    const fail = (error: Error): void => {
      resolve({ status: error.message, body: Buffer.alloc(0) })
    }
    const asking = request({ host: '127.0.0.1', port, path, headers, agent }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('error', fail)
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts) })
      })
    })
    asking.on('error', fail)
    asking.end()
  })
}

/** Takes the first bytes and hangs up. */
function leave(port: number): Promise<void> {
  return new Promise((resolve) => {
    const asking = request({ host: '127.0.0.1', port, path: STREAM, agent: false }, (answer) => {
      answer.once('data', () => {
        answer.destroy()
        resolve()
      })
      answer.on('error', () => undefined)
    })
    asking.on('error', () => {
      resolve()
    })
    asking.end()
  })
}
