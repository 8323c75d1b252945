import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

import type { IngestEvent } from './archive/progress.js'
import { createReport } from './ingest/report.js'
import type { Settings } from './settings.js'
import type { LiveArchive } from './web/liveArchive.js'
import type { IngestStatus } from './web/snapshot.js'

/** An ingest that runs beside the server. */
export interface IngestBeside {
  /** Resolves when it has ended, whatever its end. */
  readonly ended: Promise<void>
  stop(): void
}

/**
 * Runs an ingest in a process of its own, so that reading never delays a page, shows its progress on the terminal
 * and on the site, and opens each generation as it is published.
 * @param program the command line's own file
 */
export function ingestBeside(program: string, settings: Settings, archive: LiveArchive): IngestBeside {
  const options = ['ingest', '--json', '--wait', '--media', settings.mediaDir, '--index', settings.indexDir]
  const child = spawn(process.execPath, [program, ...options], { stdio: ['ignore', 'pipe', 'pipe'] })
  const report = createReport()
  let status: IngestStatus = { running: true, notices: [], problems: { errors: 0, warnings: 0 } }
  let stopped = false
  let complaint = ''
  archive.setStatus(status)

  const update = (change: Partial<IngestStatus>): void => {
    status = { ...status, ...change }
    archive.setStatus(status)
  }
  createInterface({ input: child.stdout }).on('line', (line) => {
    const event = parseEvent(line)
    if (!event) return
    if (!stopped) report.show(event)
    update(changeBy(event, status))
    // What cannot be opened the archive itself tells.
    if (event.type === 'published') archive.refresh().catch(() => undefined)
  })
  createInterface({ input: child.stderr }).on('line', (line) => {
    complaint = line
    console.error(line)
  })
  const complain = (error: unknown): void => {
    console.error(`lectern: ${error instanceof Error ? error.message : String(error)}`)
  }

  const ended = new Promise<void>((resolve) => {
    child.on('error', complain)
    child.on('close', (code, signal) => {
      report.stop()
      const couldNotRun = code !== 0 && code !== 1 && !stopped
      const reason = complaint || `the ingest ended unexpectedly (${signal ?? `exit code ${code ?? 'none'}`})`
      if (couldNotRun && !complaint) console.error(`lectern: ${reason}`)
      update({ running: false, ...(couldNotRun ? { failed: reason.replace(/^lectern: /, '') } : {}) })
      resolve()
    })
  })
  return {
    ended,
    stop: () => {
      stopped = true
      child.kill('SIGTERM')
    },
  }
}

/** Null for a line that is no event: cut short by a crash, or printed by a library. */
function parseEvent(line: string): IngestEvent | null {
  try {
    const value: unknown = JSON.parse(line)
    const isEvent = typeof value === 'object' && value !== null && 'type' in value
    return isEvent ? (value as IngestEvent) : null
  } catch {
    return null
  }
}

function changeBy(event: IngestEvent, status: IngestStatus): Partial<IngestStatus> {
  switch (event.type) {
    case 'phase':
      return { phase: event.phase, done: 0, total: 0, item: '' }
    case 'progress':
      return { phase: event.phase, done: event.done, total: event.total, item: event.item }
    case 'notice':
      return { notices: [...status.notices, event.message] }
    case 'published':
    case 'done':
      return { problems: { errors: event.summary.errors, warnings: event.summary.warnings } }
  }
}
