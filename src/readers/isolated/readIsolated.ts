import { stat } from 'node:fs/promises'
import { z } from 'zod'

import type { Reading } from '../../archive/problem.js'
import { createProblemLog } from '../problemLog.js'
import { childScript } from './childScript.js'
import { reportEnding } from './endings.js'
import type { ReadRequest } from './messages.js'
import { runChild } from './runChild.js'
import { PROBLEMS } from './shapes.js'

/** How far a file may go, and where its problems are shown. */
export interface IsolatedOptions {
  /** The file, relative to the media root, for its problems. */
  readonly path: string
  /** The `id` of its row in the table of formats. */
  readonly format: string
  /** Killed after so long, milliseconds; default 30,000. */
  readonly timeoutMs?: number
  /** Killed above this resident memory; default 512. */
  readonly memoryMb?: number
  readonly signal?: AbortSignal
  /** Another program than ours: absolute. For tests. */
  readonly script?: string
}

/** The largest file that is opened, in bytes: its reader holds it in memory whole. */
const MAX_BYTES = 256 * 1024 * 1024

const HINT = 'open it in the program that made it and save it anew'

/**
 * Reads a file by its format's reader in a child process without network, bounded in time and memory. Whatever goes
 * wrong in there is one problem: `file-too-large`, `file-too-slow`, `file-too-much-memory`, `file-too-much-text`,
 * `file-reader-crashed`.
 * @param file absolute
 * @param shape what the reader gives: `DECK` or `TRANSCRIPT`
 * @throws when the file cannot be looked at, or the child not be started
 */
export async function readIsolated<T>(
  file: string,
  shape: z.ZodType<T>,
  options: IsolatedOptions,
): Promise<Reading<T>> {
  const log = createProblemLog(options.path)
  const { size } = await stat(file)
  if (size > MAX_BYTES) {
    const megabytes = Math.round(size / 1024 / 1024)
    log.add(
      'error',
      'file-too-large',
      `the file is ${megabytes} MB; files of this kind are read up to 256 MB`,
      {
        hint: 'save it again with smaller pictures and without films',
      },
    )
    return { value: null, problems: log.list() }
  }

  const limits = { idleMs: options.timeoutMs ?? 30_000, memoryMb: options.memoryMb ?? 512 }
  const program = {
    script: options.script ?? childScript('isolated/child.js'),
    request: { file, path: options.path, format: options.format } satisfies ReadRequest,
    schema: answerSchema(shape),
  }
  const answers: Answer<T>[] = []
  const ending = await runChild(program, { ...limits, signal: options.signal }, (message) =>
    answers.push(message),
  )
  const [answer] = answers
  if (answer?.type === 'done') {
    const { value, problems } = answer.reading
    return { value, problems: problems.map((problem) => ({ ...problem, path: options.path })) }
  }
  if (answer)
    log.add('error', 'file-reader-crashed', `its reader broke down: ${answer.detail}`, { hint: HINT })
  // An answer that is none counts as a breakdown.
  else
    reportEnding(log, ending === 'done' ? 'crashed' : ending, limits, {
      prefix: 'file',
      name: 'file',
      hint: HINT,
    })
  return { value: null, problems: log.list() }
}

type Answer<T> =
  | { readonly type: 'done'; readonly reading: { readonly value: T | null; readonly problems: Findings } }
  | { readonly type: 'failed'; readonly detail: string }

type Findings = z.infer<typeof PROBLEMS>

function answerSchema<T>(shape: z.ZodType<T>): z.ZodType<Answer<T>> {
  const reading = z.object({ value: shape.nullable(), problems: PROBLEMS })
  return z.discriminatedUnion('type', [
    z.object({ type: z.literal('done'), reading }),
    z.object({ type: z.literal('failed'), detail: z.string() }),
  ])
}
