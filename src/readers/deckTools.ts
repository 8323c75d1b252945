import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import path from 'node:path'

/** Programs that read or draw more decks than we can by ourselves, by absolute path; null where there is none. */
export interface DeckTools {
  /** LibreOffice: pictures of Office decks, and all of old `.ppt` files. */
  readonly soffice: string | null
  /** Poppler's: a second opinion on PDFs whose text came out wrong. */
  readonly pdftotext: string | null
}

/** Where programs are that put themselves on no path. */
const USUAL_PLACES: Readonly<Record<keyof DeckTools, readonly string[]>> = {
  soffice: [
    '/Applications/LibreOffice.app/Contents/MacOS/soffice',
    'C:\\Program Files\\LibreOffice\\program\\soffice.com',
  ],
  pdftotext: [],
}

/**
 * Finds LibreOffice and poppler: `LECTERN_SOFFICE`/`LECTERN_PDFTOTEXT`, then PATH, then usual places.
 * An empty variable (`LECTERN_SOFFICE=`) means: use none.
 * @throws when a variable names a file that cannot be run: a wrong setting is said, not worked around.
 */
export async function findDeckTools(env: NodeJS.ProcessEnv = process.env): Promise<DeckTools> {
  return { soffice: await findTool('soffice', env), pdftotext: await findTool('pdftotext', env) }
}

async function findTool(tool: keyof DeckTools, env: NodeJS.ProcessEnv): Promise<string | null> {
  const variable = `LECTERN_${tool.toUpperCase()}`
  const setting = env[variable]
  if (setting === '') return null
  if (setting !== undefined) {
    const given = path.resolve(setting)
    if (await isRunnable(given)) return given
    throw new Error(`${variable} names ${given}, which is not a program that can be run`)
  }
  const name = process.platform === 'win32' ? `${tool}.exe` : tool
  const folders = (env['PATH'] ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder))
  for (const candidate of [...folders.map((folder) => path.join(folder, name)), ...USUAL_PLACES[tool]]) {
    if (await isRunnable(candidate)) return candidate
  }
  return null
}

async function isRunnable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  )
}
