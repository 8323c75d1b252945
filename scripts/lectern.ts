#!/usr/bin/env node
import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command, CommanderError } from 'commander'

import { findAhead } from '../src/ingest/findAhead.js'
import { keepApart } from '../src/ingest/folders.js'
import { ENVIRONMENT, readSettings, WrongSetting, type Flags } from '../src/settings.js'
import { VERSION } from '../src/version.js'
import { complain, EXIT, untilStopped } from './commands/ending.js'

// What a command needs is loaded when it is given: readers, search and site together take most of a second.
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
    const { startSite } = await import('./commands/site.js')
    await startSite(settings, fileURLToPath(import.meta.url), closing)
  })

withFolders(program.command('serve'))
  .description('serve the site from the index as it is')
  .option('--host <address>', 'the address to listen on')
  .option('--port <number>', 'the port to listen on')
  .option('--base-path <path>', 'the path the site lives under')
  .action(async (flags: Flags) => {
    const settings = readSettings(flags)
    const closing = untilStopped()
    const { serveSite } = await import('./commands/site.js')
    await serveSite(settings, closing)
  })

withFolders(program.command('ingest'))
  .description('read media/ into the index')
  .option('--json', 'print events as JSON, one a line, instead of text')
  .option('--compact', 'read everything anew and keep one generation only')
  .option('--wait', 'wait while another ingest is at work on the index')
  .action(async (flags: Flags & { json?: boolean; compact?: boolean; wait?: boolean }) => {
    const { mediaDir, indexDir, engine } = readSettings(flags)
    const { compact, wait } = flags
    const { media, index } = await keepApart(mediaDir, indexDir)
    const found = findAhead(media, index)
    const options = { mediaDir, indexDir, found, engine, compact: compact === true, wait: wait === true }
    const { runIngest } = await import('./commands/runIngest.js')
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
    const { runIngest } = await import('./commands/runIngest.js')
    const indexDir = await mkdtemp(path.join(tmpdir(), 'lectern-check-'))
    process.on('exit', () => {
      rmSync(indexDir, { recursive: true, force: true })
    })
    process.exitCode = await runIngest({ mediaDir, indexDir, checking: true }, flags.json === true)
  })

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
