import { Worker } from 'node:worker_threads'

/** Ends the process when nothing is heard from it: a loop that never ends lets no timer of its own thread fire. */
export interface Watchdog {
  /** Says what is being done now. */
  hear(what: string): void
  stop(): Promise<void>
}

/** Runs in a thread of its own, so that it goes on when the main thread does not. */
const WATCH = `
const { parentPort, workerData } = require('node:worker_threads')
const { writeSync } = require('node:fs')
let timer
parentPort.on('message', (what) => {
  clearTimeout(timer)
  timer = setTimeout(() => {
    writeSync(2, 'hung for ' + workerData.seconds + ' s at ' + what + '\\n')
    process.kill(process.pid, 'SIGKILL')
  }, workerData.seconds * 1000)
})
`

/** @param seconds of silence that mean a hang */
export function startWatchdog(seconds: number): Watchdog {
  const worker = new Worker(WATCH, { eval: true, workerData: { seconds } })
  worker.unref()
  return {
    hear: (what) => {
      worker.postMessage(what)
    },
    stop: async () => {
      await worker.terminate()
    },
  }
}
