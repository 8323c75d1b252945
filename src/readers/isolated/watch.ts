/**
 * Runs beside the reading thread, which may be busy for ever: tells when the child needs too much memory (for systems
 * whose processes cannot be looked at from outside), and ends it when the program that started it is gone.
 */
import { writeSync } from 'node:fs'
import { workerData } from 'node:worker_threads'

import type { MemoryMessage } from './runChild.js'

const { memoryMb } = workerData as { readonly memoryMb: number }
const parent = process.ppid

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL')
  const bytes = process.memoryUsage.rss()
  if (bytes <= memoryMb * 1024 * 1024) return
  const message: MemoryMessage = { type: 'memory', bytes }
  writeSync(1, `\n${JSON.stringify(message)}\n`)
}, 250)
