import { spawn, type ChildProcess } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { z } from 'zod'

/** A program of ours that reads what could hang it or eat all memory, and tells what it finds line by line. */
export interface ChildProgram<Request, Message extends ChildMessage> {
  /** Absolute path of the compiled script. */
  readonly script: string
  readonly request: Request
  /** What it may say, one JSON value a line; a message of type `done` or `failed` is its last. */
  readonly schema: z.ZodType<Message>
  /** The one folder it may write to, if any: absolute. */
  readonly outDir?: string | undefined
  /** Whether it needs native code: a canvas. */
  readonly isNative?: boolean
}

interface ChildMessage {
  readonly type: string
}

/** What the child finds in its first argument, as JSON. */
export interface ChildOrder<Request> {
  readonly request: Request
  /** More resident memory is reported by the child itself. */
  readonly memoryMb: number
}

/** What the child's own watch says. */
export interface MemoryMessage {
  readonly type: 'memory'
  /** Resident. */
  readonly bytes: number
}

/** What a child may use. */
export interface Bounds<Message = never> {
  /** Without a message for so long it is killed, milliseconds. */
  readonly idleMs: number
  /** Resident memory. */
  readonly memoryMb: number
  readonly signal?: AbortSignal | undefined
  /** Milliseconds in all that the child has from this message on; undefined where it says nothing of that. */
  readonly restMs?: (message: Message) => number | undefined
}

/** How a child ended: by itself, or killed for using too much. */
export type Ending = 'done' | 'crashed' | 'time' | 'memory' | 'output'

/** How often memory is looked at, milliseconds. */
const WATCH_MS = 100
/** All that a child may say, in bytes. */
const MAX_OUTPUT = 64 * 1024 * 1024

/**
 * Runs a child and hands on what it says while it says it, so that what was read before a kill is kept.
 * @throws the signal's reason when it is aborted, and when the child cannot be started at all
 */
export async function runChild<Request, Message extends ChildMessage>(
  program: ChildProgram<Request, Message>,
  bounds: Bounds<Message>,
  onMessage: (message: Message) => void,
): Promise<Ending> {
  bounds.signal?.throwIfAborted()
  const child = start(program, bounds.memoryMb)
  let ending: Ending = 'crashed'
  const end = (why: Ending): void => {
    if (ending === 'crashed') ending = why
    child.kill('SIGKILL')
  }
  const clock = createClock(bounds.idleMs, () => {
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

  const receive = (line: string): void => {
    const value = parseLine(line)
    if (isMemoryMessage(value)) {
      end('memory')
      return
    }
    const { data: message } = program.schema.safeParse(value)
    if (!message) return
    clock.touch(bounds.restMs?.(message))
    if (message.type === 'done' || message.type === 'failed') ending = 'done'
    onMessage(message)
  }

  try {
    const signal = await exitOf(child, receive, () => {
      end('output')
    })
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

function start<Request, Message extends ChildMessage>(
  program: ChildProgram<Request, Message>,
  memoryMb: number,
): ChildProcess {
  const order: ChildOrder<Request> = { request: program.request, memoryMb }
  const script = [
    `--max-old-space-size=${Math.round(memoryMb * 0.75)}`,
    '--disallow-code-generation-from-strings',
    ...permissions(program),
    program.script,
    JSON.stringify(order),
  ]
  // Nothing of ours is inherited: no environment (but for what Windows cannot start without), no input, no terminal.
  const { SystemRoot } = process.env
  const env = process.platform === 'win32' && SystemRoot ? { SystemRoot } : {}
  return spawn(process.execPath, script, { env, stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true })
}

/** Node's permission model: it reads, writes to one folder at most, and starts no processes. */
function permissions({
  outDir,
  isNative,
}: Pick<ChildProgram<unknown, ChildMessage>, 'outDir' | 'isNative'>): string[] {
  const isStable = process.allowedNodeEnvironmentFlags.has('--permission')
  return [
    isStable ? '--permission' : '--experimental-permission',
    '--allow-fs-read=*',
    // For the child's own watch.
    '--allow-worker',
    ...(isNative ? ['--allow-addons'] : []),
    ...(outDir ? [`--allow-fs-write=${outDir}`] : []),
  ]
}

/** Settles when the child is gone and everything it said was received, with the signal that ended it. */
async function exitOf(
  child: ChildProcess,
  receive: (line: string) => void,
  onTooMuch: () => void,
): Promise<NodeJS.Signals | null> {
  const gone = new Promise<NodeJS.Signals | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (_, signal) => {
      resolve(signal)
    })
  })
  let output = 0
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.length
    if (output > MAX_OUTPUT) onTooMuch()
  })
  if (child.stdout) createInterface({ input: child.stdout, crlfDelay: Infinity }).on('line', receive)
  return gone
}

/** Calls `onLate` when it is not touched for too long, or when the rest it was last given has passed. */
function createClock(idleMs: number, onLate: () => void): { touch(restMs?: number): void; stop(): void } {
  let idle = setTimeout(onLate, idleMs)
  let rest: NodeJS.Timeout | undefined
  return {
    touch(restMs) {
      clearTimeout(idle)
      idle = setTimeout(onLate, idleMs)
      if (restMs === undefined) return
      clearTimeout(rest)
      rest = setTimeout(onLate, restMs)
    },
    stop() {
      clearTimeout(idle)
      clearTimeout(rest)
    },
  }
}

/** Resident memory of a process as Linux tells it; 0 elsewhere, where the child's own watch must do. */
async function residentBytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid ?? 0}/status`, 'utf8').catch(() => '')
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024
}

function isMemoryMessage(value: unknown): value is MemoryMessage {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'memory'
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
