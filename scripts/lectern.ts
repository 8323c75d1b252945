#!/usr/bin/env node
import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command, CommanderError } from 'commander'

import { keepApart, temporaryFolderOf } from '../src/ingest/folders.js'
import { ingest, type IngestOptions } from '../src/ingest/ingest.js'
import { createReport } from '../src/ingest/report.js'
import { ENVIRONMENT, readSettings, WrongSetting, type Flags, type Settings } from '../src/settings.js'
import { ingestBeside } from '../src/start.js'
import { IndexUnusable } from '../src/store/unusable.js'
import { createApp } from '../src/web/app.js'
import { listen } from '../src/web/listen.js'
import { createRequestLog } from '../src/web/logging.js'
import { openLiveArchive, type LiveArchive } from '../src/web/liveArchive.js'
import { VERSION } from '../src/version.js'

/** 0 fine, 1 some inputs had errors, 2 wrong usage, 3 could not run; 141 as shells count the end by SIGPIPE. */
const EXIT = { fine: 0, inputErrors: 1, usage: 2, cannotRun: 3, brokenPipe: 141 } as const

const program = new Command('lectern')
  .description('A self-hosted archive for recorded talks: find what was said and what was shown.')
  .version(VERSION)
  .exitOverride()
  .configureHelp({ showGlobalOptions: true })
  .addHelpText('after', environmentHelp)

withFolders(program.command('start'))
  .description('serve the site at once and read media/ beside it (what npm start does)')
  .option('--host <address>', 'the address to listen on')
  .option('--port <number>', 'the port to listen on')
  .option('--base-path <path>', 'the path the site lives under')
  .action(async (flags: Flags) => {
    const settings = readSettings(flags)
    await keepApart(settings.mediaDir, settings.indexDir)
    const closing = untilStopped()
    const archive = openLiveArchive(settings.indexDir, settings.basePath, complain)
    await archive.refresh().catch(complain) // It is made anew below.
    closing.push(await serve(settings, archive))
    const beside = ingestBeside(fileURLToPath(import.meta.url), settings, archive)
    closing.push(() => {
      beside.stop()
      return beside.ended
    })
  })

withFolders(program.command('serve'))
  .description('serve the site from the index as it is')
  .option('--host <address>', 'the address to listen on')
  .option('--port <number>', 'the port to listen on')
  .option('--base-path <path>', 'the path the site lives under')
  .action(async (flags: Flags) => {
    const settings = readSettings(flags)
    const closing = untilStopped()
    const archive = openLiveArchive(settings.indexDir, settings.basePath, complain)
    await archive.refresh()
    if (!archive.current()) throw new IndexUnusable(`there is none at ${settings.indexDir}`)
    closing.push(await serve(settings, archive))
  })

withFolders(program.command('ingest'))
  .description('read media/ into the index')
  .option('--json', 'print events as JSON, one a line, instead of text')
  .option('--compact', 'read everything anew and keep one generation only')
  .option('--wait', 'wait while another ingest is at work on the index')
  .action(async (flags: Flags & { json?: boolean; compact?: boolean; wait?: boolean }) => {
    const { mediaDir, indexDir, engine } = readSettings(flags)
    const { compact, wait } = flags
    const options = { mediaDir, indexDir, engine, compact: compact === true, wait: wait === true }
    process.exitCode = await runIngest(options, flags.json === true)
  })

program
  .command('check')
  .description('read everything and report problems; nothing is kept')
  .argument('[folder]', 'the folder with your events, as --media names it')
  .option('--media <folder>', 'the folder with your events')
  .option('--json', 'print events as JSON, one a line, instead of text')
  .action(async (folder: string | undefined, flags: Flags & { json?: boolean }) => {
    const { mediaDir } = readSettings(folder === undefined ? flags : { media: folder })
    const indexDir = await mkdtemp(path.join(tmpdir(), 'lectern-check-'))
    process.on('exit', () => {
      rmSync(indexDir, { recursive: true, force: true })
    })
    process.exitCode = await runIngest({ mediaDir, indexDir, checking: true }, flags.json === true)
  })

async function runIngest(options: IngestOptions, json: boolean): Promise<number> {
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

async function serve(settings: Settings, archive: LiveArchive): Promise<() => Promise<void>> {
  const { mediaDir, basePath, publicUrl, trustProxy, sendfile, metrics } = settings
  const app = createApp({
    source: archive,
    mediaRoot: mediaDir,
    basePath,
    sendfile,
    metrics,
    log: createRequestLog(settings.logLevel),
    version: VERSION,
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(trustProxy === undefined ? {} : { trustProxy }),
  })
  const listening = await listen(app, settings)
  console.log(`Lectern is at ${listening.url}`)
  return async () => {
    archive.close()
    await listening.close()
  }
}

/**
 * Ends well on the signals of terminals and service managers; a second one ends at once. To be called before anything
 * is started, as a signal may come at once.
 * @returns what is to be closed then: an empty list to add to
 */
function untilStopped(): (() => Promise<void>)[] {
  const closing: (() => Promise<void>)[] = []
  let stopping = false
  // A site goes on when the terminal that began it is gone.
  process.stdout.on('error', () => undefined)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(EXIT.fine)
      stopping = true
      void Promise.all(closing.map((close) => close())).then(() => process.exit(EXIT.fine))
    })
  }
  return closing
}

function complain(reason: unknown): void {
  console.error(`lectern: ${reason instanceof Error ? reason.message : String(reason)}`)
}

function withFolders(command: Command): Command {
  return command
    .option('--media <folder>', 'the folder with your events')
    .option('--index <folder>', 'the folder for everything derived from it')
}

/** Wrapped to the terminal as the rest of the help is. */
function environmentHelp(): string {
  const help = program.createHelp()
  help.prepareContext({ helpWidth: process.stdout.columns || 80 })
  const width = Math.max(...Object.keys(ENVIRONMENT).map((name) => name.length))
  const rows = Object.entries(ENVIRONMENT).map(([name, meaning]) =>
    help.formatItem(name, width, meaning, help),
  )
  const exits = 'Exit codes: 0 fine, 1 some inputs had errors, 2 wrong usage, 3 could not run'
  return ['', 'Environment (flags win):', ...rows, '', exits].join('\n')
}

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.fine : EXIT.usage
  else {
    complain(error)
    process.exitCode = error instanceof WrongSetting ? EXIT.usage : EXIT.cannotRun
  }
}
