import { cp, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import pLimit from 'p-limit'

import type { Reading } from '../../archive/problem.js'
import { reportEnding } from '../isolated/endings.js'
import { runTool } from '../isolated/runTool.js'
import { createProblemLog } from '../problemLog.js'

/** Decks that LibreOffice converts, by their `id` in the table of formats. */
export type OfficeFormat = 'pptx' | 'odp' | 'ppt'

export interface OfficeOptions {
  /** The file, relative to the media root, for its problems. */
  readonly path: string
  readonly format: OfficeFormat
  /** LibreOffice's program, absolute; null where there is none. */
  readonly soffice: string | null
  /** Killed after so long, milliseconds; default 180,000. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

/** How LibreOffice is to read each format: what a file is named decides nothing, so that no other reader is reached. */
const IMPORT_FILTERS: Readonly<Record<OfficeFormat, string>> = {
  pptx: 'Impress MS PowerPoint 2007 XML',
  odp: 'impress8',
  ppt: 'MS PowerPoint 97',
}
/** Hidden slides too, so that the pages of the PDF have the numbers of the slides. */
const EXPORT = `pdf:impress_pdf_Export:${JSON.stringify({
  ExportHiddenSlides: { type: 'boolean', value: 'true' },
})}`

/** LibreOffice itself takes 300 MB. */
const MEMORY_MB = 2048

/** Each takes a core and much memory. */
const oneAtATime = pLimit(1)

/**
 * Has LibreOffice make a PDF of a deck, in a folder and with a profile of its own that are gone afterwards: no macros,
 * no network, no lock files beside the original, killed when it takes too long. Problems: `deck-needs-libreoffice`,
 * `deck-conversion-failed`, `deck-too-slow`, `deck-too-much-memory`, `deck-reader-crashed`.
 * @param file absolute
 * @param use what is made of the PDF, given by its absolute path while it is there
 */
export async function withPdf<T>(
  file: string,
  options: OfficeOptions,
  use: (pdf: string) => Promise<Reading<T>>,
): Promise<Reading<T>> {
  const log = createProblemLog(options.path)
  const { soffice } = options
  if (!soffice) {
    log.add(
      'warning',
      'deck-needs-libreoffice',
      'this kind of deck is read and drawn with LibreOffice, which is not there',
      {
        hint: 'install LibreOffice (Debian: apt install libreoffice-impress; macOS: brew install --cask libreoffice) and ingest again, or save the deck as PDF beside it',
      },
    )
    return { value: null, problems: log.list() }
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'lectern-office-'))
  try {
    const limits = { idleMs: options.timeoutMs ?? 180_000, memoryMb: MEMORY_MB }
    const name = `deck.${options.format}`
    // A copy: LibreOffice writes a lock file beside what it opens.
    await cp(file, path.join(folder, name))
    await writeProfile(folder)
    const { ending } = await oneAtATime(() =>
      runTool(soffice, arguments_(folder, name, options.format), {
        timeoutMs: limits.idleMs,
        memoryMb: limits.memoryMb,
        outputBytes: 1024 * 1024,
        env: environment(folder),
        folder,
        signal: options.signal,
      }),
    )
    const pdf = path.join(folder, 'deck.pdf')
    const isThere = await stat(pdf).then(
      ({ size }) => size > 0,
      () => false,
    )
    if (isThere && ending === 'done') return await use(pdf)
    const hint = 'open it by hand and save it as PDF beside it'
    if (ending === 'done')
      log.add('error', 'deck-conversion-failed', 'LibreOffice cannot read this deck', { hint })
    else reportEnding(log, ending, limits, { prefix: 'deck', name: 'deck', hint })
    return { value: null, problems: log.list() }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

function arguments_(folder: string, name: string, format: OfficeFormat): readonly string[] {
  return [
    `-env:UserInstallation=${pathToFileURL(path.join(folder, 'profile')).href}`,
    '--headless',
    '--norestore',
    '--nolockcheck',
    '--nofirststartwizard',
    `--infilter=${IMPORT_FILTERS[format]}`,
    '--convert-to',
    EXPORT,
    '--outdir',
    folder,
    path.join(folder, name),
  ]
}

function environment(folder: string): Record<string, string> {
  const { PATH, SystemRoot } = process.env
  return {
    HOME: folder,
    TMPDIR: folder,
    TMP: folder,
    TEMP: folder,
    LANG: 'C.UTF-8',
    SAL_USE_VCLPLUGIN: 'svp',
    ...(PATH && { PATH }),
    ...(SystemRoot && { SystemRoot }),
  }
}

/** Settings of the profile: path, property, value (LibreOffice's officecfg schemas). */
const SETTINGS: readonly (readonly [string, string, string])[] = [
  ['org.openoffice.Office.Common/Security/Scripting', 'DisableMacrosExecution', 'true'],
  ['org.openoffice.Office.Common/Security/Scripting', 'MacroSecurityLevel', '3'],
  ['org.openoffice.Office.Common/Security/Scripting', 'BlockUntrustedRefererLinks', 'true'],
  ['org.openoffice.Office.Common/Security/Scripting', 'DisableActiveContent', 'true'],
  // A proxy that nobody is: what a deck links to is not fetched.
  ['org.openoffice.Inet/Settings', 'ooInetProxyType', '1'],
  ['org.openoffice.Inet/Settings', 'ooInetHTTPProxyName', '127.0.0.1'],
  ['org.openoffice.Inet/Settings', 'ooInetHTTPProxyPort', '9'],
  ['org.openoffice.Inet/Settings', 'ooInetHTTPSProxyName', '127.0.0.1'],
  ['org.openoffice.Inet/Settings', 'ooInetHTTPSProxyPort', '9'],
]

async function writeProfile(folder: string): Promise<void> {
  const items = SETTINGS.map(
    ([at, name, value]) =>
      `<item oor:path="/${at}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`,
  )
  const user = path.join(folder, 'profile', 'user')
  await mkdir(user, { recursive: true })
  await writeFile(
    path.join(user, 'registrymodifications.xcu'),
    `<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">${items.join('')}</oor:items>\n`,
  )
}
