import { spawn, type ChildProcess } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'

import { childScript } from './childScript.js'
import { messageSchema, type ChildMessage, type ChildRequest } from './messages.js'

/** What a child may use. */
export interface Bounds {
  /** Without a message for so long it is killed; opening the file counts. */
  readonly idleMs: number
  /** In all, on top of `idleMs`: for each page of the file. */
  readonly perPageMs: number
  /** Resident memory. */
  readonly memoryMb: number
  readonly signal?: AbortSignal | undefined
}

/** How a child ended: by itself, or killed for using too much. */
export type Ending = 'done' | 'crashed' | 'time' | 'memory' | 'output'

/** How often memory is looked at, milliseconds. */
const WATCH_MS = 100
/** All that a child may say, in bytes. */
const MAX_OUTPUT = 64 * 1024 * 1024

/**
 * Runs the PDF child and hands on what it says while it says it, so that pages read before a kill are kept.
 * @throws the signal's reason when it is aborted, and when the child cannot be started at all
 */
export async function runChild(
  request: ChildRequest,
  bounds: Bounds,
  onMessage: (message: ChildMessage) => void,
): Promise<Ending> {
  bounds.signal?.throwIfAborted()
  const child = start(request, bounds.memoryMb)
  let ending: Ending = 'crashed'
  const end = (why: Ending): void => {
    if (ending === 'crashed') ending = why
    child.kill('SIGKILL')
  }
  const clock = createClock(bounds, () => {
    end('time')
  })
  const abort = (): void => {
    end('crashed')
  }
  const leave = (): void => void child.kill('SIGKILL')
  const watch = setInterval(() => {
    void residentBytes(child.pid).then((bytes) => {
      if (bytes > bounds.memoryMb * 1024 * 1024) end('memory')
    })
  }, WATCH_MS)
  bounds.signal?.addEventListener('abort', abort)
  process.once('exit', leave)

  let output = 0
  const receive = (line: string): void => {
    output += line.length
    if (output > MAX_OUTPUT) end('output')
    const message = parseMessage(line)
    if (!message) return
    if (message.type === 'memory') {
      end('memory')
      return
    }
    clock.touch(message)
    if (message.type === 'done' || message.type === 'failed') ending = 'done'
    onMessage(message)
  }

  try {
    const signal = await exitOf(child, receive)
    // V8 aborts a program whose heap is full.
    if (signal === 'SIGABRT') end('memory')
  } finally {
    clearInterval(watch)
    clock.stop()
    bounds.signal?.removeEventListener('abort', abort)
    process.removeListener('exit', leave)
  }
  bounds.signal?.throwIfAborted()
  return ending
}

function start(request: ChildRequest, memoryMb: number): ChildProcess {
  const heap = `--max-old-space-size=${Math.round(memoryMb * 0.75)}`
  const script = [
    heap,
    '--disallow-code-generation-from-strings',
    childScript(),
    JSON.stringify({ ...request, memoryMb }),
  ]
  // Nothing of ours is inherited: no environment, no input, no terminal.
  return spawn(process.execPath, script, { env: {}, stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true })
}

/** Settles when the child is gone and everything it said was received, with the signal that ended it. */
async function exitOf(child: ChildProcess, receive: (line: string) => void): Promise<NodeJS.Signals | null> {
  const gone = new Promise<NodeJS.Signals | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (_, signal) => {
      resolve(signal)
    })
  })
  if (child.stdout) createInterface({ input: child.stdout, crlfDelay: Infinity }).on('line', receive)
  return gone
}

/** Calls `onLate` when the child is silent for too long, or has taken too long for its pages. */
function createClock(
  bounds: Bounds,
  onLate: () => void,
): { touch(message: ChildMessage): void; stop(): void } {
  let idle = setTimeout(onLate, bounds.idleMs)
  let total: NodeJS.Timeout | undefined
  return {
    touch(message) {
      clearTimeout(idle)
      idle = setTimeout(onLate, bounds.idleMs)
      if (message.type === 'open')
        total = setTimeout(onLate, bounds.idleMs + Math.min(message.pages, 5000) * bounds.perPageMs)
    },
    stop() {
      clearTimeout(idle)
      clearTimeout(total)
    },
  }
}

/** Resident memory of a process as Linux tells it; 0 elsewhere, where the child's own watch must do. */
async function residentBytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid ?? 0}/status`, 'utf8').catch(() => '')
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024
}

function parseMessage(line: string): ChildMessage | null {
  try {
    return messageSchema.parse(JSON.parse(line))
  } catch {
    return null
  }
}
