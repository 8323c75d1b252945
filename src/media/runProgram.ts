import { execFile, type ExecFileOptionsWithBufferEncoding } from 'node:child_process'

export interface RunLimits {
  readonly timeoutMs: number
  /** Of standard output; more ends the program. */
  readonly outputBytes: number
}

/**
 * Runs a media program to its end and gives its standard output. Over a limit it is killed.
 * @throws Error whose message is the last line of its complaint, without the file's address
 */
export function runProgram(program: string, options: readonly string[], limits: RunLimits): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const settings: ExecFileOptionsWithBufferEncoding = {
      timeout: limits.timeoutMs,
      maxBuffer: limits.outputBytes,
      killSignal: 'SIGKILL',
      encoding: 'buffer',
      windowsHide: true,
    }
    const child = execFile(program, [...options], settings, (error, stdout, stderr) => {
      if (!error) resolve(stdout)
      else if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER')
        reject(new Error('it makes the program say too much'))
      else if (error.killed) reject(new TookTooLong(limits.timeoutMs))
      else reject(new Error(lastLine(String(stderr)) || 'the program that reads it ended without a word'))
    })
    child.stdin?.end()
  })
}

/** A program, or our own reading, was stopped for its time. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong'
  constructor(ms: number) {
    super(`reading it took more than ${Math.round(ms / 1000)} s`)
  }
}

function lastLine(text: string): string {
  // The tools end their complaint with the file's whole address, which the problem names already.
  return (text.trim().split('\n').at(-1) ?? '').replace(/^.*file:.*: /, '')
}
