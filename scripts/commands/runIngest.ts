import { temporaryFolderOf } from '../../src/ingest/folders.js'
import { ingest, type IngestOptions } from '../../src/ingest/ingest.js'
import { createReport } from '../../src/ingest/report.js'
import { EXIT } from './ending.js'

/** Ingests and says what is done, for people or as JSON; the exit code. */
export async function runIngest(options: IngestOptions, json: boolean): Promise<number> {
  // Ends through the process' own exit, so that the index is given back.
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => process.exit(EXIT.cannotRun))
  // Nobody reads on, as in "lectern check | head": end as the programs of a pipe do.
  process.stdout.on('error', () => process.exit(EXIT.brokenPipe))
  // Of killed programs things stay behind: there the next ingest clears them away.
  process.env['TMPDIR'] = process.env['TEMP'] = process.env['TMP'] = temporaryFolderOf(options.indexDir)
  const report = json ? null : createReport(process.stdout, { checking: options.checking === true })
  try {
    const { summary } = await ingest({
      ...options,
      // With the process: whoever gave the command waited for its modules too.
      began: 0,
      onEvent: (event) => {
        if (report) report.show(event)
        else console.log(JSON.stringify(event))
      },
    })
    return summary.errors > 0 ? EXIT.inputErrors : EXIT.fine
  } finally {
    report?.stop()
  }
}
