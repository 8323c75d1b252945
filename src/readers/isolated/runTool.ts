import { spawn } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'

import type { Ending } from './runChild.js'

/** What somebody else's program may use. */
export interface ToolLimits {
  readonly timeoutMs: number
  /** Of standard output, bytes. */
  readonly outputBytes: number
  /** Resident, of all its processes together; looked at where /proc tells. */
  readonly memoryMb: number
  /** All of its environment. */
  readonly env: Readonly<Record<string, string>>
  /** Where it runs. */
  readonly folder: string
  readonly signal?: AbortSignal | undefined
}

/** How it ended, and what it said. `done` means that it left with 0. */
export interface ToolOutcome {
  readonly ending: Ending
  readonly stdout: Buffer
}

const WATCH_MS = 500

/**
 * Runs a program with all that it starts as one group of processes, which is killed as a whole when it uses too much,
 * when nobody wants it any more, and when we end.
 * @param program absolute
 * @throws the signal's reason when it is aborted, and when the program cannot be started at all
 */
export async function runTool(
  program: string,
  options: readonly string[],
  limits: ToolLimits,
): Promise<ToolOutcome> {
  limits.signal?.throwIfAborted()
  const isGroup = process.platform !== 'win32'
  const child = spawn(program, options, {
    cwd: limits.folder,
    env: { ...limits.env },
    detached: isGroup,
    stdio: ['ignore', 'pipe', 'ignore'],
    windowsHide: true,
  })
  const kill = (): void => {
    try {
      if (isGroup && child.pid) process.kill(-child.pid, 'SIGKILL')
      else child.kill('SIGKILL')
    } catch {
      // It is gone already.
    }
  }
  const state: { ending: Ending | null } = { ending: null }
  const end = (why: Ending): void => {
    state.ending ??= why
    kill()
  }
  const abort = (): void => {
    end('crashed')
  }
  const clock = setTimeout(() => {
    end('time')
  }, limits.timeoutMs)
  const watch = setInterval(() => {
    void groupBytes(child.pid).then((bytes) => {
      if (bytes > limits.memoryMb * 1024 * 1024) end('memory')
    })
  }, WATCH_MS)
  limits.signal?.addEventListener('abort', abort)
  process.once('exit', kill)

  const pieces: Buffer[] = []
  let output = 0
  child.stdout.on('data', (piece: Buffer) => {
    output += piece.length
    if (output > limits.outputBytes) end('output')
    else pieces.push(piece)
  })
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', resolve)
    })
    limits.signal?.throwIfAborted()
    return { ending: state.ending ?? (code === 0 ? 'done' : 'crashed'), stdout: Buffer.concat(pieces) }
  } finally {
    // Whatever it left running behind it.
    kill()
    clearTimeout(clock)
    clearInterval(watch)
    limits.signal?.removeEventListener('abort', abort)
    process.removeListener('exit', kill)
  }
}

/** Resident memory of a group of processes as Linux tells it (proc(5)); 0 elsewhere. */
async function groupBytes(group: number | undefined): Promise<number> {
  const ids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  const sizes = await Promise.all(
    ids.map(async (id) => {
      const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '')
      // The name in brackets may hold anything; after it come state, parent, group, … and as 22nd the resident pages.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return Number(fields[2]) === group ? Number(fields[21] ?? 0) * PAGE : 0
    }),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** Of memory, on nearly all machines; on those with larger pages the bound is wider. */
const PAGE = 4096
