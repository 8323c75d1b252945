import type { ProblemLog } from '../problemLog.js'
import type { Bounds, Ending } from './runChild.js'

type Limits = Pick<Bounds, 'idleMs' | 'memoryMb'>

const ENDINGS: Readonly<Record<Exclude<Ending, 'done'>, { code: string; text: (bounds: Limits) => string }>> =
  {
    time: {
      code: 'too-slow',
      text: ({ idleMs }) => `it took more than ${Math.round(idleMs / 1000)} s and was stopped`,
    },
    memory: {
      code: 'too-much-memory',
      text: ({ memoryMb }) => `it needed more than ${memoryMb} MB of memory and was stopped`,
    },
    output: { code: 'too-much-text', text: () => 'it holds more text than any talk and was stopped' },
    crashed: { code: 'reader-crashed', text: () => 'its reader broke down' },
  }

/** Names an ending before the end: `pdf-too-slow`, `pdf-too-much-memory`, `pdf-too-much-text`, `pdf-reader-crashed`. */
export function reportEnding(
  log: ProblemLog,
  ending: Ending,
  limits: Limits,
  file: { readonly prefix: string; readonly name: string; readonly kept?: string; readonly hint: string },
): void {
  if (ending === 'done') return
  const { code, text } = ENDINGS[ending]
  const { prefix, name, kept, hint } = file
  const message = `this ${name} could not be read to its end: ${text(limits)}${kept ? `; ${kept}` : ''}`
  log.add('error', `${prefix}-${code}`, message, { hint })
}
